"""The life of a freeze: what may follow what, who may do it, and what everybody else is told."""

import pytest
from sqlalchemy.orm import Session

from bot.freezes import queries
from bot.freezes.life import FREEZERS, LIFE, Action
from bot.freezes.model import Freeze, State
from bot.governance import Role
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from bot.kernel.scope import CENTRE, Scope
from tests.kernel.world import NOON
from tests.lives import inside, outside, walk

SOFIA, HANA = "U0SOFIA000", "U0HANA0000"
MAY: dict[Action, set[str]] = {
    Action.ANSWER: {SOFIA},
    Action.KEEP: {*FREEZERS},
    Action.SECOND: {*FREEZERS},
    Action.THAW: {*FREEZERS},
}


def freeze(state: State) -> Freeze:
    return Freeze(id=3, state=state, thawed_name="David Okafor")


@pytest.mark.parametrize(("state", "action"), outside(LIFE, State))
def test_whatever_is_not_in_the_table_is_refused(state: State, action: Action) -> None:
    with pytest.raises(TooLate, match="David Okafor thawed Freeze 3"):
        LIFE.move(freeze(state), action)


@pytest.mark.parametrize(("state", "action", "to"), inside(LIFE))
def test_whatever_is_in_the_table_moves_it(state: State, action: Action, to: State) -> None:
    moved = freeze(state)
    LIFE.move(moved, action)
    assert moved.state is to


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)


def test_each_person_can_do_in_each_state_what_the_rows_say_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def scopes(_freeze: Freeze, _session: Session) -> tuple[Scope]:
        return (CENTRE,)

    monkeypatch.setattr(queries, "was_called", lambda _session, _freeze, person: person == SOFIA)
    monkeypatch.setattr(Freeze, "scopes", scopes)
    people = {role: act("U0X", role) for role in Role} | {person: act(person) for person in (SOFIA, HANA)}
    walk(LIFE, State, freeze, people | {"time": due(Session(), NOON)}, MAY)
