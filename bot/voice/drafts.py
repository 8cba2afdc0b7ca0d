"""What the form says that writes a statement."""

from dataclasses import dataclass
from datetime import datetime

from bot.voice.wording import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """What the form says that writes an answer to a question."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Before anybody looked at it."""

    known: str
    unknown: str = ""
    doing: str = ""
    advice: str = ""
    contact: str = ""
    next_at: datetime | None

    @property
    def words(self) -> Words:
        return Words(known=self.known, unknown=self.unknown, doing=self.doing, advice=self.advice, contact=self.contact)
