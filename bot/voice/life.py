"""The life of a statement: what leads where, and who decides on it, answers for it and withdraws it."""

from enum import StrEnum

from bot.accounts import outlets_of
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.lifecycle import CONCORD, Life, Part, Permission, Row
from bot.reviews import life as reviews
from bot.reviews.life import Deed
from bot.voice.model import Statement, Status


class Action(StrEnum):
    """Besides what reviewers do. The words complete “nobody can … it now”."""

    TAKE_FORCE = "say"
    REPLACE = "replace"
    END = "end"
    WITHDRAW = "withdraw"
    POST = "answer for"
    WIDEN = "add accounts to"


def _speaks_there(act: Act, statement: Statement) -> bool:
    its = outlets_of(act.session, [each.account_id for each in statement.accounts])
    return any(act.who.id in each.people for each in its)


WRITER = Part[Statement]("whoever wrote it", lambda act, statement: act.who.id == statement.written_by)
SPEAKERS = Part[Statement]("the people of its accounts", _speaks_there)
LEADERS = (Role.CRISIS_LEAD, Role.SPOKESPERSON, Role.LEADERSHIP)


def _why_not(statement: Statement, action: StrEnum) -> str:
    by = "" if statement.status in {Status.REPLACED, Status.OVER} else f" (by {statement.moved_by})"
    return f"{statement.name} is {statement.status}{by}: nobody can {action} it now. See `{statement.shown_by}`."


def _guard(statement: Statement, action: StrEnum) -> None:
    if statement.drill and action is Action.POST:
        raise TooLate(f"{statement.crisis} is a drill: post nothing. See `{statement.shown_by}`.")


LIFE = Life[Statement, Status, Action | Deed](
    "status",
    (
        *reviews.rows(
            in_review=Status.IN_REVIEW,
            sent_back=Status.SENT_BACK,
            rejected=Status.REJECTED,
            answers=Permission("answer questions about {.label}", (WRITER, *LEADERS)),
        ),
        Row(
            Action.TAKE_FORCE,
            {Status.IN_REVIEW: Status.IN_FORCE},
            Permission("put {.label} in force once all its stages have approved it", (CONCORD,)),
        ),
        Row(
            Action.REPLACE,
            {Status.IN_REVIEW: Status.REPLACED, Status.IN_FORCE: Status.REPLACED},
            Permission("replace {.label} by a newer one", (CONCORD,)),
        ),
        Row(
            Action.END,
            {Status.IN_REVIEW: Status.OVER, Status.IN_FORCE: Status.OVER},
            Permission("end {.label} with its crisis", (CONCORD,)),
        ),
        Row(
            Action.WITHDRAW,
            {Status.IN_REVIEW: Status.WITHDRAWN, Status.IN_FORCE: Status.WITHDRAWN},
            Permission("withdraw {.label}", (WRITER, *LEADERS)),
        ),
        Row(
            Action.WIDEN,
            {Status.IN_REVIEW: Status.IN_REVIEW, Status.IN_FORCE: Status.IN_FORCE},
            Permission("add accounts to {.label} that its crisis is about, too", (CONCORD,)),
        ),
        Row(
            Action.POST,
            {Status.IN_FORCE: Status.IN_FORCE},
            Permission("say whether {.label} is posted", (SPEAKERS,), "Tell the war room what you know."),
        ),
    ),
    why_not=_why_not,
    guard=_guard,
)


def move(act: Act, statement: Statement, action: Action | Deed) -> None:
    """Follow the row, and note who did it."""
    LIFE.move(statement, action)
    statement.moved_by, statement.moved_at = act.who.name, act.when
