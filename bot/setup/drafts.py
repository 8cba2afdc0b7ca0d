"""What the form asks, as the governance says it now and as it is to say it."""

from dataclasses import dataclass, fields, replace
from typing import Any

from bot.governance import EVERYONE, Governance, Role, is_group

CHANNELS = ("war_room", "reviews", "reminders", "fallback")
NEEDED = ("war_room", "reviews", Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER)
"""What cannot wait."""
NOT_PLAIN = "Who this is depends on the place, or has deputies. Only a file can say so: `/social setup export`."
MOST_PEOPLE = 100
"""So many Slack takes as chosen already; whoever comes after them stays."""


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
        people: dict[str, Any] = {role: _people_of(rules, role)[:MOST_PEOPLE] for role in Role}
        return cls(
            company=rules.company if rules.is_set_up else "",
            time_zone=rules.time_zone,
            markets="\n".join(f"{region}: {', '.join(markets)}" for region, markets in rules.regions.items()),
            **channels,
            **people,
        )

    def onto(self, now: "Draft", before: "Draft") -> "Draft":
        """Its answers that differ from `before`; else what is so now. Of lists, what it adds and leaves out."""
        answers = {each.name: (getattr(self, each.name), getattr(before, each.name)) for each in fields(self)}
        mine = {name: both for name, both in answers.items() if both[0] != both[1]}
        return replace(now, **{name: _onto(getattr(now, name), *both) for name, both in mine.items()})

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

    def changes(self, rules: Governance, role: Role) -> bool:
        return set(self._members(rules, role)) != set(rules.named(role))

    def _roles(self, rules: Governance) -> dict[str, Any]:
        changed = {str(role): self._members(rules, role) for role in Role if self.changes(rules, role)}
        return {role: members for role, members in {**rules.written.get("roles", {}), **changed}.items() if members}

    def _members(self, rules: Governance, role: Role) -> list[str]:
        """Whoever is no guest may write posts where nobody else is named."""
        unseen = [*_people_of(rules, role)[MOST_PEOPLE:], *groups_of(rules, role)]
        return [*self.people(role), *unseen] or ([EVERYONE] if role is Role.AUTHOR else [])


def is_plain(rules: Governance, role: str) -> bool:
    """Whether the same people hold it everywhere, and nobody in their stead: more cannot be asked in Slack."""
    return role not in rules.placed | rules.deputed


def _onto(now: Any, mine: Any, before: Any) -> Any:
    if not isinstance(mine, list):
        return mine
    stay = [each for each in now if each in mine or each not in before]
    return [*stay, *(each for each in mine if each not in {*before, *stay})]


def groups_of(rules: Governance, role: Role) -> list[str]:
    return list(filter(is_group, rules.named(role)))


def _people_of(rules: Governance, role: Role) -> list[str]:
    return [each for each in rules.named(role) if not is_group(each) and each != EVERYONE]


def _regions(lines: str) -> dict[str, list[str]]:
    pairs = (line.partition(":") for line in lines.splitlines() if line.strip())
    return {name.strip(): [each.strip() for each in markets.split(",")] for name, _, markets in pairs}
