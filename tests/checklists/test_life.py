"""The life of a checklist's line: what may follow what, who may do it, and what everybody else is told."""

from functools import partial

import pytest
from sqlalchemy.orm import Session

from bot.checklists.life import DEPARTMENTS, LINES, Action, Consent
from bot.checklists.model import ChecklistLine, State
from bot.crises.life import CLOSERS
from bot.crises.model import Crisis
from bot.crises.states import State as CrisisState
from bot.governance import Role
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from tests.kernel.world import NOON
from tests.lives import walk

SOFIA, LEADER = "U0SOFIA000", "U0LEADER00"
DOERS = {*CLOSERS, LEADER, Role.LEGAL}


def line(
    state: State,
    *,
    person: str = "",
    done_by: str = "",
    is_department: bool = False,
    of: CrisisState = CrisisState.OPEN,
) -> ChecklistLine:
    crisis = Crisis(id=7, state=of, lead=LEADER, accounts=[])
    signed = {"done_by": done_by, "done_name": "Lucas Meier"}
    own = {"role": "legal", "person": person, "is_department": is_department, **signed}
    return ChecklistLine(crisis=crisis, crisis_id=7, what="Ask for take-downs", state=state, **own)


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)


PEOPLE = {role: act("U0X", role) for role in Role} | {person: act(person) for person in (SOFIA, LEADER)}
PEOPLE["time"] = due(Session(), NOON)


def test_whoever_has_the_role_does_the_line_or_whoever_it_was_given_to_or_those_who_close_the_crisis() -> None:
    walk(LINES, State, line, PEOPLE, dict.fromkeys(Action, DOERS))
    walk(LINES, State, partial(line, person=SOFIA), PEOPLE, dict.fromkeys(Action, DOERS - {Role.LEGAL} | {SOFIA}))


def test_for_a_department_only_its_role_speaks() -> None:
    expected: dict[Consent, set[str]] = {Consent.AGREE: {Role.LEGAL}, Consent.TAKE_BACK: {SOFIA}}
    walk(DEPARTMENTS, State, partial(line, is_department=True, done_by=SOFIA), PEOPLE, expected)


@pytest.mark.parametrize("state", State)
def test_once_the_crisis_is_resolved_nothing_is_done_on_its_checklist(state: State) -> None:
    for action in Action:
        with pytest.raises(TooLate):
            LINES.require(PEOPLE[LEADER], line(state, of=CrisisState.RESOLVED), action)
