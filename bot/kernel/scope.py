"""Where something is: whom a role means may depend on it."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Scope:
    """In the registry's words; what is empty is not known there, or in a condition does not matter."""

    market: str = ""
    region: str = ""
    """As the governance file names it."""
    brand: str = ""
    kind: str = ""
    account: str = ""
    """Its subject, such as `account:7`."""

    def covers(self, other: "Scope") -> bool:
        """Whether all that this one names is so there too."""
        return all(getattr(self, each.name) in {"", getattr(other, each.name)} for each in fields(self))


CENTRE = Scope()
"""What belongs to the company as a whole."""
