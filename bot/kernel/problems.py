"""What cannot stand in a form: a sentence for each field, collected until all of them are looked at."""

from collections.abc import Callable
from typing import TypeVar

from bot.kernel.errors import Invalid
from bot.kernel.text.characters import is_blank
from bot.kernel.text.markup import quotation

T = TypeVar("T")


class Problems:
    """Of several sentences about one field the first is told, unless they are noted with `also`."""

    def __init__(self) -> None:
        self._sentences: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._sentences)

    def note(self, field: str, sentence: str | None) -> None:
        """An empty sentence is no problem, nor is none."""
        if sentence:
            self._sentences.setdefault(field, sentence)

    def also(self, field: str, sentence: str) -> None:
        """One more, behind those that the field has."""
        self._sentences[field] = f"{self._sentences.get(field, '')} {sentence}".strip()

    def needed(self, field: str, value: str, sentence: str) -> str:
        """What was typed, without the blanks around it; noted where there is nothing that anybody sees."""
        typed = value.strip()
        if is_blank(typed):
            self.note(field, sentence)
        return typed

    def read(self, field: str, reading: Callable[[], T], sentence: str = "") -> T | None:
        """What `reading` makes of the field; where it raises ValueError, None, and the error's own sentence is noted or
        else `sentence`, whose {} stands for what could not be read.
        """
        try:
            return reading()
        except ValueError as error:
            self.note(field, getattr(error, "sentence", "") or sentence.format(quotation(str(error))))
            return None

    def refuse(self) -> None:
        """Raise Invalid with all of them, if there is any."""
        if self._sentences:
            raise Invalid(self._sentences)


def needed(field: str, value: str, sentence: str) -> str:
    """The one thing that a form asks for, without the blanks around it; raises Invalid where there is nothing."""
    problems = Problems()
    typed = problems.needed(field, value, sentence)
    problems.refuse()
    return typed
