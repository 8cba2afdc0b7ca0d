"""What a company's own policies may ask for, besides what Helvia's do."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.accounts import Outlet
from bot.accounts.checks import Rules, account_of
from bot.accounts.drafts import Draft as Proposal
from bot.accounts.facts import AccountImported
from bot.audit.model import Entry
from bot.crises import service
from bot.crises.drafts import Draft
from bot.crises.states import Kind
from bot.kernel.act import due
from bot.kernel.db import Database
from bot.kernel.errors import Forbidden
from bot.kernel.outbox.tables import letters
from tests.company import HELVIA
from tests.crises.room import NOON, Room, asking
from tests.steps import USUAL

JONAS, SOFIA, HANA, MARTA, INES = "U0JONAS000", "U0SOFIA000", "U0HANA0000", "U0MARTA000", "U0INES0000"
THOMAS, DAVID = "U0THOMAS00", "U0DAVID000"
BOTH = f"{THOMAS} {MARTA}"
RED = partial(Draft, what="Fake vials", likelihood="5", impact="5")


def cardiva(room: Room) -> Outlet:
    """An account of Jonas's with Sofia as backup."""
    account = account_of(Proposal(**USUAL), Rules(room.people.is_active, HELVIA.cadence_days), by=INES, at=NOON)
    with room.database.transaction() as session:
        session.add(account)
        session.flush()
        due(session, NOON).record(AccountImported, of=account)
    return Outlet.of(account)


def test_a_group_whose_people_slack_will_not_tell_keeps_nobody_else_of_its_level_from_being_pinged(
    database: Database,
) -> None:
    room = Room(database, asking("group:S0UNKNOWN0", f"user:{HANA}"))
    crisis_id = room.raise_crisis(JONAS, RED())
    room.source.is_silent = True
    room.fire()
    assert set(room.look().asking(crisis_id)) >= {"C0WARROOM0", HANA}


@pytest.mark.parametrize(
    ("impact", "span", "expected"),
    [
        ("3", 90, [(0, THOMAS), (15, THOMAS), (30, BOTH), (60, BOTH), (90, DAVID)]),
        ("2", 480, [(0, THOMAS), (120, THOMAS), (240, MARTA), (480, MARTA)]),
        ("1", 9999, [(0, MARTA), (1440, THOMAS)]),
    ],
    ids=["amber", "yellow", "green"],
)
def test_helvias_calmer_colours_ping_more_calmly(
    database: Database, impact: str, span: int, expected: list[tuple[int, str]]
) -> None:
    room = Room(database)
    crisis_id = room.raise_crisis(JONAS, Draft(what="Fake vials", likelihood="4", impact=impact))
    room.wait(timedelta(minutes=span))
    pinged = [((at - NOON) // timedelta(minutes=1), people) for at, people in room.look().lines(crisis_id, Kind.PINGED)]
    assert pinged == expected


def test_the_accounts_own_people_can_be_pinged_and_may_then_answer(database: Database) -> None:
    room = Room(database, asking("owner", "backup"))
    crisis_id = room.raise_crisis(HANA, RED(accounts=[cardiva(room)]))
    room.fire()
    assert set(room.look().asking(crisis_id)) == {"C0WARROOM0", JONAS, SOFIA}
    room.act(SOFIA, service.acknowledge, crisis_id)
    assert room.crisis(crisis_id).answered_by == SOFIA
    assert room.look().asking(crisis_id) == []


def test_whoever_raised_it_cannot_silence_it_for_having_been_pinged(database: Database) -> None:
    room = Room(database, asking("owner", "author"))
    crisis_id = room.raise_crisis(JONAS, RED(accounts=[cardiva(room)]))
    room.fire()
    assert set(room.look().asking(crisis_id)) == {"C0WARROOM0", JONAS}
    with pytest.raises(Forbidden, match="You raised Crisis 1: somebody else must answer it"):
        room.act(JONAS, service.acknowledge, crisis_id)
    assert set(room.look().asking(crisis_id)) == {"C0WARROOM0", JONAS}


def test_a_role_lets_the_raiser_answer_all_the_same(database: Database) -> None:
    room = Room(database)
    crisis_id = room.raise_crisis(MARTA, RED())
    room.act(MARTA, service.acknowledge, crisis_id)
    assert room.crisis(crisis_id).answered_by == MARTA


def test_a_user_group_and_a_single_person_can_be_pinged_each_once(database: Database) -> None:
    room = Room(database, asking("group:S0CRISIS00", f"user:{HANA}", "role:leadership"))
    crisis_id = room.raise_crisis(JONAS, RED())
    room.fire()
    assert room.look().lines(crisis_id, Kind.PINGED) == [(NOON, f"U0DAVID000 U0THOMAS00 {HANA}")]


def test_where_nobody_is_found_the_community_manager_and_the_administrators_are_asked(database: Database) -> None:
    room = Room(database, asking("role:regulatory", "owner"))
    crisis_id = room.raise_crisis(JONAS, RED())
    room.fire()
    assert set(room.look().asking(crisis_id)) == {"C0WARROOM0", MARTA, INES}
    with room.database.transaction() as session:
        payload = session.execute(select(letters.c.payload).where(letters.c.channel == INES)).scalar_one()
        [note] = session.scalars(select(Entry.note).where(Entry.what == "people_pinged"))
    why = "Level 1 finds nobody (role:regulatory, owner), nor does a later one, so those who lead are asked."
    assert why in str(payload)
    assert why in note


def test_the_room_alone_can_be_asked(database: Database) -> None:
    room = Room(database, asking("channel"))
    crisis_id = room.raise_crisis(JONAS, RED())
    room.fire()
    assert set(room.look().asking(crisis_id)) == {"C0WARROOM0"}
    assert room.look().lines(crisis_id, Kind.PINGED) == [(NOON, "")]


def test_where_all_of_a_level_are_gone_the_next_one_is_asked_and_that_is_on_record(database: Database) -> None:
    rules = asking("role:regulatory")
    red = rules.policy("crisis_red")
    levels = [*red.levels, red.levels[0].model_copy(update={"after": timedelta(hours=1), "whom": [f"user:{HANA}"]})]
    other = [each for each in rules.policies if each.name != "crisis_red"]
    room = Room(database, rules.model_copy(update={"policies": [*other, red.model_copy(update={"levels": levels})]}))
    crisis_id = room.raise_crisis(JONAS, RED())
    room.fire()
    assert set(room.look().asking(crisis_id)) == {"C0WARROOM0", HANA}
    why = "Level 1 finds nobody (role:regulatory), so level 2 is asked."
    with room.database.transaction() as session:
        payload = session.execute(select(letters.c.payload).where(letters.c.channel == HANA)).scalar_one()
        assert why in session.scalars(select(Entry.note).where(Entry.what == "people_pinged")).one()
    assert why in str(payload)
