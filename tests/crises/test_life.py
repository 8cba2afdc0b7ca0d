"""The life of a crisis: what may follow what, and what may not."""

from itertools import product

import pytest

from bot.crises.model import TRANSITIONS, Action, Crisis, State
from bot.kernel.errors import TooLate

WHY = {
    State.OPEN: "Crisis 7 is open",
    State.ACKNOWLEDGED: "Thomas Brandt was first and is on Crisis 7 already",
    State.RESOLVED: "Crisis 7 was resolved by David Okafor",
}


@pytest.mark.parametrize(("state", "action"), [pair for pair in product(State, Action) if pair not in TRANSITIONS])
def test_whatever_is_not_in_the_table_is_refused(state: State, action: Action) -> None:
    crisis = Crisis(id=7, state=state.value, answered_name="Thomas Brandt", resolved_name="David Okafor")
    with pytest.raises(TooLate, match=WHY[state]):
        crisis.move(action)
    assert crisis.state == state


@pytest.mark.parametrize(("pair", "to"), TRANSITIONS.items())
def test_whatever_is_in_the_table_moves_it(pair: tuple[State, Action], to: State) -> None:
    crisis = Crisis(id=7, state=pair[0].value)
    crisis.move(pair[1])
    assert crisis.state == to
