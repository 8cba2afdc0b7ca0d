"""The checklist of one crisis as it is now: its lines, and who is asked about each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.checklists import queries
from bot.checklists.model import ChecklistLine
from bot.company import LAST, Company
from bot.crises import visible
from bot.crises.model import Crisis
from bot.governance import Role
from bot.governance.playbooks import DarkSite


@dataclass(frozen=True, slots=True)
class Checklist:
    """`holders` are those who are asked, by the number of a line that is open."""

    crisis: Crisis
    lines: Sequence[ChecklistLine]
    holders: Mapping[int, Sequence[str]]
    dark_site: DarkSite | None = None

    @property
    def tasks(self) -> list[ChecklistLine]:
        return [line for line in self.lines if not line.is_department]

    @property
    def departments(self) -> list[ChecklistLine]:
        return [line for line in self.lines if line.is_department]

    @property
    def people(self) -> list[str]:
        """Each who is asked about a line, once."""
        return list(dict.fromkeys(person for line in self.lines for person in self.holders.get(line.id, ())))

    def asked_of(self, person: str) -> list[ChecklistLine]:
        return [line for line in self.lines if person in self.holders.get(line.id, ())]


def checklist_of(session: Session, crisis: Crisis, company: Company) -> Checklist:
    lines, there = queries.lines_of(session, crisis), company.at(session, crisis)
    is_over = crisis.is_resolved
    holders = {line.id: holders_of(session, line, there) for line in lines if line.is_open and not is_over}
    playbook = company.rules.playbook(crisis.kind)
    return Checklist(crisis, lines, holders, playbook.dark_site if playbook else None)


def holders_of(session: Session, line: ChecklistLine, there: Company) -> list[str]:
    """Who is asked about an open line, by the company as it is where the crisis is: the person who was given it, else
    those who hold its role; of a task that nobody has, whoever leads the crisis, else those who would. Only those who
    see the crisis.
    """
    return holders_if_given(session, line, line.person, there)


def holders_if_given(session: Session, line: ChecklistLine, person: str, there: Company) -> list[str]:
    """The same where it is, or was, this person's; nobody's where that is empty."""
    asked = (_concerned(session, line.crisis, people) for people in _in_turn(line, person, there))
    return next(filter(None, asked), [])


def _concerned(session: Session, crisis: Crisis, people: list[str]) -> list[str]:
    seen = visible.who_see(session, crisis, people)
    return [each for each in seen if each in crisis.players] if crisis.drill else seen


def _in_turn(line: ChecklistLine, person: str, there: Company) -> Iterator[list[str]]:
    yield _here(person, there)
    yield there.holders(line.role) if line.role else []
    if not line.is_department:
        yield _here(line.crisis.lead, there)
        yield from map(there.holders, (Role.CRISIS_LEAD, *LAST))


def _here(person: str, there: Company) -> list[str]:
    return [person] if person and there.people.may_be_asked(person) else []


def standing(lines: Sequence[ChecklistLine]) -> str:
    """`Checklist 3 of 9 · Legal, Safety missing`; nothing where there are no lines."""
    if not lines:
        return ""
    tasks = [line for line in lines if not line.is_department]
    missing = [line.what for line in lines if line.is_department and line.is_open]
    done = f"Checklist {sum(not line.is_open for line in tasks)} of {len(tasks)}"
    return f"{done} · {', '.join(missing)} missing" if missing else done
