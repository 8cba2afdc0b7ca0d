"""What the form says that freezes accounts."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`scope` and `exceptions` are values of `choosing`, `again` hours."""

    scope: Sequence[str]
    exceptions: Sequence[str]
    reason: str
    again: str
