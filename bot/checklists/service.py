"""What can be done about a checklist. Whoever does something holds the crisis, so that two of them come one by one."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from bot.checklists import queries
from bot.checklists.checklist import standing
from bot.checklists.drafts import Draft
from bot.checklists.facts import (
    AgreementTakenBack,
    DepartmentAgreed,
    LineEvent,
    LineGiven,
    LineOpenedAgain,
    LineTickedOff,
)
from bot.checklists.life import DEPARTMENTS, LINES, Action, Consent
from bot.checklists.model import ChecklistLine, State
from bot.crises import visible
from bot.crises.facts import tell
from bot.crises.model import Crisis
from bot.governance import Playbook, Whom
from bot.kernel.act import Act
from bot.kernel.lifecycle import Life
from bot.kernel.problems import Problems

NOBODY = "Choose somebody."
NOT_INSIDE = "They do not see this crisis: bring them into its room first."
NOT_HERE = "A guest, external, or gone. Choose a colleague."


def copy(act: Act, crisis: Crisis, playbook: Playbook) -> None:
    """The crisis has what this playbook asks for. What was asked for before and is done stays; what is not goes, unless
    it is asked for again.
    """
    before = {(line.is_department, line.what): line for line in queries.lines_of(act.session, crisis)}
    lines = [before.pop((line.is_department, line.what), line) for line in _lines(playbook)]
    for line in before.values():
        line.state = State.DROPPED if line.is_open else line.state
    for line in lines:
        line.crisis = crisis
        act.session.add(line)
    _count(act, crisis)


def _lines(playbook: Playbook) -> Iterator[ChecklistLine]:
    for task in playbook.checklist:
        kind, name = Whom.read(task.who)
        holder = {"role" if kind == "role" else "person": name}
        yield ChecklistLine(what=task.what, is_department=False, state=State.OPEN, **holder)
    for department in playbook.departments:
        yield ChecklistLine(what=department.name, is_department=True, state=State.OPEN, role=department.role)


def tick_off(act: Act, line: ChecklistLine) -> None:
    """It is done."""
    _follow(act, line, LINES, Action.TICK_OFF, LineTickedOff)


def open_again(act: Act, line: ChecklistLine) -> None:
    """It is not done after all."""
    _follow(act, line, LINES, Action.OPEN_AGAIN, LineOpenedAgain)


def agree(act: Act, department: ChecklistLine) -> None:
    """The department is informed, and agrees."""
    _follow(act, department, DEPARTMENTS, Consent.AGREE, DepartmentAgreed)


def take_back(act: Act, department: ChecklistLine) -> None:
    """It does not agree any more, says whoever said that it does."""
    _follow(act, department, DEPARTMENTS, Consent.TAKE_BACK, AgreementTakenBack)


def _follow(
    act: Act, line: ChecklistLine, life: Life[ChecklistLine, State, Any], action: StrEnum, fact: type[LineEvent]
) -> None:
    """The row of its life; it is signed while it is done."""
    life.require(act, line, action)
    life.move(line, action)
    signed = ("", "", None) if line.is_open else (act.who.id, act.who.name, act.when)
    line.done_by, line.done_name, line.done_at = signed
    _count(act, line.crisis)
    tell(act, fact, line.crisis, line.what, on=line)


def give(act: Act, line: ChecklistLine, draft: Draft, is_here: Callable[[str], bool]) -> None:
    """Somebody else does it from now on; raises Invalid where they cannot."""
    LINES.require(act, line, Action.GIVE)
    problems = Problems()
    person = problems.needed("person", draft.person, NOBODY)
    problems.note("person", "" if is_here(person) else NOT_HERE)
    problems.note("person", "" if visible.is_to(act.session, line.crisis, person) else NOT_INSIDE)
    problems.note("person", "They have it already." if person == line.person else "")
    problems.refuse()
    before, line.person = line.person, person
    tell(act, LineGiven, line.crisis, line.what, on=line, before=before, to=person)


def _count(act: Act, crisis: Crisis) -> None:
    """The crisis says in a line how far its checklist is."""
    act.session.flush()
    crisis.checklist = standing(queries.lines_of(act.session, crisis))
