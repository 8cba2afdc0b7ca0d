"""Who holds a role somewhere, as entries, deputies, grants and stand-ins come and go."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.governance import EVERYONE, Entry, Governance, InForce, load
from bot.kernel.scope import CENTRE, Scope
from bot.people import places
from bot.people.grants import Grant
from bot.people.holdings import Holdings
from bot.settings import PACKAGED_GOVERNANCE

RULES = load(PACKAGED_GOVERNANCE)
ROLE = "drug_safety"
PEOPLE = ("U1", "U2", "U3", "U4", "U5")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
A_DAY = timedelta(days=1)
JAPAN, GERMANY = Scope("JP"), Scope("DE")


class Given:
    def __init__(self, *grants: Grant) -> None:
        self.all, self.now = grants, MONDAY

    def in_force(self) -> list[Grant]:
        return [each for each in self.all if each.holds_at(self.now)]

    def to_come(self) -> list[Grant]:
        return [each for each in self.all if self.now < each.since]

    def people(self) -> set[str]:
        return {person for each in self.all for person in (each.person, each.instead_of) if person}

    def doubt(self) -> None:
        raise AssertionError("nothing changes here")

    def read_if_doubted(self) -> None:
        raise AssertionError("nothing changes here")


def rules(*entries: Entry, regions: dict[str, list[str]] | None = None) -> Governance:
    return RULES.model_copy(update={"roles": {ROLE: list(entries)}, "regions": regions or {}})


def holdings(of: Governance, *grants: Grant, gone: frozenset[str] = frozenset()) -> Holdings:
    return Holdings(
        InForce(of),
        lambda members: list(members),
        lambda each: each not in gone,
        lambda each: {each, EVERYONE},
        Given(*grants),
    )


def grant(person: str, instead_of: str = "", scope: Scope = CENTRE, days: int = 1) -> Grant:
    return Grant(person, ROLE, MONDAY, MONDAY + days * A_DAY, by="U9", scope=scope, instead_of=instead_of)


def test_the_first_entry_that_fits_counts() -> None:
    world = holdings(rules(Entry(who=["U1"], markets=["JP"]), Entry(who=["U2"])))
    assert world.holders(ROLE, JAPAN) == ["U1"]
    assert world.holders(ROLE, GERMANY) == world.holders(ROLE) == ["U2"]
    assert world.holds("U1", ROLE, JAPAN)
    assert not world.holds("U1", ROLE, GERMANY)
    assert not world.holds("U2", ROLE, JAPAN)
    assert world.anywhere(ROLE) == ["U1", "U2"]


def test_a_region_is_its_markets() -> None:
    world = holdings(rules(Entry(who=["U1"], regions=["DACH"]), Entry(who=["U2"]), regions={"DACH": ["DE", "CH"]}))
    assert world.holders(ROLE, GERMANY) == ["U1"]
    assert world.holders(ROLE, JAPAN) == ["U2"]


def test_a_brand_is_one_whatever_its_letters() -> None:
    world = holdings(rules(Entry(who=["U1"], brands=["Cardiva"], kinds=["brand"]), Entry(who=["U2"])))
    assert world.holders(ROLE, Scope(brand="CARDIVA", kind="brand")) == ["U1"]
    assert world.holders(ROLE, Scope(brand="Cardiva", kind="corporate")) == ["U2"]


@pytest.mark.parametrize(
    ("gone", "asked"),
    [("", "U1"), ("U1", "U3"), ("U1 U3", "U2"), ("U1 U2 U3", "")],
)
def test_where_all_are_gone_the_deputies_are_asked_and_then_the_next_entry(gone: str, asked: str) -> None:
    entries = (Entry(who=["U1"], markets=["JP"], deputy=["U3"]), Entry(who=["U2"]))
    world = holdings(rules(*entries), gone=frozenset(gone.split()))
    assert world.holders(ROLE, JAPAN) == asked.split()
    assert world.steads(ROLE, JAPAN) == {each: "U1" if each == "U3" else None for each in asked.split()}


def test_whoever_stands_in_is_asked_instead_and_acts_for_them() -> None:
    world = holdings(rules(Entry(who=["U1"])), grant("U2", instead_of="U1"))
    assert world.holders(ROLE) == ["U2"]
    assert world.acting_for("U2", ROLE) == "U1"
    assert world.holds("U1", ROLE, CENTRE)  # back early, they may act
    assert world.acting_for("U1", ROLE) is None


def test_a_grant_comes_besides_and_holds_where_it_was_given() -> None:
    world = holdings(rules(Entry(who=["U1"])), grant("U2", scope=JAPAN))
    assert world.holders(ROLE, JAPAN) == ["U1", "U2"]
    assert world.holders(ROLE, GERMANY) == ["U1"]
    assert world.acting_for("U2", ROLE, JAPAN) is None  # in their own right
    assert world.anywhere(ROLE) == ["U1", "U2"]


def test_nobody_stands_in_for_somebody_who_left_nor_once_they_left_themselves() -> None:
    assert holdings(rules(Entry(who=["U1"])), grant("U2", instead_of="U1"), gone=frozenset({"U1"})).holders(ROLE) == []
    assert holdings(rules(Entry(who=["U1"])), grant("U2", instead_of="U1"), gone=frozenset({"U2"})).holders(ROLE) == [
        "U1"
    ]


def test_everyone_is_somebody_only_where_that_entry_counts() -> None:
    here, there = Entry(who=["U1"], markets=["JP"]), Entry(who=["everyone"])
    world = holdings(rules(here, there))
    assert world.holds("U5", ROLE, GERMANY)
    assert not world.holds("U5", ROLE, JAPAN)


person = st.sampled_from(PEOPLE)
several = st.lists(person, min_size=1, max_size=2, unique=True)
entries = st.tuples(
    st.lists(st.builds(Entry, who=several, deputy=several | st.just([]), markets=st.just(["JP"])), max_size=2),
    st.builds(Entry, who=several, deputy=several | st.just([])),
).map(lambda both: [*both[0], both[1]])
grants = st.lists(
    st.builds(
        grant, person, instead_of=person | st.just(""), scope=st.sampled_from([CENTRE, JAPAN]), days=st.integers(1, 3)
    ).filter(lambda each: each.person != each.instead_of),
    max_size=3,
)


@given(entries, grants, st.frozensets(person), st.sampled_from([JAPAN, GERMANY, CENTRE]), st.integers(-1, 3))
def test_whoever_is_asked_is_here_may_act_and_has_it_from_somebody(
    own: list[Entry], given_: list[Grant], gone: frozenset[str], scope: Scope, day: int
) -> None:
    world = holdings(rules(*own), *given_, gone=gone)
    assert isinstance(world.grants, Given)
    world.grants.now = MONDAY + day * A_DAY
    asked = world.holders(ROLE, scope)
    assert len(asked) == len(set(asked))
    for each in asked:
        assert each not in gone
        assert world.holds(each, ROLE, scope)
        assert ROLE in world.roles(each)
        assert each in world.anywhere(ROLE)
    named = [{*entry.who} - gone or {*entry.deputy} - gone for entry in own if entry.fits(scope)]
    count = next(filter(None, named), set())
    granted = {g.person for g in world.grants.in_force() if not g.instead_of and g.scope.covers(scope)} - gone
    steads = {g.person for g in world.grants.in_force() if g.instead_of in count | granted} - gone
    assert set(asked) <= count | granted | steads
    assert bool(asked) == bool(count | granted)
    for each in PEOPLE:
        if each not in gone:
            assert world.holds(each, ROLE, scope) == (each in count | granted | steads)


@given(entries, grants, st.sampled_from([JAPAN, CENTRE]), person)
def test_one_acts_for_somebody_only_where_the_role_is_not_ones_own(
    own: list[Entry], given_: list[Grant], scope: Scope, who: str
) -> None:
    world = holdings(rules(*own), *given_)
    stead = world.acting_for(who, ROLE, scope)
    first = next(entry for entry in own if entry.fits(scope))
    granted = {each.person for each in given_ if not each.instead_of and each.scope.covers(scope)}
    theirs = {*first.who, *granted}
    instead_of = {each.instead_of for each in given_ if each.person == who} & theirs
    assert (stead in instead_of) == (who not in theirs and bool(instead_of))
    assert stead is None or stead in instead_of


@given(entries, grants, st.frozensets(person), st.sampled_from([JAPAN, GERMANY, CENTRE]))
def test_what_is_kept_of_a_role_says_whom_it_means_in_each_place(
    own: list[Entry], given_: list[Grant], gone: frozenset[str], scope: Scope
) -> None:
    world = holdings(rules(*own), *given_, gone=gone)
    assert places.asked(places.standing(world, ROLE), [scope]) == {*world.holders(ROLE, scope)}


def test_a_market_that_moves_to_another_region_is_kept() -> None:
    hubs = (Entry(who=["U1"], regions=["Asia"]), Entry(who=["U2"]))
    before, after = ({"Asia": ["KR", "JP"]}, {"Asia": ["KR"]})
    then, now = (places.standing(holdings(rules(*hubs, regions=each)), ROLE) for each in (before, after))
    assert (places.asked(then, [JAPAN]), places.asked(now, [JAPAN])) == ({"U1"}, {"U2"})
    assert places.by_place(now) == {"KR": ["U1"], "": ["U2"]}


def test_a_stand_in_stands_in_where_the_role_was_granted_too() -> None:
    here = Entry(who=["U1"], markets=["JP"]), Entry(who=["U2"])
    world = holdings(rules(*here), grant("U1", scope=GERMANY), grant("U3", instead_of="U1"))
    assert world.steads(ROLE, GERMANY) == {"U2": None, "U3": "U1"}
    assert world.steads(ROLE, JAPAN) == {"U3": "U1"}


def test_those_who_stand_in_for_one_another_are_all_asked() -> None:
    circle = (grant("U2", instead_of="U1"), grant("U3", instead_of="U2"), grant("U1", instead_of="U3"))
    assert set(holdings(rules(Entry(who=["U1"])), *circle).holders(ROLE)) == {"U1", "U2"}
    assert set(holdings(rules(Entry(who=["U1", "U2"])), *circle[:2], circle[2]).holders(ROLE)) >= {"U1", "U2"}


def test_a_stand_in_who_has_one_too_in_whatever_role_does_not_free_the_holder() -> None:
    away_as_legal = Grant("U4", "legal", MONDAY, MONDAY + A_DAY, by="U2", instead_of="U2")
    world = holdings(rules(Entry(who=["U1"])), grant("U2", instead_of="U1"), away_as_legal)
    assert world.holders(ROLE) == ["U1", "U2"]


def test_whoever_stands_in_for_a_deputy_may_act_where_the_deputy_is_asked() -> None:
    entry = Entry(who=["U1"], deputy=["U2"])
    world = holdings(rules(entry), grant("U3", instead_of="U2"), gone=frozenset({"U1"}))
    assert world.holders(ROLE) == ["U3"]
    assert ROLE in world.roles("U3")
    assert ROLE not in holdings(rules(entry), grant("U3", instead_of="U2")).roles("U3")


def test_a_grant_for_one_account_holds_there_alone() -> None:
    world = holdings(rules(Entry(who=["U1"])), grant("U2", scope=Scope(account="account:7")))
    assert world.holders(ROLE, Scope("DE", account="account:7")) == ["U1", "U2"]
    assert world.holders(ROLE, Scope("DE", account="account:70")) == ["U1"]
    assert ROLE in world.roles("U2")


def test_a_grant_for_a_brand_holds_however_the_brand_is_written() -> None:
    world = holdings(rules(Entry(who=["U1"])), grant("U2", scope=Scope(brand="cardiva")))
    assert world.holders(ROLE, Scope("DE", brand="Cardiva")) == ["U1", "U2"]
