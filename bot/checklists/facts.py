"""What happens to a checklist: each fact is a line of its crisis's timeline."""

from dataclasses import dataclass

from bot.checklists.model import ChecklistLine
from bot.crises.facts import CrisisEvent
from bot.crises.states import Kind


@dataclass(frozen=True, kw_only=True)
class LineEvent(CrisisEvent):
    """Its note is what the line says."""

    on: ChecklistLine


class LineTickedOff(LineEvent):
    kind = Kind.DONE


class LineOpenedAgain(LineEvent):
    kind = Kind.NOT_DONE


@dataclass(frozen=True, kw_only=True)
class LineGiven(LineEvent):
    """`before` held it until then, if it was given before; `to` does from now on."""

    kind = Kind.GIVEN
    before: str
    to: str

    @property
    def text(self) -> str:
        return f"{self.to} {self.note}"

    @property
    def noted(self) -> str:
        return self.text


class DepartmentAgreed(LineEvent):
    kind = Kind.AGREED


class AgreementTakenBack(LineEvent):
    """By whoever gave it."""

    kind = Kind.NOT_AGREED


CHANGES: tuple[type[LineEvent], ...] = (LineTickedOff, LineOpenedAgain, DepartmentAgreed, AgreementTakenBack)
"""After which a line is done, or to be done again."""
