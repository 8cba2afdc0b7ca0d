"""Checklists against a simple model: done, opened again, given away, agreed to, of another kind, left and resolved."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from bot.checklists import queries, service
from bot.checklists.drafts import Draft
from bot.checklists.model import ChecklistLine, State
from bot.crises import kinds
from bot.crises import queries as crises
from bot.crises import service as team
from bot.crises.drafts import Draft as Crisis
from bot.kernel.act import Act
from bot.kernel.db import Database
from bot.kernel.errors import Refused
from tests import cards
from tests.crises.room import Room
from tests.thoroughness import examples

JONAS, SOFIA, THOMAS, DAVID, MARTA, HANA = (
    "U0JONAS000",
    "U0SOFIA000",
    "U0THOMAS00",
    "U0DAVID000",
    "U0MARTA000",
    "U0HANA0000",
)
HOLDERS = {"drug_safety": HANA, "spokesperson": DAVID, "community_manager": MARTA, "crisis_lead": THOMAS}
CLOSERS = {THOMAS, DAVID, MARTA}
PEOPLE = st.sampled_from([SOFIA, THOMAS, DAVID, MARTA, HANA])
NUMBERS = st.integers(0, 8)


@dataclass
class Line:
    is_department: bool
    role: str
    person: str = ""
    done_by: str = ""

    @property
    def holder(self) -> str:
        """The groups of Helvia are empty here: what their roles have is the crisis lead's."""
        own = self.person or HOLDERS.get(self.role, "")
        return own or ("" if self.is_department else THOMAS)


