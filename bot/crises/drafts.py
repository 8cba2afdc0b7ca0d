"""What the form says that raises a crisis."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.accounts import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a form says, before anybody looked at it; `likelihood` and `impact` are "1" to "5"."""

    what: str
    likelihood: str
    impact: str
    evidence: str = ""
    kind: str = ""
    lead: str = ""
    accounts: Sequence[Outlet] = ()
    confidential: bool = False
