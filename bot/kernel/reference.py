"""What a button or a form carries along: what it is about, and perhaps what was seen of it."""

from bot.kernel.errors import NotFound

GONE = "This is no longer here. Type the command again to see the current state."
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


def is_number(written: str) -> bool:
    """Whether it can be the number of a row."""
    return written.isascii() and written.isdecimal() and len(written) < MOST_DIGITS