class Checklists(RuleBasedStateMachine):
    room: ClassVar[Room]

    def __init__(self) -> None:
        super().__init__()
        self.room.empty()
        self.number = self.room.raise_crisis(JONAS, Crisis(what="Fake vials", likelihood="4", impact="4"))
        self.kind, self.lines, self.is_over = "", dict[str, Line](), False

    @rule(who=st.sampled_from([SOFIA, THOMAS]), number=st.integers(0, 2))
    def someone_chooses_a_kind(self, who: str, number: int) -> None:
        playbook = self.room.rules.playbooks[number]
        known = self.room.rules.crisis_kinds
        possible = who == THOMAS and not self.is_over and self.kind != playbook.name

        def choose(act: Act) -> None:
            kinds.choose(act, crises.held(act.session, self.number), playbook.name, known)

        if self.tries(who, choose, possible=possible):
            self.kind = playbook.name
            tasks = {
                each.what: Line(is_department=False, role=each.who.removeprefix("role:")) for each in playbook.checklist
            }
            departments = {each.name: Line(is_department=True, role=each.role) for each in playbook.departments}
            wanted = tasks | departments
            done = {what: line for what, line in self.lines.items() if line.done_by}
            stay = {what: line for what, line in self.lines.items() if what in wanted}
            self.lines = wanted | done | stay

    @rule(who=PEOPLE, number=NUMBERS)
    def someone_ticks_off(self, who: str, number: int) -> None:
        if task := self.some(number, is_department=False):
            what, line = task
            possible = self.may(who, line) and not line.done_by and not self.is_over
            if self.tries(who, partial(self.on_line, what, service.tick_off), possible=possible):
                line.done_by = who

    @rule(who=PEOPLE, number=NUMBERS)
    def someone_opens_again(self, who: str, number: int) -> None:
        if task := self.some(number, is_department=False):
            what, line = task
            possible = self.may(who, line) and bool(line.done_by) and not self.is_over
            if self.tries(who, partial(self.on_line, what, service.open_again), possible=possible):
                line.done_by = ""

    @rule(who=PEOPLE, number=NUMBERS, to=PEOPLE)
    def someone_gives_away(self, who: str, number: int, to: str) -> None:
        if task := self.some(number, is_department=False):
            what, line = task
            possible = self.may(who, line) and not line.done_by and not self.is_over and line.person != to

            def give(act: Act, its: ChecklistLine) -> None:
                service.give(act, its, Draft(person=to), lambda _: True)

            if self.tries(who, partial(self.on_line, what, give), possible=possible):
                line.person = to

    @rule(who=PEOPLE, number=NUMBERS)
    def someone_agrees(self, who: str, number: int) -> None:
        if department := self.some(number, is_department=True):
            what, line = department
            possible = HOLDERS.get(line.role) == who and not line.done_by and not self.is_over
            if self.tries(who, partial(self.on_line, what, service.agree), possible=possible):
                line.done_by = who

    @rule(who=PEOPLE, number=NUMBERS)
    def someone_takes_back(self, who: str, number: int) -> None:
        if department := self.some(number, is_department=True):
            what, line = department
            possible = line.done_by == who and not self.is_over
            if self.tries(who, partial(self.on_line, what, service.take_back), possible=possible):
                line.done_by = ""

    @rule(who=st.sampled_from([SOFIA, MARTA]), is_meant=st.integers(0, 9))
    def someone_resolves(self, who: str, is_meant: int) -> None:
        """Now and then: nothing comes after it."""
        if is_meant:
            return

        def resolve(act: Act) -> None:
            team.resolve(act, crises.held(act.session, self.number), "A hoax")

        if self.tries(who, resolve, possible=who == MARTA and not self.is_over):
            self.is_over = True

    @rule()
    def everything_arrives(self) -> None:
        with self.room.database.transaction() as session:
            cards.arrive(session)

    @invariant()
    def each_line_is_where_the_model_says(self) -> None:
        with self.room.database.transaction() as session:
            crisis = crises.by_id(session, self.number)
            lines = queries.lines_of(session, crisis)
            assert {line.what: (line.done_by, line.person) for line in lines} == {
                what: (line.done_by, line.person) for what, line in self.lines.items()
            }
            assert all(line.is_open == (not line.done_by) for line in lines)
            tasks = [line for line in self.lines.values() if not line.is_department]
            count = f"Checklist {sum(bool(line.done_by) for line in tasks)} of {len(tasks)}"
            assert crisis.checklist.split(" · ")[0] == (count if tasks else "")

    @invariant()
    def each_who_has_something_to_do_is_asked_once_and_nobody_else(self) -> None:
        with self.room.database.transaction() as session:
            theirs = cards.beneath(session, f"crisis:{self.number}:lines")
        asking = [card.channel for card in theirs if "checklists.done" in card.says or "checklists.agree" in card.says]
        waits = {line.holder for line in self.lines.values() if not line.done_by and not self.is_over} - {""}
        assert sorted(asking) == sorted(waits)

    def some(self, number: int, *, is_department: bool) -> tuple[str, Line] | None:
        alike = [(what, line) for what, line in self.lines.items() if line.is_department == is_department]
        return alike[number % len(alike)] if alike else None

    def may(self, who: str, line: Line) -> bool:
        return who in CLOSERS or who == (line.person or HOLDERS.get(line.role))

    def on_line(self, what: str, verb: Callable[[Act, ChecklistLine], None], act: Act) -> None:
        its = select(ChecklistLine.id, ChecklistLine.is_department).where(
            ChecklistLine.what == what, ChecklistLine.state != State.DROPPED
        )
        line_id, is_department = act.session.execute(its).one()
        verb(act, queries.held_by(act, line_id, is_department=is_department))

    def tries(self, who: str, verb: Callable[[Act], None], *, possible: bool) -> bool:
        """Whether it was done; it is refused where the model says so."""
        actor = self.room.actor(who)
        if not possible:
            with pytest.raises(Refused), self.room.database.transaction() as session:
                verb(Act(session, actor, self.room.now))
            return False
        with self.room.database.transaction() as session:
            verb(Act(session, actor, self.room.now))
        return True


def test_each_line_is_done_by_one_person_and_asks_those_who_have_it_until_then(database: Database) -> None:
    machine = type("ChecklistsHere", (Checklists,), {"room": Room(database)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(6), stateful_step_count=20, deadline=None)
    )
