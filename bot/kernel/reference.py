"""What a button or a form carries along: what it is about, and perhaps what was seen of it."""

import re

from bot.kernel.errors import NotFound

GONE = "This is gone. Type the command again."
_LOOSELY = re.IGNORECASE | re.DOTALL
MOST_DIGITS = 10
"""No database counts further."""


class Ref(str):
    """Written `12`, or `12 rest`: a button's value and a form's private metadata are read alike."""

    __slots__ = ()

    def __new__(cls, key: int | str, rest: int | str = "") -> "Ref":
        return super().__new__(cls, f"{key} {rest}".rstrip())

    @classmethod
    def read(cls, written: str) -> "Ref":
        key, _, rest = written.partition(" ")
        return cls(key, rest)

    @property
    def key(self) -> str:
        return self.partition(" ")[0]

    @property
    def id(self) -> int:
        """The number of a row; raises NotFound for what Concord never wrote."""
        if not is_number(self.key):
            raise NotFound(GONE)
        return int(self.key)

    @property
    def rest(self) -> str:
        return self.partition(" ")[2]

    @property
    def page(self) -> int:
        """The number of a page, where that is what the rest says; else the first."""
        return int(self.rest) if is_number(self.rest) else 1


def numbered(typed: str, noun: str) -> tuple[int, str] | None:
    """The number that stands first, as it is printed or typed (`12`, `#12`, `Crisis 12`, `post:12`, `P-12`), and the
    words behind it; None where no number does.
    """
    before = rf"(?:{noun}[\s:-]*|{noun[0]}-)?#?\s*"
    match = re.fullmatch(rf"{before}(?P<number>[0-9]{{1,9}})(?:[\s·:,.]+(?P<rest>.*))?", typed.strip(), _LOOSELY)
    return (int(match["number"]), match["rest"] or "") if match else None


def is_number(written: str) -> bool:
    """Whether it can be the number of a row."""
    return written.isascii() and written.isdecimal() and len(written) < MOST_DIGITS
