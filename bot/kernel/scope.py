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

    @property
    def named(self) -> dict[str, str]:
        """All that is not empty, by field."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name))}

    def covers(self, other: "Scope") -> bool:
        """Whether all that this one names is so there too, however it is written."""
        return all(value.casefold() == getattr(other, name).casefold() for name, value in self.named.items())


CENTRE = Scope()
"""What belongs to the company as a whole."""
