"""What a crisis's own record says of its updates, however it went."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.crises.entries import CrisisEntry
from bot.crises.states import Kind
from bot.debriefs.figures import updates_in_time
from tests.kernel.world import NOON

MINUTE = timedelta(minutes=1)
KEPT, MISSED, BESIDE = "kept", "missed", "beside"


@given(st.lists(st.sampled_from((KEPT, MISSED, BESIDE))))
def test_each_update_that_was_owed_was_in_time_or_not_and_is_counted_once(owed: list[str]) -> None:
    entries = [CrisisEntry(kind=Kind.ACKNOWLEDGED, at=NOON)]
    for number, how in enumerate(owed, start=1):
        at = NOON + number * MINUTE
        kinds = {
            KEPT: [Kind.UPDATE],
            MISSED: [Kind.QUIET, Kind.ACKNOWLEDGED, Kind.UPDATE],
            BESIDE: [Kind.PINGED, Kind.JOINED],
        }
        entries += [CrisisEntry(kind=kind, at=at) for kind in kinds[how]]
    assert updates_in_time(entries) == (owed.count(KEPT), owed.count(MISSED))
