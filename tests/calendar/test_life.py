"""The lives of a slot and of its series: what may follow what, who may do it, and what everybody else is told."""

import pytest
from sqlalchemy.orm import Session

from bot.accounts import parts
from bot.calendar import course
from bot.calendar.life import LIFE, PLAN, SERIES, Action, SlotAction
from bot.calendar.model import OPEN, Occurrence, Slot, SlotStatus, Status
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, TooLate
from bot.networks import Network
from tests.kernel.world import NOON
from tests.lives import inside, outside, walk
from tests.outlets import outlet_on

WHY = {Status.PLANNED: "still planned", Status.MISSED: "has passed"}
"""Of all others it is said who was first."""
OWNER, BACKUP, PLANNER, PRIYA = "U0JONAS000", "U0SOFIA000", "U0THOMAS00", "U0PRIYA000"
ACCOUNT = outlet_on(Network.X, owner=OWNER, backup=BACKUP)
SETTLERS = {OWNER, BACKUP, PLANNER, "community_manager"}
MAY = dict.fromkeys(Action, SETTLERS) | {Action.MISS: {"time"}}
MAY_SERIES = {SlotAction.CANCEL: SETTLERS, SlotAction.EDIT: SETTLERS, SlotAction.END: {"time"}}


def series(status: SlotStatus = SlotStatus.RUNNING) -> Slot:
    return Slot(status=status, label="@Cardiva on X", planned_by=PLANNER)


def occurrence(status: Status) -> Occurrence:
    return Occurrence(status=status, settled_by_name="Jonas Weber", slot=series())


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> dict[str, Act]:
    """Jonas and Sofia are the account's own."""
    monkeypatch.setattr(parts, "outlet", lambda *_: ACCOUNT)
    people = {role: act("U0X", role) for role in ("author", "community_manager", "administrator")}
    people |= {person: act(person) for person in (OWNER, BACKUP, PLANNER, PRIYA)}
    return people | {"time": due(Session(), NOON)}


@pytest.mark.parametrize(("status", "action"), outside(LIFE, Status))
def test_whatever_is_not_in_the_table_is_refused_with_what_the_slot_is(status: Status, action: Action) -> None:
    slot = occurrence(status)
    with pytest.raises(TooLate, match=WHY.get(status, f"Jonas Weber was first.*{status}")):
        LIFE.move(slot, action)
    assert slot.status == status


@pytest.mark.parametrize(("status", "action", "to"), inside(LIFE))
def test_whatever_is_in_the_table_moves_the_slot(status: Status, action: Action, to: Status) -> None:
    slot = occurrence(status)
    LIFE.move(slot, action)
    assert slot.status is to


def test_who_was_first_stays_on_record() -> None:
    slot = occurrence(Status.SKIPPED)
    with pytest.raises(TooLate, match="Jonas Weber was first"):
        course.settle(act(PRIYA), slot, Action.PUBLISH)
    assert slot.settled_by_name == "Jonas Weber"


@pytest.mark.parametrize("status", [each for each in Status if each not in OPEN])
def test_a_settled_slot_needs_nothing_more(status: Status) -> None:
    assert LIFE.possible(occurrence(status)) == frozenset()


@pytest.mark.parametrize(("status", "action"), outside(SERIES, SlotStatus))
def test_a_series_that_is_over_cannot_end_again(status: SlotStatus, action: SlotAction) -> None:
    slot = series(status)
    with pytest.raises(TooLate, match="already"):
        SERIES.move(slot, action)
    assert slot.status == status


def test_each_person_can_do_with_a_slot_what_the_rows_say_and_nothing_else(people: dict[str, Act]) -> None:
    walk(LIFE, Status, occurrence, people, MAY)


def test_each_person_can_do_with_a_series_what_the_rows_say_and_nothing_else(people: dict[str, Act]) -> None:
    walk(SERIES, SlotStatus, series, people, MAY_SERIES)


def test_an_author_plans_everywhere_and_the_people_of_an_account_on_it(people: dict[str, Act]) -> None:
    planners = {name for name, act in people.items() if PLAN.allows(act, ACCOUNT)}
    assert planners == {"author", "community_manager", OWNER, BACKUP}
    with pytest.raises(
        Forbidden, match="Only the account's own people, authors and the community manager can plan slots"
    ):
        PLAN.require(people[PRIYA], ACCOUNT)
