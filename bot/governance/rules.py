"""What the company decides, as its governance file writes it."""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from itertools import chain
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, PrivateAttr, field_validator

from bot.alerts.ways import USUAL_SCHEMES, Way
from bot.governance.allowances import Allowances
from bot.governance.drills import Drills
from bot.governance.gates import Gates
from bot.governance.holding import Entries, Markets, OperatingModel, RoleName
from bot.governance.hours import WorkingHours
from bot.governance.playbooks import MOST_PLAYBOOKS, Playbook
from bot.governance.risk import RiskMatrix
from bot.governance.roles import EVERYONE, NEEDED, is_group
from bot.governance.routes import Product, Reviewable, Route
from bot.governance.section import Section
from bot.governance.settings import (
    AfterAction,
    Attestation,
    Channels,
    Checkpoints,
    Lateness,
    Oversight,
    PrivateTexts,
    Reminders,
)
from bot.governance.templates import Language, Templates
from bot.governance.tree import values
from bot.governance.usual import USUAL_POLICIES, USUAL_ROUTES
from bot.governance.whom import Whom
from bot.governance.written import leaves
from bot.kernel.durations import Duration
from bot.kernel.escalation import Policy
from bot.kernel.kinds import Kind
from bot.kernel.scope import Scope

NO_OWNER = "{!r} is no person (U…), role, level (level 1 …) or everyone"
USUAL_CADENCE = timedelta(days=7)
LONGEST_CADENCE = timedelta(days=365)


def _whole_days(cadence: timedelta) -> timedelta:
    if not timedelta(days=1) <= cadence <= LONGEST_CADENCE or cadence % timedelta(days=1):
        raise ValueError("must be whole days, from 1d to 365d")
    return cadence


Cadence = Annotated[Duration, AfterValidator(_whole_days)]


