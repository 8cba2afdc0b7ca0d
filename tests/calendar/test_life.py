"""The life of a slot: what may follow what, and what may not."""

from itertools import product

import pytest

from bot.calendar.model import (
    SLOT_TRANSITIONS,
    TRANSITIONS,
    Action,
    Occurrence,
    Slot,
    SlotAction,
    SlotStatus,
    Status,
)
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from tests.kernel.world import NOON

MARTA = Actor("U0MARTA000", "Marta Keller")


def occurrence(status: Status) -> Occurrence:
    return Occurrence(status=status.value, settled_by_name="Jonas Weber")


@pytest.mark.parametrize(("status", "action"), [pair for pair in product(Status, Action) if pair not in TRANSITIONS])
def test_whatever_is_not_in_the_table_is_refused_with_what_the_slot_is(status: Status, action: Action) -> None:
    slot = occurrence(status)
    told = {Status.PLANNED: "still planned", Status.MISSED: "has passed"}.get(
        status, f"Jonas Weber was first.*{status}"
    )
    with pytest.raises(TooLate, match=told):
        slot.move(action, MARTA, NOON)
    assert slot.status == status
    assert slot.settled_by_name == "Jonas Weber"


@pytest.mark.parametrize(("pair", "to"), TRANSITIONS.items())
def test_whatever_is_in_the_table_moves_the_slot(pair: tuple[Status, Action], to: Status) -> None:
    slot = occurrence(pair[0])
    slot.move(pair[1], MARTA, NOON)
    assert slot.status == to


@pytest.mark.parametrize("status", [each for each in Status if each not in {Status.PLANNED, Status.MISSED}])
def test_a_settled_slot_needs_nothing_more(status: Status) -> None:
    with pytest.raises(TooLate, match="Jonas Weber was first"):
        occurrence(status).require_open()


@pytest.mark.parametrize(
    ("status", "action"), [pair for pair in product(SlotStatus, SlotAction) if pair not in SLOT_TRANSITIONS]
)
def test_a_series_that_is_over_cannot_end_again(status: SlotStatus, action: SlotAction) -> None:
    series = Slot(status=status.value)
    with pytest.raises(TooLate, match="already"):
        series.move(action)
    assert series.status == status
