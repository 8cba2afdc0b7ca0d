"""Values that no line may show: those that are kept here, however they are written, and what looks like a token."""

import base64
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

HIDDEN = "[hidden]"
SHORTEST = 6
"""A value of fewer characters stands by chance in any line; hiding it everywhere would tell what it is."""
_LIKE_SECRETS = (
    r"xox[a-z][-.][\w.-]+",
    r"xapp-[\w-]+",
    r"(?<=://)[^/@\s:]*:[^/@\s]+(?=@)",  # name and password in an address
    r"(?<=hooks\.slack\.com/)[^\s\"'<>]+",  # who knows a response URL may write there
    r"(?<=ticket=)[\w.-]+",  # who knows a socket's ticket may listen to it
    r"(?<=/answer/)[\w.~-]+",  # who follows a page's link may answer
)
_ALIGNMENTS = ((0, 0), (1, 2), (2, 3))
"""How many bytes may stand before a value within a group of three, and how many characters of base64 they spoil."""


class Secrets:
    """Grows only: what was once a secret stays one."""

    def __init__(self) -> None:
        self._values = set[str]()
        self._pattern = self._compiled()

    def keep(self, *values: str) -> None:
        """From now on these are hidden."""
        new = {value for value in values if len(value) >= SHORTEST} - self._values
        if new:
            self._values |= new
            self._pattern = self._compiled()

    def hidden(self, text: str) -> str:
        """The text with HIDDEN in the place of each secret."""
        return self._pattern.sub(HIDDEN, text)

    def _compiled(self) -> re.Pattern[str]:
        written = {form for value in self._values for form in _written(value)}
        known = [re.escape(form) for form in sorted(written, key=len, reverse=True)]
        return re.compile("|".join([*known, *_LIKE_SECRETS]))


def _written(value: str) -> Iterator[str]:
    """As it is, and as addresses, JSON, Python and base64 would write it."""
    yield from (value, quote(value), quote(value, safe=""), quote_plus(value))
    yield from (json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1], repr(value)[1:-1])
    for before, spoiled in _ALIGNMENTS:
        plain = bytes(before) + value.encode()
        whole = len(plain) * 8 // 6  # what follows spoils the last character
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(plain).decode()[spoiled:whole]


_ours = Secrets()
keep, hidden = _ours.keep, _ours.hidden
"""Those of this process."""
