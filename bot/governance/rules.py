"""What the company decides, as its governance file writes it."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from bot.kernel.durations import Duration
from bot.kernel.escalation import Policy
from bot.kernel.letters import Urgency
from bot.paging.ways import Way, address_of

Role = Literal[
    "administrator",
    "community_manager",
    "author",
    "medical",
    "legal",
    "regulatory",
    "brand",
    "crisis_lead",
    "spokesperson",
    "leadership",
    "drug_safety",
]
ROLES: tuple[str, ...] = get_args(Role)
EVERYONE = "everyone"
"""Stands in a role's list for each full member of the company's own workspace."""


MATTER_PEOPLE = ("owner", "backup", "publisher", "deputy", "author", "stage", "channel")
"""Words of a policy's `whom` that mean the people of the matter itself."""
WHOM = f"role:…, user:U…, group:S… or one of {', '.join(MATTER_PEOPLE)}"
USUAL_CADENCE = timedelta(days=7)


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Channels(Section):
    """Slack channel ids; Concord must be a member of each."""

    war_room: str
    reviews: str
    reminders: str
    fallback: str

    @field_validator("*")
    @classmethod
    def _is_a_channel(cls, channel: str) -> str:
        if channel[:1] not in {"C", "G"}:
            raise ValueError(
                f"{channel!r} is no channel id; it starts with C, and Slack shows it under “About” of the channel"
            )
        return channel


class Stage(Section):
    """One step of a review: who decides, whether one of each role suffices, and how long it may take."""

    name: str
    roles: list[Role] = Field(min_length=1)
    decide: Literal["any", "all"] = "all"
    within: Duration = timedelta(days=2)

    @field_validator("roles")
    @classmethod
    def _each_is_asked_once(cls, roles: list[Role]) -> list[Role]:
        if twice := sorted({role for role in roles if roles.count(role) > 1}):
            raise ValueError(f"names {', '.join(twice)} twice; a stage asks one person of each role")
        return roles


class Product(Section):
    """A product of the company's, and how else it is written: local names, other alphabets."""

    name: str
    local_names: list[str] = []

    @field_validator("name", "local_names")
    @classmethod
    def _can_be_found(cls, names: str | list[str]) -> str | list[str]:
        for name in [names] if isinstance(names, str) else names:
            if not any(letter.isalnum() for letter in name):
                raise ValueError(f"{name!r} has no letter by which a text could name it")
        return names


class Route(Section):
    """Which posts go this way (an empty condition fits every post), and through which stages, in order."""

    name: str
    markets: list[str] = []
    kinds: list[str] = []
    names_product: bool | None = None
    same_person: Literal["allowed", "refused"] = "refused"
    """Whether one person who holds several of its roles may give several of its approvals."""
    stages: list[Stage] = Field(min_length=1)

    def fits(self, *, market: str, kind: str, names_product: bool) -> bool:
        return (
            (not self.markets or market in self.markets)
            and (not self.kinds or kind in self.kinds)
            and self.names_product in {None, names_product}
        )


class Band(Section):
    """Scores from `from_score` on: their colour, how fast to respond, and the escalation policy that pings."""

    colour: Literal["green", "yellow", "amber", "red"]
    from_score: int = Field(ge=1, alias="from")
    respond_within: Duration
    policy: str


class RiskMatrix(Section):
    """Five words for each axis, a weight for each step, and the bands of likelihood weight × impact weight."""

    likelihood: list[str] = Field(min_length=5, max_length=5)
    impact: list[str] = Field(min_length=5, max_length=5)
    likelihood_weights: list[int] = Field(default=[1, 2, 3, 4, 5], min_length=5, max_length=5)
    impact_weights: list[int] = Field(default=[1, 2, 3, 4, 5], min_length=5, max_length=5)
    bands: list[Band] = Field(min_length=1)

    @model_validator(mode="after")
    def _bands_rise_from_one(self) -> "RiskMatrix":
        starts = [band.from_score for band in self.bands]
        if starts != sorted(set(starts)) or starts[0] != 1:
            raise ValueError("the bands' “from” must begin at 1 and rise")
        return self

    def score(self, likelihood: int, impact: int) -> int:
        """Both from 1 to 5."""
        return self.likelihood_weights[likelihood - 1] * self.impact_weights[impact - 1]

    def band(self, score: int) -> Band:
        return [band for band in self.bands if band.from_score <= score][-1]


