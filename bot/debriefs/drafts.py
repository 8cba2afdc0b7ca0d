"""What the forms about after-action reviews say, before it is checked."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What whoever writes it says."""

    went_well: str
    hurt: str
    luck: str = ""
    lesson: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDraft:
    what: str
    who: str
    until: date | None
