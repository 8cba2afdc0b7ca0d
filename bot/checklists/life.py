"""The life of a checklist's line: what leads where, and who may tick it off, give it away, or agree."""

from enum import StrEnum

from bot.checklists.model import ChecklistLine, State
from bot.crises.life import CLOSERS
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.lifecycle import Life, Part, Permission, Row, roles_held


class Action(StrEnum):
    """The words complete “nobody can … it now”."""

    TICK_OFF = "tick off"
    OPEN_AGAIN = "open"
    GIVE = "give away"


class Consent(StrEnum):
    AGREE = "agree to"
    TAKE_BACK = "take back"


def _holds(act: Act, line: ChecklistLine) -> bool:
    return act.who.id == line.person if line.person else _has_role(act, line)


def _has_role(act: Act, line: ChecklistLine) -> bool:
    return bool(roles_held(act, [line.role], line))


HOLDER = Part[ChecklistLine]("whoever holds the line", _holds)
LEADER = Part[ChecklistLine]("the lead of its crisis", lambda act, line: act.who.id == line.crisis.lead)
SPEAKER = Part[ChecklistLine]("whoever holds the department's role", _has_role)
SIGNER = Part[ChecklistLine]("whoever said so", lambda act, line: act.who.id == line.done_by)


def _why_not(line: ChecklistLine, _action: StrEnum) -> str:
    see = f"See `/crisis checklist {line.crisis_id}`."
    match line.state:
        case State.DONE if line.is_department:
            return f"{line.done_name} said already that {line.what} agrees. {see}"
        case State.DONE:
            return f"{line.done_name} did {line.label} already. {see}"
        case State.DROPPED:
            return f"{line.crisis.label} is of another kind now, without {line.label}. {see}"
        case State.OPEN if line.is_department:
            return f"Nobody says now that {line.what} agrees. {see}"
        case State.OPEN:
            return f"{line.label} is still to be done. {see}"


def _is_asked_for(line: ChecklistLine, _action: StrEnum) -> None:
    if line.crisis.is_resolved:
        raise TooLate(f"{line.crisis.label} is resolved: its checklist is over. See `/crisis show {line.crisis_id}`.")


DOERS: tuple[str | Part[ChecklistLine], ...] = (HOLDER, LEADER, *CLOSERS)

LINES = Life[ChecklistLine, State, Action](
    "state",
    (
        Row(Action.TICK_OFF, {State.OPEN: State.DONE}, Permission("tick off {.label}", DOERS)),
        Row(Action.OPEN_AGAIN, {State.DONE: State.OPEN}, Permission("open {.label} again", DOERS)),
        Row(Action.GIVE, {State.OPEN: State.OPEN}, Permission("give {.label} to somebody", DOERS)),
    ),
    why_not=_why_not,
    guard=_is_asked_for,
)

DEPARTMENTS = Life[ChecklistLine, State, Consent](
    "state",
    (
        Row(Consent.AGREE, {State.OPEN: State.DONE}, Permission("say that {.label} agrees", (SPEAKER,))),
        Row(
            Consent.TAKE_BACK,
            {State.DONE: State.OPEN},
            Permission(
                "take back that {.label} agrees",
                (SIGNER,),
                because=lambda _, line: f"Only {line.done_name} can take back that {line.what} agrees.",
            ),
        ),
    ),
    why_not=_why_not,
    guard=_is_asked_for,
)
