"""How posts look in Slack: the cards of reviewers and authors, and one post for whoever looks at it."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, several
from bot.kernel.views.blocks import Message, actions, button, context, section
from bot.posts import parts
from bot.posts.around import Around
from bot.posts.life import LIFE, Action
from bot.posts.model import OPEN, Post, Status
from bot.posts.standing import coming, standing
from bot.reviews import progress
from bot.reviews.buttons import answering, deciding
from bot.reviews.life import DECISIONS, Deed

KIND = "posts"
"""With which the ids of the buttons begin that every review has."""
EDIT = "posts.edit"
WITHDRAW = "posts.withdraw"
PLAN = "posts.plan"
PUBLISHED = "posts.published"
GIVE_BACK = "posts.give_back"
STILL_RIGHT = "posts.still_right"
CONFIRM = "posts.confirm"
COMPOSE = "posts.compose"
SHOW = "posts.show"
DETAILS = "posts.details"

AUTHORS = frozenset({Deed.ANSWER, Action.PLAN, Action.RESUME, Action.EDIT, Action.WITHDRAW})
"""What the author's own card offers."""

TIMING = {Status.APPROVED: "Set a time…", Status.ON_HOLD: "New time…"}
"""What the button says that sets its time."""
ALTERED = mrkdwn("It was changed in the database, outside Concord.")


def review(
    post: Post, around: Around, *, offered: Collection[Action | Deed] = DECISIONS, with_reasons: bool = False
) -> Message:
    """The living card of a review. The review channel reads no reasons: those are for the author and the reviewers."""
    if post.status != Status.IN_REVIEW:
        return _reviewed(post, around)
    head = [parts.title(post), *parts.published(post.current.as_signed)]
    foot: list[Block] = [
        *progress.asked_before(post.review, with_reasons=with_reasons),
        *(progress.asked_now(post.review) if with_reasons else []),
        *progress.stuck(post, around.holders, around.helpers),
        _status(post, around),
        actions(*buttons(post, offered), details(post)),
    ]
    changed = parts.since_last_version(post)
    return Message(mrkdwn("{}: {}", post.name, standing(post)), [*head, *changed, *foot], bool(post.review.decisions))


def _status(post: Post, around: Around) -> Block:
    return section(mrkdwn("*{}* · {}", standing(post), coming(post, around)))


def _reviewed(post: Post, around: Around) -> Message:
    """Nothing is to be decided: two lines, so that the posts that wait stand out."""
    line = mrkdwn("{} *{}* · {}. {}", parts.MARKS[post.status], post.name, standing(post), coming(post, around))
    decided = [progress.verdict(made) for made in post.review.decided_now]
    version = mrkdwn("Version {}", post.version)
    foot = context(mrkdwn(" · ").join([version, *([several(decided, " · ")] if decided else [])]))
    text = mrkdwn("{}: {}", post.name, standing(post))
    return Message(text, [section(line, details(post)), foot], on_record=bool(post.review.decisions))


def author(post: Post, around: Around, twins: Sequence[Post]) -> Message:
    """The author's living card: where the post stands, and what can be done with it."""
    blocks = [
        parts.title(post),
        parts.excerpt(post.current.as_signed) if post.is_intact else section(ALTERED),
        _status(post, around),
        *parts.because(post),
        progress.decisions([each for each in post.review.decided_now if each.why], with_reasons=True),
        *progress.asked_now(post.review),
    ]
    if post.status in OPEN and post.is_intact:
        blocks += parts.advice(post.current.as_signed, twins)
    blocks.append(actions(*buttons(post, _unheld(LIFE.possible(post) & AUTHORS, around)), details(post)))
    return Message(mrkdwn("{}: {}", post.name, standing(post)), blocks, on_record=bool(post.review.decisions))


def particulars(post: Post, around: Around, allowed: Collection[Action | Deed], *, with_reasons: bool) -> Message:
    """All of one post with its latest decisions, and what this person may do with it."""
    offered, content = buttons(post, _unheld(allowed, around)), post.current.as_signed
    what = [parts.title(post), *parts.published(content)]
    status = [
        *(progress.asked_before(post.review, with_reasons=with_reasons) if post.status == Status.IN_REVIEW else []),
        _status(post, around),
        *(parts.because(post) if with_reasons else []),
        *([actions(*offered)] if offered else []),
        *parts.beside_it(content, post.planned_at),
        progress.stages(post, around.holders, _ended(post)),
    ]
    decided = progress.decisions(post.review.decisions, with_reasons=with_reasons)
    changed = parts.since_last_version(post)
    text = mrkdwn("{}: {}", post.name, standing(post))
    asked = [progress.remarks(post.review.remarks)] if with_reasons and post.review.remarks else []
    return Message(text, [*what, *changed, *status, decided, *asked, parts.about(post)])


def _unheld(offered: Collection[Action | Deed], around: Around) -> set[Action | Deed]:
    """What is on hold can be confirmed only once nothing holds it."""
    return set(offered) - ({Action.RESUME} if around.held else set())


def _ended(post: Post) -> tuple[Markup, str] | None:
    return None if post.status == Status.IN_REVIEW else (parts.MARKS[post.status], post.status)


def details(post: Post) -> ButtonElement:
    """All that a card need not say."""
    return button("Details", DETAILS, Ref(post.id))


def buttons(post: Post, offered: Collection[Action | Deed]) -> list[InteractiveElement]:
    """Of what is offered, what can be pressed on a card; a call to publish has buttons of its own."""
    value = Ref(post.id)
    elements: list[InteractiveElement] = [*deciding(KIND, post)] if Deed.APPROVE in offered else []
    if Deed.ANSWER in offered:
        elements += answering(KIND, post)
    if Action.PUBLISH in offered:
        elements.append(button("Published…", PUBLISHED, value, style="primary"))
    if Action.RESUME in offered:
        elements.append(button("Confirm", CONFIRM, value, style="primary"))
    if {Action.PLAN, Action.RESUME}.intersection(offered):
        label = TIMING.get(post.status, "Postpone…")
        elements.append(button(label, PLAN, value, style="primary" if post.status == Status.APPROVED else None))
    if Action.GIVE_BACK in offered:
        elements.append(button("Return to author…", GIVE_BACK, value))
    if Action.EDIT in offered:
        elements.append(button("Edit…", EDIT, value))
    if Action.WITHDRAW in offered:
        elements.append(button("Withdraw…", WITHDRAW, value))
    return elements
