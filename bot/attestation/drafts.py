"""What the form about a profile says, before it is checked."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`profile`: the places of what is ticked in what a profile is to say."""

    profile: Sequence[str]

    def lacks(self, items: Sequence[str]) -> list[str]:
        return [each for place, each in enumerate(items) if str(place) not in self.profile]
