"""What the forms about drills say, before anybody looked at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.accounts import Outlet
from bot.drills.model import Objective


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`begins_at` is None where it begins at once; `likelihood` and `impact` are "1" to "5"."""

    scenario: str
    what: str
    likelihood: str
    impact: str
    players: Sequence[str]
    observer: str
    begins_at: datetime | None = None
    accounts: Sequence[Outlet] = ()


@dataclass(frozen=True, slots=True)
class Rated:
    """By objective: the letter that was chosen, and the words with it."""

    ratings: Mapping[Objective, str]
    words: Mapping[Objective, str]
