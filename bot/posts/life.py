"""The life of a post: what leads where, and who may submit, decide, plan, publish, take back and read why."""

from enum import StrEnum

from bot.accounts import AUTHORS, ITS_PEOPLE, KEEPERS, PEOPLE, SOME_AUTHORS, Outlet, outlet
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.lifecycle import CONCORD, Life, Part, Permission, Row, roles_held
from bot.posts.intact import require_intact
from bot.posts.model import OPEN, Post, Status
from bot.reviews import life as reviews
from bot.reviews.life import Deed


class Action(StrEnum):
    """Besides what reviewers do. The words complete “nobody can … it now”."""

    CLEAR = "clear"
    EDIT = "edit"
    CONFIRM = "say still right of"
    PLAN = "set a time for"
    HOLD = "hold"
    RESUME = "confirm"
    GIVE_BACK = "give back"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


SUBMITTERS = (Role.AUTHOR, Role.COMMUNITY_MANAGER)
"""Who may submit for any account."""

AUTHOR = Part[Post]("the author", lambda act, post: act.who.id == post.author)
WRITERS = Part[Post]("the people who wrote it", lambda act, post: act.who.id in post.writers)
PUBLISHER = Part[Post]("the publisher", lambda act, post: act.who.id == outlet(act.session, post.account_id).publisher)
DEPUTY = Part[Post]("the deputy", lambda act, post: act.who.id == outlet(act.session, post.account_id).deputy)
REVIEWERS = Part[Post](
    "its reviewers",
    lambda act, post: (
        bool(roles_held(act, post.review.roles, post)) or act.who.id in {made.who for made in post.review.decisions}
    ),
)
HANDS = (AUTHOR, PEOPLE, Role.COMMUNITY_MANAGER)
PUBLISHERS = (PUBLISHER, DEPUTY, Role.COMMUNITY_MANAGER)

ASK = "See `/account show`."

SUBMIT = Permission[Outlet](
    "submit posts for {.label}",
    (AUTHORS, ITS_PEOPLE, Role.COMMUNITY_MANAGER),
    "Ask one of them, or an administrator to make you an author.",
)
SUBMIT_ANYWHERE = Permission[object](
    "submit posts",
    (SOME_AUTHORS, KEEPERS, Role.COMMUNITY_MANAGER),
    "Ask an administrator to make you an author; see `/social roles`.",
    anywhere=True,
)
READ_REASONS = Permission[Post](
    "read in which words {.label} was sent back, rejected, given back or withdrawn",
    (WRITERS, PEOPLE, REVIEWERS, Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR),
)
"""Cards need not ask: the review channel's gives no reason, and the one that does is the author's own."""


def _why_not(post: Post, action: StrEnum) -> str:
    return (
        f"{post.label} is {post.status} (by {post.moved_by}): nobody can {action} it now. See `/post show {post.id}`."
    )


def _guard(post: Post, action: StrEnum) -> None:
    """One that was altered outside Concord leads nowhere but to its end; that its account is frozen stands against it
    all the same.
    """
    if action not in {Action.WITHDRAW, Action.HOLD}:
        require_intact(post)


LIFE = Life[Post, Status, Action | Deed](
    "status",
    (
        *reviews.rows(
            in_review=Status.IN_REVIEW,
            sent_back=Status.CHANGES_REQUESTED,
            rejected=Status.REJECTED,
            answers=Permission("answer questions about {.label}", HANDS, ASK),
        ),
        Row(
            Action.CLEAR,
            {Status.IN_REVIEW: Status.APPROVED},
            Permission("approve {.label} as a whole once all its stages have approved it", (CONCORD,)),
        ),
        Row(
            Action.CONFIRM,
            {each: each for each in OPEN},
            Permission("say that {.label} is still right", HANDS, ASK),
        ),
        Row(Action.EDIT, dict.fromkeys(OPEN, Status.IN_REVIEW), Permission("edit {.label}", HANDS, ASK)),
        Row(
            Action.PLAN,
            {Status.APPROVED: Status.SCHEDULED, Status.SCHEDULED: Status.SCHEDULED},
            Permission("set the time of {.label}", HANDS, ASK),
        ),
        Row(
            Action.HOLD,
            {Status.SCHEDULED: Status.ON_HOLD},
            Permission("put {.label} on hold where its account is frozen", (CONCORD,)),
        ),
        Row(
            Action.RESUME,
            {Status.ON_HOLD: Status.SCHEDULED},
            Permission("confirm {.label} once its account is thawed", HANDS, ASK),
        ),
        Row(
            Action.GIVE_BACK,
            {Status.SCHEDULED: Status.APPROVED},
            Permission("say that {.label} cannot be published", PUBLISHERS, ASK),
        ),
        Row(
            Action.PUBLISH,
            dict.fromkeys((Status.APPROVED, Status.SCHEDULED, Status.ON_HOLD), Status.PUBLISHED),
            Permission("say that {.label} is published", PUBLISHERS, ASK),
        ),
        Row(Action.WITHDRAW, dict.fromkeys(OPEN, Status.WITHDRAWN), Permission("withdraw {.label}", HANDS, ASK)),
    ),
    why_not=_why_not,
    guard=_guard,
)


def move(act: Act, post: Post, action: Action | Deed, reason: str = "") -> None:
    """Follow the row, and note who did it; `reason` says why, where somebody has to."""
    LIFE.move(post, action)
    post.moved_by, post.moved_at, post.reason = act.who.name, act.when, reason
