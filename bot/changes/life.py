"""The life of a change of the governance: who decides on it, answers, and withdraws it."""

from enum import StrEnum

from bot.changes.model import Change, Status
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.lifecycle import CONCORD, Life, Part, Permission, Row, roles_held
from bot.reviews import life as reviews
from bot.reviews.life import Deed


class Action(StrEnum):
    """Besides what reviewers do. The words complete “nobody can … it now”."""

    TAKE = "take into use"
    OVERTAKE = "overtake"
    WITHDRAW = "withdraw"


PROPOSER = Part[Change]("whoever proposed it", lambda act, change: act.who.id == change.by)
REVIEWERS = Part[Change]("its reviewers", lambda act, change: bool(roles_held(act, change.review.roles, change)))
HANDS = (PROPOSER, Role.ADMINISTRATOR)
READ = Permission[Change]("see {.label}", (PROPOSER, REVIEWERS, Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR))


def _why_not(change: Change, action: StrEnum) -> str:
    by = "" if change.status == Status.OVERTAKEN else f" (by {change.moved_by})"
    return f"{change.name} is {change.status}{by}: nobody can {action} it now. See `{change.shown_by}`."


LIFE = Life[Change, Status, Action | Deed](
    "status",
    (
        *reviews.rows(
            in_review=Status.IN_REVIEW,
            sent_back=Status.SENT_BACK,
            rejected=Status.REJECTED,
            answers=Permission("answer questions about {.label}", HANDS),
        ),
        Row(
            Action.TAKE,
            {Status.IN_REVIEW: Status.TAKEN},
            Permission("take {.label} into use once all its stages have approved it", (CONCORD,)),
        ),
        Row(
            Action.OVERTAKE,
            {Status.IN_REVIEW: Status.OVERTAKEN},
            Permission("end {.label} where another comes into force or is proposed", (CONCORD,)),
        ),
        Row(Action.WITHDRAW, {Status.IN_REVIEW: Status.WITHDRAWN}, Permission("withdraw {.label}", HANDS)),
    ),
    why_not=_why_not,
)


def move(act: Act, change: Change, action: Action | Deed, reason: str = "") -> None:
    """Follow the row, and note who did it; `reason` says why, where somebody has to."""
    LIFE.move(change, action)
    change.moved_by, change.moved_at, change.reason = act.who.name, act.when, reason
