"""Whoever is asked is here and is meant, and somebody is asked: in whatever company, whoever left it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.accounts.model import Account
from bot.accounts.service import deciders
from bot.company import LAST, STANDS_IN, Company
from bot.governance import Entry, Governance, InForce, Stage, Whom
from bot.kernel.escalation import Fired, Policy
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.people import Directory, Person
from bot.people.grants import Grant
from bot.reviews import course
from tests.company import HELVIA, FullMembers
from tests.people.test_holdings import Given
from tests.reviews.matter import paper_through

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = tuple(f"U{number}" for number in range(1, 9))
GROUPS = ("S1", "S2")
ROLES = ("administrator", "community_manager", "medical", "legal", "privacy")
OWN = ("owner", "backup", "publisher", "deputy", "author")
CHANNEL = "C1"
PLACES = [Scope(market, brand=brand, kind="brand") for market in ("JP", "DE", "FR") for brand in ("Cardiva", "")]

person = st.sampled_from(PEOPLE)
member = st.sampled_from([*PEOPLE, *GROUPS])
several = st.lists(member, min_size=1, max_size=3, unique=True)
some = st.lists(member, max_size=2, unique=True)
scoped = st.one_of(
    st.builds(Entry, who=several, deputy=some, markets=st.just(["JP"])),
    st.builds(Entry, who=several, deputy=some, regions=st.just(["DACH"])),
    st.builds(Entry, who=several, deputy=some, brands=st.just(["Cardiva"])),
)
role = st.tuples(st.lists(scoped, max_size=2), st.builds(Entry, who=several, deputy=some))
roles = st.fixed_dictionaries({name: role.map(lambda both: [*both[0], both[1]]) for name in ROLES})
grant = st.builds(
    Grant,
    person,
    st.sampled_from(ROLES),
    since=st.just(NOW),
    until=st.just(NOW + timedelta(days=1)),
    by=person,
    scope=st.sampled_from([CENTRE, Scope("JP"), Scope(region="DACH"), Scope(brand="cardiva")]),
    instead_of=st.just("") | person,
).filter(lambda each: each.person != each.instead_of)
word = st.sampled_from([*(f"role:{each}" for each in ROLES), "user:U1", "group:S1", *OWN, "stage", "centre", "channel"])
levels = st.lists(st.lists(word, min_size=1, max_size=2, unique=True), min_size=1, max_size=3)
status = st.sampled_from(["here", "here", "left", "guest", "stranger", "bot"])


@dataclass(frozen=True)
class World:
    """A company, what is somewhere in it, and its own people."""

    roles: dict[str, list[Entry]]
    grants: Sequence[Grant]
    groups: tuple[frozenset[str], frozenset[str]]
    status: Sequence[str]
    levels: list[list[str]]
    place: Scope
    own: dict[str, str]

    def scopes(self, _: Session) -> tuple[Scope]:
        return (self.place,)

    @property
    def here(self) -> set[str]:
        return {each for each, how in zip(PEOPLE, self.status, strict=True) if how == "here"}

    @property
    def rules(self) -> Governance:
        steps = [{"after": f"{number}d", "whom": whom} for number, whom in enumerate(self.levels)]
        policy = Policy.model_validate({"name": "p", "levels": steps})
        return HELVIA.model_copy(update={"roles": self.roles, "policies": [policy], "regions": {"DACH": ["DE"]}})

    @contextmanager
    def company(self) -> Iterator[Company]:
        """As it is where the matter is."""
        in_force, grants = InForce(self.rules), Given(*self.grants)
        grants.now = NOW
        people = Directory(FullMembers(), in_force, grants)
        for each, how in zip(PEOPLE, self.status, strict=True):
            people.learn(_person(each, how))
        for group, members in zip(GROUPS, self.groups, strict=True):
            people.learn_group(group, members)
        yield Company(in_force, people).at(Session(), self)
        people.close()


def _person(who: str, how: str) -> Person:
    return Person(
        who,
        who,
        "UTC",
        is_guest=how == "guest",
        is_deactivated=how == "left",
        is_bot=how == "bot",
        is_outside=how == "stranger",
    )


members = st.frozensets(person, max_size=3)
worlds = st.builds(
    World,
    roles=roles,
    grants=st.lists(grant, max_size=4),
    groups=st.tuples(members, members),
    status=st.lists(status, min_size=len(PEOPLE), max_size=len(PEOPLE)),
    levels=levels,
    place=st.sampled_from(PLACES),
    own=st.fixed_dictionaries({each: person | st.just("") for each in OWN}),
)


def holds(company: Company, who: str, role: str) -> bool:
    return any(company.people.holdings.holds(who, role, each) for each in company.where)


def is_meant(company: Company, world: World, who: str, words: Sequence[str], stage: Sequence[str]) -> bool:
    """Whether one of these words, or the fallback, means this person."""
    for kind, name in map(Whom.read, words):
        if kind == "role" and holds(company, who, name):
            return True
        if (kind == "user" and name == who) or (kind == "group" and who in company.people.present([name])):
            return True
        if kind in STANDS_IN and who in {world.own[each] for each in (kind, *STANDS_IN[kind])}:
            return True
        if kind == "stage" and who in stage:
            return True
    return any(holds(company, who, each) or company.people.holdings.holds(who, each, CENTRE) for each in LAST)


@settings(max_examples=60)
@given(worlds, st.data())
def test_whoever_a_level_asks_is_here_and_meant_and_somebody_is_asked(world: World, data: st.DataObject) -> None:
    level = data.draw(st.integers(0, len(world.levels) - 1))
    fired = Fired(1, Subject("account", 1), "p", 1, level, 0, tuple(world.levels[level]), NOW, NOW, last=False)
    with world.company() as company:
        stage = company.holders("medical")
        named = {each: [who] for each, who in world.own.items()}
        asked = company.asked(
            fired, lambda whom: company.resolve(whom, {**named, "stage": stage, "channel": [CHANNEL]})
        )
        words = [each for whom in world.levels[level:] for each in whom]
        for who in set(asked.people) - {CHANNEL}:
            assert who in world.here
            assert is_meant(company, world, who, words, stage)
        assert asked.people
        somebody_leads = any(map(company.holders, LAST))
        assert set(asked.people) != {CHANNEL} or "channel" in words or not somebody_leads


@settings(max_examples=60)
@given(worlds, st.sampled_from(["any", "all"]))
def test_whoever_a_review_or_a_proposal_waits_for_is_here_and_holds_the_role(world: World, decide: str) -> None:
    writer = world.own["author"]
    its = paper_through([Stage(name="All", roles=["medical", "legal"], decide=decide, within="1d")], writer=writer)
    with world.company() as company:
        waited_for = course.waited_for(its, company.steads)
        for name, people in waited_for.items():
            assert set(people) <= world.here - {writer}
            assert all(holds(company, each, name) for each in people)
        assert course.cannot_be_given(its, company.steads) or any(waited_for.values())
        leading = {each for role in LAST for each in company.holders(role)}
        asked = deciders(Account(proposed_by=writer), company.holders)
        assert set(asked) <= leading <= world.here
        assert asked or leading <= {writer}
