"""What the form asks, as the governance says it now and as it is to say it."""

from dataclasses import dataclass
from typing import Any

from bot.governance import EVERYONE, Governance, Role

CHANNELS = ("war_room", "reviews", "reminders", "fallback")
NEEDED = ("war_room", "reviews", Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER)
"""What cannot wait."""


@dataclass(frozen=True)
class Draft:
    """Ids of channels, and of people by role; user groups that hold one stay. `markets` are lines such as
    `DACH: DE, AT, CH`.
    """

    company: str
    time_zone: str
    war_room: str
    reviews: str
    reminders: str
    fallback: str
    administrator: list[str]
    community_manager: list[str]
    author: list[str]
    medical: list[str]
    legal: list[str]
    regulatory: list[str]
    brand: list[str]
    crisis_lead: list[str]
    spokesperson: list[str]
    leadership: list[str]
    drug_safety: list[str]
    markets: str

    @classmethod
    def of(cls, rules: Governance) -> "Draft":
        channels: dict[str, Any] = {
            name: "" if name not in NEEDED and channel == rules.channels.reviews else channel
            for name, channel in rules.channels
        }
        people: dict[str, Any] = {role: list(filter(_is_person, rules.named(role))) for role in Role}
        return cls(
            company=rules.company if rules.is_set_up else "",
            time_zone=rules.time_zone,
            markets="\n".join(f"{region}: {', '.join(markets)}" for region, markets in rules.regions.items()),
            **channels,
            **people,
        )

    @property
    def channels(self) -> dict[str, str]:
        return {name: channel for name in CHANNELS if (channel := getattr(self, name))}

    def people(self, role: Role) -> list[str]:
        people: list[str] = getattr(self, role)
        return people

    def written(self, rules: Governance) -> dict[str, Any]:
        """By key of the governance file, where `rules` say what stays as it is."""
        return {
            "company": self.company,
            "time_zone": self.time_zone,
            "regions": _regions(self.markets) or None,
            "channels": self.channels,
            "roles": self._roles(rules),
        }

    def _roles(self, rules: Governance) -> dict[str, Any]:
        """Whoever is no guest may write posts where nobody else is named."""
        roles = dict(rules.written.get("roles", {}))
        for role in Role:
            members = [*self.people(role), *groups(rules, role)] or ([EVERYONE] if role is Role.AUTHOR else [])
            if set(members) != set(rules.named(role)):
                roles[str(role)] = members
        return {role: members for role, members in roles.items() if members}


def groups(rules: Governance, role: Role) -> list[str]:
    return [each for each in rules.named(role) if each.startswith("S")]


def _is_person(member: str) -> bool:
    return not member.startswith("S") and member != EVERYONE


def _regions(lines: str) -> dict[str, list[str]]:
    pairs = (line.partition(":") for line in lines.splitlines() if line.strip())
    return {name.strip(): [each.strip() for each in markets.split(",")] for name, _, markets in pairs}