class Reminders(Section):
    """Which policy nags about what; a slot counts as missed `slot_grace` after its time."""

    slot_grace: Duration = timedelta(minutes=30)
    silent_account: str = "silent_account"
    missed_slot: str = "missed_slot"
    publication: str = "publication"
    review: str = "review"


class Lateness(Section):
    """How late a letter or a ping may be before Concord counts as unwell."""

    usual: Duration = timedelta(minutes=2)
    crisis: Duration = timedelta(minutes=1)

    def limit(self, urgency: Urgency) -> timedelta:
        return self.crisis if urgency is Urgency.CRISIS else self.usual


class Oversight(Section):
    """From how many refused signatures of one person in a day on the administrators are told."""

    refused_attempts: int = Field(default=5, ge=1)


class Governance(Section):
    company: str
    team: str | None = None
    """Slack's id of the company's own workspace; the workspace that Concord is installed in where it is left out."""
    time_zone: str = "UTC"
    channels: Channels
    roles: dict[Role, list[str]]
    products: list[Product] = []
    """Posts that name one name a product, whatever their author says; brands of accounts count besides."""
    routes: list[Route] = Field(min_length=1)
    risk: RiskMatrix
    policies: list[Policy] = Field(min_length=1)
    cadences: dict[str, Duration] = {}
    """By kind of account: how long it may stay silent where its own cadence is not set."""
    reminders: Reminders = Reminders()
    lateness: Lateness = Lateness()
    oversight: Oversight = Oversight()
    other_ways: dict[str, list[Way]] = {}
    """Addresses for when Slack is gone, by person, role, level of a policy, or everyone."""
    hotline: str = ""
    """Whom to call when Slack is gone."""
    _text: str = PrivateAttr(default="")

    def model_post_init(self, context: Any, /) -> None:
        self._text = (context or {}).get("text", "")

    @property
    def sha256(self) -> str:
        """Of the file, in hexadecimal digits."""
        return hashlib.sha256(self._text.encode()).hexdigest()

    @cached_property
    def keys(self) -> dict[str, Any]:
        """What the file says, by path, such as `roles.medical[0]`; addresses are told apart and not told."""
        return dict(_leaves(yaml.safe_load(self._text) or {}))

    @field_validator("other_ways")
    @classmethod
    def _somebody_owns_each_way(cls, ways: dict[str, list[Way]]) -> dict[str, list[Way]]:
        for whose in ways:
            known = whose in {*ROLES, EVERYONE} or re.fullmatch(r"[UW][A-Z0-9]+|level [1-9]\d*", whose)
            if not known:
                raise ValueError(
                    f"{whose!r} is neither a person (U…) nor a role nor a level of a policy (level 1, level 2 …) "
                    "nor everyone"
                )
        return ways

    @field_validator("time_zone")
    @classmethod
    def _is_a_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{name!r} is no time zone; write one such as Europe/Zurich") from error
        return name

    @field_validator("roles")
    @classmethod
    def _members_are_ids(cls, roles: dict[Role, list[str]]) -> dict[Role, list[str]]:
        for role, members in roles.items():
            for member in members:
                if member != EVERYONE and member[:1] not in {"U", "W", "S"}:
                    raise ValueError(
                        f"{member!r} in {role} is neither a person (U…) nor a user group (S…) nor everyone"
                    )
        for needed in ("administrator", "community_manager"):
            if not roles.get(needed):
                raise ValueError(f"somebody must be {needed}")
        return roles

    @field_validator("policies")
    @classmethod
    def _everybody_pinged_can_be_found(cls, policies: list[Policy]) -> list[Policy]:
        for policy in policies:
            for word in (word for level in policy.levels for word in level.whom):
                kind, _, name = word.partition(":")
                known = name in ROLES if kind == "role" else name[:1] in "UW" if kind == "user" else name[:1] == "S"
                if word not in MATTER_PEOPLE and not (name and kind in {"role", "user", "group"} and known):
                    raise ValueError(f"policy {policy.name} pings {word!r}; write {WHOM}")
        return policies

    @model_validator(mode="after")
    def _those_who_are_asked_can_be_named(self) -> "Governance":
        asked: set[str] = {role for route in self.routes for stage in route.stages for role in stage.roles}
        words = (word.partition(":") for policy in self.policies for level in policy.levels for word in level.whom)
        asked |= {name for kind, _, name in words if kind == "role"}
        everybodys = {role for role, members in self.roles.items() if EVERYONE in members}
        if endless := sorted(role for role in asked if role in everybodys):
            raise ValueError(f"{', '.join(endless)} cannot be {EVERYONE}: reviews and policies ask its holders by name")
        return self

    @model_validator(mode="after")
    def _names_are_known(self) -> "Governance":
        known = {policy.name for policy in self.policies}
        used = [band.policy for band in self.risk.bands]
        used += [
            self.reminders.silent_account,
            self.reminders.missed_slot,
            self.reminders.publication,
            self.reminders.review,
        ]
        if missing := sorted({name for name in used if name not in known}):
            raise ValueError(f"no policy is called {', '.join(missing)}; there are {', '.join(sorted(known))}")
        last = self.routes[-1]
        if last.markets or last.kinds or last.names_product is not None:
            raise ValueError(f"the last route ({last.name}) must fit every post: leave its conditions out")
        return self

    @property
    def product_names(self) -> dict[str, str]:
        """Each way in which a product is written, with what it is called."""
        return {name: each.name for each in self.products for name in (each.name, *each.local_names)}

    def cadence_days(self, kind: str) -> int:
        """How many days an account of `kind` may stay silent where nobody said otherwise."""
        return self.cadences.get(kind, USUAL_CADENCE).days

    def reviewing(self) -> frozenset[str]:
        """The roles that decide on posts in some stage of some route."""
        return frozenset(role for route in self.routes for stage in route.stages for role in stage.roles)

    def policy(self, name: str) -> Policy:
        return next(policy for policy in self.policies if policy.name == name)

    def route(self, *, market: str, kind: str, names_product: bool) -> Route:
        """The first route that fits."""
        return next(r for r in self.routes if r.fits(market=market, kind=kind, names_product=names_product))

    def ways(self, *whose: str, besides: Iterable[Way] = ()) -> list[tuple[str, Way]]:
        """Each address that is theirs, once, with the first whose it is; `besides` are left out."""
        left_out = {way.address for way in besides}
        found: dict[str, tuple[str, Way]] = {}
        for owner in whose:
            for way in self.other_ways.get(owner, []):
                if way.address not in left_out:
                    found.setdefault(way.address, (owner, way))
        return list(found.values())

    def members(self) -> list[str]:
        """The ids of all people and user groups that some role or policy names, each once."""
        named = [member for members in self.roles.values() for member in members if member != EVERYONE]
        words = [word.partition(":") for policy in self.policies for level in policy.levels for word in level.whom]
        return list(dict.fromkeys([*named, *(name for kind, _, name in words if kind in {"user", "group"})]))


def _leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _leaves(value, f"{path}[{number}]")
    elif path.startswith("other_ways."):
        yield path, f"address {address_of(str(node))}"
    else:
        yield path, node if isinstance(node, bool | int | float | None) else str(node)
