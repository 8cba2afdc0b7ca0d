"""A life as data: what no row has is refused, and buttons, forms and verbs agree on who may do what."""

from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.kernel.act import Act, due
from bot.kernel.actor import SYSTEM, Actor
from bot.kernel.errors import Forbidden, TooLate
from bot.kernel.lifecycle import ANYBODY, CONCORD, Life, Line, Part, Permission, Row, line, lines
from tests.kernel.world import NOON
from tests.lives import inside, outside, refused, walk


class Door(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


class Deed(StrEnum):
    SHUT = "shut"
    LOCK = "lock"
    UNLOCK = "unlock"
    RUST = "let rust"


@dataclass
class House:
    door: Door
    keeper: str = "U0KEEPER"
    label: str = "the house"


KEEPER = Part[House]("the keeper", lambda act, house: act.who.id == house.keeper)


def lost_key(act: Act, house: House) -> str:
    return f"You lost the key of {house.label}." if act.who.id == house.keeper else ""


LIFE = Life[House, Door, Deed](
    "door",
    (
        Row(Deed.SHUT, {Door.OPEN: Door.CLOSED, Door.CLOSED: Door.CLOSED}, Permission("shut {.label}", (ANYBODY,))),
        Row(Deed.LOCK, {Door.CLOSED: Door.LOCKED}, Permission("lock {.label}", (KEEPER, "night_watch"))),
        Row(
            Deed.UNLOCK,
            {Door.LOCKED: Door.CLOSED},
            Permission("unlock {.label}", ("night_watch",), "Ask at {.keeper}'s.", because=lost_key),
        ),
        Row(Deed.RUST, {Door.OPEN: Door.OPEN}, Permission("let {.label} rust", (CONCORD,))),
    ),
    why_not=lambda house, deed: f"{house.label} is {house.door}, so nobody can {deed} it. Ask later.",
)


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)


PEOPLE = {
    "keeper": act("U0KEEPER"),
    "watch": act("U0WATCH", "night_watch"),
    "stranger": act("U0STRANGER", "author"),
    "time": due(Session(), NOON),
}
MAY = {
    Deed.SHUT: {"keeper", "watch", "stranger"},
    Deed.LOCK: {"keeper", "watch"},
    Deed.UNLOCK: {"watch"},
    Deed.RUST: {"time"},
}


def test_each_person_can_do_in_each_state_what_the_rows_say_and_nothing_else() -> None:
    walk(LIFE, Door, House, PEOPLE, MAY)


@pytest.mark.parametrize(("state", "deed"), outside(LIFE, Door))
def test_whatever_is_in_no_row_moves_nothing(state: Door, deed: Deed) -> None:
    house = House(state)
    with pytest.raises(TooLate, match=f"the house is {state}, so nobody can {deed} it"):
        LIFE.move(house, deed)
    assert house.door is state


@pytest.mark.parametrize(("state", "deed", "to"), inside(LIFE))
def test_what_follows_from_a_fact_moves_by_the_rule_and_asks_for_no_permission(
    state: Door, deed: Deed, to: Door
) -> None:
    house = House(state)
    LIFE.move(house, deed)
    assert house.door is to


@given(deeds=st.lists(st.sampled_from(Deed)), person=st.sampled_from(sorted(PEOPLE)))
def test_nobody_gets_where_no_row_leads_whatever_they_try(deeds: list[Deed], person: str) -> None:
    house, moves = House(Door.OPEN), set(inside(LIFE))
    for deed in deeds:
        before = house.door
        if refused(LIFE, PEOPLE[person], house, deed) is None:
            LIFE.move(house, deed)
            assert (before, deed, house.door) in moves
            assert person in MAY[deed]


def test_a_refusal_names_who_may_and_what_to_do_instead() -> None:
    with pytest.raises(
        Forbidden, match=r"^Only the keeper and the night watch can lock the house\. See `/social roles`"
    ):
        LIFE.permit(PEOPLE["stranger"], House(Door.CLOSED), Deed.LOCK)


def test_a_reason_of_ones_own_goes_before_the_rule() -> None:
    with pytest.raises(Forbidden, match=r"^You lost the key of the house\. Ask at U0KEEPER's\.$"):
        LIFE.permit(PEOPLE["keeper"], House(Door.LOCKED), Deed.UNLOCK)
    with pytest.raises(Forbidden, match=r"^Only the night watch can unlock the house\."):
        LIFE.permit(PEOPLE["stranger"], House(Door.LOCKED), Deed.UNLOCK)


def test_permission_is_refused_before_the_state_is_told() -> None:
    with pytest.raises(Forbidden):
        LIFE.require(PEOPLE["stranger"], House(Door.OPEN), Deed.LOCK)
    with pytest.raises(TooLate):
        LIFE.require(PEOPLE["keeper"], House(Door.OPEN), Deed.LOCK)


def test_a_guard_stands_in_the_way_where_the_state_does_not() -> None:
    def guard(house: House, deed: Deed) -> None:
        raise TooLate(f"The {deed} is broken.")

    guarded = Life[House, Door, Deed]("door", tuple(LIFE.rows.values()), why_not=lambda *_: "closed", guard=guard)
    with pytest.raises(TooLate, match="The shut is broken"):
        guarded.move(House(Door.OPEN), Deed.SHUT)
    with pytest.raises(TooLate, match="closed"):
        guarded.move(House(Door.LOCKED), Deed.SHUT)
    assert guarded.allows(PEOPLE["stranger"], House(Door.OPEN), Deed.SHUT), "whoever presses it hears what is wrong"


def test_a_life_prints_as_who_may_do_what() -> None:
    assert list(lines(LIFE, "a house")) == [
        Line("shut a house", "stays closed; open → closed", "everybody in the company"),
        Line("lock a house", "closed → locked", "the keeper and the night watch"),
        Line("unlock a house", "locked → closed", "the night watch"),
        Line("let a house rust", "stays open", "Concord by itself"),
    ]
    assert line(Permission("import houses", ("administrator",))) == Line("import houses", "", "the administrator")


def test_what_is_due_is_done_by_concord() -> None:
    assert PEOPLE["time"].who is SYSTEM
