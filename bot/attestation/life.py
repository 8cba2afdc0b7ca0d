"""The life of a question about one account, and who may answer it."""

from enum import StrEnum

from bot.accounts.life import ASK_THEM, DECIDERS
from bot.attestation.model import Answered, AttestationLine
from bot.kernel.lifecycle import CONCORD, Life, Part, Permission, Row


class Action(StrEnum):
    """The words complete “nobody can … it now”."""

    CONFIRM = "confirm"
    RETIRE = "call retired"
    HAND_ON = "ask another owner about"
    LAPSE = "leave to the next quarter"


OWNER = Part[AttestationLine]("the owner", lambda act, line: act.who.id == line.account.owner)
BACKUP = Part[AttestationLine]("the backup", lambda act, line: act.who.id == line.account.backup)


def _why_not(line: AttestationLine, action: Action) -> str:
    see = f"See `/account show {line.account.shown}`."
    return f"{line.label}: {line.answer} in {line.quarter}. Nobody can {action} it now. {see}"


LIFE = Life[AttestationLine, Answered, Action](
    "answer",
    (
        Row(
            Action.CONFIRM,
            {Answered.WAITING: Answered.RIGHT},
            Permission(
                "say that {.label} is still right", (OWNER, BACKUP, *DECIDERS), ASK_THEM.replace("{.", "{.account.")
            ),
        ),
        Row(
            Action.RETIRE,
            {Answered.WAITING: Answered.RETIRED},
            Permission("ask no more about {.label} once it is retired", (CONCORD,)),
        ),
        Row(
            Action.HAND_ON,
            {Answered.WAITING: Answered.MOVED},
            Permission("ask another owner about {.label}", (CONCORD,)),
        ),
        Row(
            Action.LAPSE,
            {Answered.WAITING: Answered.LAPSED},
            Permission("leave {.label} to the next quarter", (CONCORD,)),
        ),
    ),
    why_not=_why_not,
)