class Governance(Section):
    company: str
    team: str | None = None
    """Slack's id of the company's own workspace; the workspace that Concord is installed in where it is left out."""
    time_zone: str = "UTC"
    language: Language = "en"
    """In which statements begin that have no template in their own."""
    channels: Channels
    roles: dict[RoleName, Entries]
    """The first entry that fits counts. Names that are no `Role` are the company's own."""
    regions: dict[str, Markets] = Field(default={})
    operating_model: OperatingModel = OperatingModel.ONE
    products: list[Product] = Field(default=[])
    """Posts that name one name a product, whatever their author says; brands of accounts count besides."""
    routes: list[Route] = Field(min_length=1)
    risk: RiskMatrix
    policies: list[Policy] = Field(min_length=1)
    playbooks: list[Playbook] = Field(default=[], max_length=MOST_PLAYBOOKS)
    """The kinds of crises."""
    statement_templates: Templates = Field(default={})
    drills: Drills = Drills()
    allowances: Allowances = Allowances()
    gates: Gates = Gates()
    """What must have been learned or read before somebody approves or publishes."""
    cadences: dict[Kind, Cadence] = Field(default={})
    """By kind of account: how long it may stay silent where its own cadence is not set."""
    reminders: Reminders = Reminders()
    working_hours: WorkingHours = WorkingHours()
    """When reminders may be said."""
    lateness: Lateness = Lateness()
    oversight: Oversight = Oversight()
    after_action: AfterAction = AfterAction()
    attestation: Attestation = Attestation()
    signing_period: Duration = timedelta(minutes=15)
    """How long a PIN or a code lets its person sign by a click."""
    private_texts: PrivateTexts = PrivateTexts()
    way_schemes: list[str] = Field(default=list(USUAL_SCHEMES))
    """How the addresses of other ways may begin, before ://."""
    other_ways: dict[str, list[Way]] = Field(default={})
    """Addresses for when Slack is gone, by person, role, level of a policy, or everyone."""
    checkpoints: Checkpoints = Checkpoints()
    hotline: str = ""
    """Whom to call when Slack is gone."""
    _text: str = PrivateAttr(default="")

    def model_post_init(self, context: Any, /) -> None:
        self._text = (context or {}).get("text", "")

    @property
    def text(self) -> str:
        """The file, letter by letter. Addresses in it may hold secrets."""
        return self._text

    @property
    def sha256(self) -> str:
        """Of the file, in hexadecimal digits."""
        return hashlib.sha256(self._text.encode()).hexdigest()

    @cached_property
    def keys(self) -> dict[str, Any]:
        """What the file says, by path, such as `roles.medical[0]`; addresses are told apart and not told."""
        return dict(leaves(self.written))

    @cached_property
    def written(self) -> dict[str, Any]:
        """The file as it is, before anything is made of it. Addresses in it may hold secrets."""
        return values(self._text) or {}

    @cached_property
    def is_set_up(self) -> bool:
        """Whether Concord knows where to speak, and who is asked about what it cannot do by itself."""
        return bool(self.channels.war_room and self.channels.reviews and all(map(self.roles.get, NEEDED)))

    @cached_property
    def groups(self) -> list[str]:
        """The user groups that give a role, each once."""
        members = chain(*map(self.named, self.roles))
        return list(filter(is_group, dict.fromkeys(members)))

    @cached_property
    def first_asked(self) -> dict[str, frozenset[str]]:
        """By role: the members of all its entries, without deputies."""
        return {role: frozenset(chain(*(entry.who for entry in entries))) for role, entries in self.roles.items()}

    @cached_property
    def deputed(self) -> frozenset[str]:
        """The roles that deputies may come to hold."""
        return frozenset(role for role, entries in self.roles.items() if any(entry.deputy for entry in entries))

    @cached_property
    def placed(self) -> frozenset[str]:
        """The roles that others hold in one place than in another."""
        return frozenset(role for role, entries in self.roles.items() if len(entries) > 1)

    @property
    def every_way(self) -> dict[str, Way]:
        """Of crises and of checkpoints, by address."""
        return {way.address: way for way in chain(*self.other_ways.values(), self.checkpoints.ways)}

    @field_validator("other_ways")
    @classmethod
    def _somebody_owns_each_way(cls, ways: dict[str, list[Way]]) -> dict[str, list[Way]]:
        for whose in ways:
            if not re.fullmatch(r"[UW][A-Z0-9]+|level [1-9]\d*|[a-z][a-z0-9_]*", whose):
                raise ValueError(NO_OWNER.format(whose))
        return ways

    @field_validator("time_zone")
    @classmethod
    def _is_a_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"{name!r} is no time zone such as Europe/Zurich") from error
        return name

    @property
    def product_names(self) -> dict[str, str]:
        """Each way in which a product is written, with what it is called."""
        return {name: each.name for each in self.products for name in (each.name, *each.local_names)}

    def cadence_days(self, kind: str) -> int:
        """How many days an account of `kind` may stay silent where nobody said otherwise."""
        known = {each.value: cadence for each, cadence in self.cadences.items()}
        return known.get(kind, USUAL_CADENCE).days

    def reviewing(self) -> frozenset[str]:
        """The roles that decide in some stage of some route."""
        return frozenset(
            role for route in (*self.routes, *USUAL_ROUTES) for stage in route.stages for role in stage.roles
        )

    def policy(self, name: str) -> Policy:
        """The file's own, or the usual one of that name."""
        return next(policy for policy in (*self.policies, *USUAL_POLICIES) if policy.name == name)

    def followed(self, name: str) -> Policy | None:
        """What an escalation of that name would follow if it began now: a reminder's policy, or that of a crisis."""
        wanted = dict(self.reminders).get(name, name)
        return next((policy for policy in (*self.policies, *USUAL_POLICIES) if policy.name == wanted), None)

    def policy_for(self, score: int) -> Policy:
        """Who is pinged about a crisis of that score, and how often."""
        return self.policy(self.risk.band(score).policy)

    def routes_of(self, of: Reviewable) -> list[Route]:
        """Those that matters of this kind may take, in the file's order; where it has none, the usual one."""
        own = [route for route in self.routes if of in route.of]
        return own or [route for route in USUAL_ROUTES if of in route.of]

    def route(
        self, of: Reviewable, *, market: str, kind: str, names_product: bool, products: Collection[str] = ()
    ) -> Route:
        """The first that fits; of posts there is always one."""
        asked = {"market": market, "kind": kind}
        return next(r for r in self.routes_of(of) if r.fits(**asked, names_product=names_product, products=products))

    @property
    def crisis_kinds(self) -> list[str]:
        """What its playbooks are called."""
        return [playbook.name for playbook in self.playbooks]

    def playbook(self, name: str) -> Playbook | None:
        """Of that kind of crises; None where the file has none, or no more."""
        return next((each for each in self.playbooks if each.name == name), None)

    def ways(self, *whose: str, besides: Iterable[Way] = ()) -> list[tuple[str, Way]]:
        """Each address that is theirs, once, with the first whose it is; `besides` are left out."""
        left_out = {way.address for way in besides}
        ways: dict[str, tuple[str, Way]] = {}
        for owner in whose:
            for way in self.other_ways.get(owner, []):
                if way.address not in left_out:
                    ways.setdefault(way.address, (owner, way))
        return list(ways.values())

    def named(self, role: str) -> list[str]:
        """All members of all its entries, deputies too, each once."""
        return list(dict.fromkeys(each for entry in self.roles.get(role, []) for each in entry.members))

    def located(self, scope: Scope) -> Scope:
        """With the region of its market."""
        region = next((name for name, markets in self.regions.items() if scope.market in markets), scope.region)
        return replace(scope, region=region)

    def members(self) -> list[str]:
        """The ids of all people and user groups that some role or policy names, each once."""
        named = [member for role in self.roles for member in self.named(role) if member != EVERYONE]
        words = [Whom.read(word) for policy in self.policies for level in policy.levels for word in level.whom]
        asked = [name for kind, name in words if kind in {"user", "group"}]
        return list(dict.fromkeys([*named, *asked, *chain(*(each.members for each in self.playbooks))]))
