"""Whom a level of a policy means, as the governance file writes it."""

from typing import NamedTuple

MATTER_PEOPLE = ("owner", "backup", "publisher", "deputy", "author", "lead", "stage", "centre", "channel")
"""Words that mean the people of the matter itself."""
WRITTEN = f"role:…, user:U…, group:S… or one of {', '.join(MATTER_PEOPLE)}"


class Whom(NamedTuple):
    """`kind` is role, user or group with a `name`, or else one of MATTER_PEOPLE without."""

    kind: str
    name: str

    @classmethod
    def read(cls, word: str) -> "Whom":
        kind, _, name = word.partition(":")
        return cls(kind, name)
