"""The life of a crisis: what may follow what, who may do it, and what everybody else is told."""

import pytest
from sqlalchemy.orm import Session

from bot.crises import queries
from bot.crises.life import LIFE, ONLY_OF_CRISES, Action
from bot.crises.model import Crisis
from bot.crises.states import State
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from tests.kernel.world import NOON
from tests.lives import inside, outside, walk

WHY = {
    State.OPEN: "Crisis 7 waits for an answer",
    State.ACKNOWLEDGED: "Thomas Brandt is on Crisis 7",
    State.RESOLVED: "David Okafor resolved Crisis 7",
}
RAISER, PINGED, LEADER, ON_IT, INES = "U0JONAS000", "U0PRIYA000", "U0HANA0000", "U0LENA0000", "U0INES0000"
THOMAS = "U0THOMAS00"
LATER = {Action.JOIN, Action.STEP_BACK, Action.OPEN_AGAIN}
"""Once somebody has answered, or it has ended."""
ELSEWHERE = {Action.REOPEN, Action.MAKE_PUBLIC, Action.END_DRILL}
"""What no crisis lead does."""
ROLES = {"crisis_lead", "spokesperson", "leadership", "community_manager"}
RESPONDERS = ROLES | {PINGED, LEADER, "raiser in the crisis team"}
MAY = {
    Action.ACKNOWLEDGE: RESPONDERS,
    Action.JOIN: RESPONDERS,
    Action.STEP_BACK: {LEADER, ON_IT},
    Action.TAKE_LEAD: ROLES | {"raiser in the crisis team"},
    Action.POST_UPDATE: RESPONDERS,
    Action.REOPEN: {"time"},
    Action.FREEZE: ROLES - {"spokesperson"} | {"raiser in the crisis team"},
    Action.ADD_LINE: {*RESPONDERS, RAISER, ON_IT, INES, "author"},
    Action.FOLLOW: {*RESPONDERS, RAISER, ON_IT, INES, "author"},
    Action.STAR: ROLES | {LEADER, ON_IT, "raiser in the crisis team"},
    Action.CHOOSE_KIND: ROLES | {LEADER, ON_IT, "raiser in the crisis team"},
    Action.RESCORE: ROLES - {"spokesperson"} | {LEADER, "raiser in the crisis team"},
    Action.CALL: ROLES | {LEADER, ON_IT, "raiser in the crisis team"},
    Action.GIVE_LEAD: ROLES - {"spokesperson"} | {LEADER, "raiser in the crisis team"},
    Action.SPEAK: ROLES | {LEADER, "raiser in the crisis team"},
    Action.GIVE_VOICE: ROLES - {"spokesperson"} | {LEADER, "raiser in the crisis team"},
    Action.FALSE_ALARM: ROLES - {"spokesperson"} | {LEADER, "raiser in the crisis team"},
    Action.MERGE: ROLES - {"spokesperson"} | {LEADER, "raiser in the crisis team"},
    Action.OPEN_AGAIN: ROLES - {"spokesperson"} | {LEADER, "raiser in the crisis team"},
    Action.ADD_ACCOUNTS: ROLES - {"spokesperson"} | {LEADER, "raiser in the crisis team"},
    Action.RESOLVE: ROLES - {"spokesperson"} | {LEADER, "raiser in the crisis team"},
    Action.MAKE_PUBLIC: {"leadership"},
    Action.END_DRILL: {"time"},
}


def crisis(state: State, *, drill: bool = False) -> Crisis:
    names = {"answered_name": "Thomas Brandt", "resolved_name": "David Okafor"}
    people = {"raised_by": RAISER, "lead": LEADER, "answered_by": THOMAS, "joined": {ON_IT: "Lena Fischer"}}
    return Crisis(id=7, state=state, drill=drill, confidential=True, **people, **names)


@pytest.mark.parametrize(("state", "action"), outside(LIFE, State))
def test_whatever_is_not_in_the_table_is_refused(state: State, action: Action) -> None:
    refused = crisis(state)
    with pytest.raises(TooLate, match=WHY[state]):
        LIFE.move(refused, action)
    assert refused.state == state


@pytest.mark.parametrize(("state", "action", "to"), inside(LIFE))
def test_whatever_is_in_the_table_moves_it(state: State, action: Action, to: State) -> None:
    moved = crisis(state, drill=action is Action.END_DRILL)
    LIFE.move(moved, action)
    assert moved.state is to


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """About whom it was asked whether they were pinged: two were."""
    asked: list[str] = []

    def was_called(session: Session, crisis: Crisis, person: str) -> bool:
        asked.append(person)
        return person in {PINGED, RAISER}

    monkeypatch.setattr(queries, "was_called", was_called)
    return asked


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)


@pytest.mark.usefixtures("looks")
def test_each_person_can_do_in_each_state_what_the_rows_say_and_nothing_else() -> None:
    people = {role: act("U0X", role) for role in [*ROLES, "author"]}
    people |= {person: act(person) for person in (RAISER, PINGED, LEADER, ON_IT, INES)}
    people |= {"raiser in the crisis team": act(RAISER, "crisis_lead"), "time": due(Session(), NOON)}
    walk(LIFE, State, crisis, people, MAY, never={Action.END_DRILL})
    walk(LIFE, State, lambda state: crisis(state, drill=True), people, MAY, never=ONLY_OF_CRISES)


def test_whether_somebody_was_pinged_is_looked_up_once_for_all_buttons(looks: list[str]) -> None:
    assert LIFE.allowed(act(INES), crisis(State.OPEN)) == {Action.FOLLOW, Action.ADD_LINE}
    assert looks == [INES]


def test_what_a_role_allows_needs_no_look(looks: list[str]) -> None:
    assert LIFE.allowed(act("U0X", "crisis_lead"), crisis(State.OPEN)) == frozenset(Action) - ELSEWHERE - LATER
    assert looks == []
