"""What a button or a form carries along: which matter it is about, and perhaps what was seen of it."""

from dataclasses import dataclass

from bot.kernel.errors import NotFound

GONE = "This is no longer here. Type the command again to see where things stand."
MOST_DIGITS = 10
"""No database counts further."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Written `12`, or `12 rest`; a form's private metadata and a button's value are read alike."""

    id: int
    rest: str = ""

    def __str__(self) -> str:
        return f"{self.id} {self.rest}".rstrip()

    @classmethod
    def read(cls, written: str) -> "Ref":
        """Raises NotFound for what Concord never wrote."""
        number, _, rest = written.partition(" ")
        if not is_number(number):
            raise NotFound(GONE)
        return cls(int(number), rest)

    @property
    def page(self) -> int:
        """The number of a page, where that is what the rest says; else the first."""
        return int(self.rest) if is_number(self.rest) else 1


def is_number(written: str) -> bool:
    """Whether it can be the number of a row."""
    return written.isascii() and written.isdecimal() and len(written) < MOST_DIGITS
