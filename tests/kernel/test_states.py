"""The drawings of a letter's states and of an escalation's show what the code does: all of it, and nothing else."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from bot.kernel import escalation, outbox
from bot.kernel.db import Database
from bot.kernel.escalation import Policy
from bot.kernel.escalation.tables import State as EscalationState
from bot.kernel.outbox.tables import State as LetterState
from tests.kernel.test_escalation_machine import Escalations
from tests.kernel.test_outbox_machine import KilledError, Outbox
from tests.kernel.world import ROOM, SECOND, World, slow_down
from tests.thoroughness import examples

Change = tuple[str, str]
"""A state, and the one after it; NOWHERE before a row is written and after it is gone."""

NOWHERE = "[*]"
LATER = timedelta(days=1)
DRAWN = {"letters": (outbox, LetterState), "escalations": (escalation, EscalationState)}
OBSERVED = """
CREATE TRIGGER wrote AFTER INSERT ON {table} BEGIN INSERT INTO changes VALUES ('[*]', new.state); END;
CREATE TRIGGER changed AFTER UPDATE OF state ON {table} BEGIN INSERT INTO changes VALUES (old.state, new.state); END;
CREATE TRIGGER forgot AFTER DELETE ON {table} BEGIN INSERT INTO changes VALUES (old.state, '[*]'); END
"""


def page(table: str) -> str:
    room, _ = DRAWN[table]
    return (Path(room.__file__ or "").parent / "states.md").read_text()


def drawn(table: str) -> set[Change]:
    return set(re.findall(r"^    (\S+) --> (\S+): \S", page(table), re.MULTILINE))


@pytest.mark.parametrize("table", DRAWN)
def test_each_state_and_each_arrow_has_a_sentence(table: str) -> None:
    states: type[StrEnum] = DRAWN[table][1]
    rows = re.findall(r"^\| (\S+)(?: → (\S+))? \| [A-Z].*\. \|$", page(table), re.MULTILINE)
    assert {one for one, other in rows if not other} == set(states)
    assert {(one, other) for one, other in rows if other} == drawn(table)


@pytest.fixture
def database(sqlite_file: Path, tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'concord.db')}")
    yield database
    database.close()


def observe(database: Database, table: str) -> None:
    with database.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql("CREATE TABLE changes (before TEXT, after TEXT)")
        for trigger in OBSERVED.format(table=table).strip().split("\n"):
            connection.exec_driver_sql(trigger.rstrip(";"))


def observed(database: Database) -> set[Change]:
    with database.transaction() as session:
        changes = session.connection().exec_driver_sql("SELECT before, after FROM changes")
        return {(before, after) for before, after in changes}


def test_a_letter_goes_each_way_that_is_drawn_and_no_other(database: Database) -> None:
    observe(database, "letters")
    world = World(database)
    world.post("delivered")
    world.slack.fail(slow_down(1))
    world.drain(over=3 * SECOND)

    world.post("early:withdrawn", at=world.clock.now() + LATER)
    world.withdraw("early")

    world.post("lapsed")
    world.slack.at_the_next_call(die)
    with pytest.raises(KilledError):
        world.sender.drain()
    world.sender = world.another_sender()
    world.drain(over=60 * SECOND)

    world.post("late:withdrawn")
    world.slack.at_the_next_call(lambda: withdraw(world, "late"))
    world.drain(over=3 * SECOND)

    world.slack.refusals[ROOM] = "invalid_arguments"
    world.post("malformed")
    world.drain(over=3 * SECOND)

    world.post("odd:withdrawn")
    world.sender.deliver_due()
    world.slack.at_the_next_call(lambda: withdraw(world, "odd"))
    world.drain(over=3 * SECOND)

    with database.transaction() as session:
        outbox.prune(session, before=world.clock.now() + LATER)
    assert observed(database) == drawn("letters")


def die() -> None:
    raise KilledError


def withdraw(world: World, path: str) -> None:
    assert world.withdraw(path) == 1


def test_an_escalation_goes_each_way_that_is_drawn_and_no_other(database: Database) -> None:
    observe(database, "escalations")
    world = World(database)
    levels = [{"after": "0m", "whom": ["first"]}, {"after": "1m", "whom": ["second"]}]
    policy = Policy.model_validate({"name": "twice", "levels": levels})

    def start(subject: str) -> None:
        with database.transaction() as session:
            escalation.start(session, subject=subject, policy=policy, at=world.clock.now())

    def stop(subject: str) -> None:
        with database.transaction() as session:
            escalation.stop(session, subject=subject, why="answered")

    def run_out() -> None:
        world.clock.forward(LATER)
        with database.transaction() as session:
            escalation.fire_due(session, now=world.clock.now(), announce=lambda *_: None)

    start("crisis:1")
    start("crisis:1")
    stop("crisis:1")
    start("crisis:1")
    run_out()
    stop("crisis:1")
    start("post:2")
    run_out()
    with database.transaction() as session:
        escalation.defer(session, subject="post:2", policy=policy.name, until=world.clock.now())
    run_out()
    with database.transaction() as session:
        escalation.prune(session, before=world.clock.now() + LATER)
        escalation.prune_exhausted(session, before=world.clock.now() + LATER)
    assert observed(database) == drawn("escalations")


@pytest.mark.parametrize(("table", "machine"), [("letters", Outbox), ("escalations", Escalations)])
def test_whatever_happens_nothing_goes_another_way(
    database: Database, table: str, machine: type[RuleBasedStateMachine]
) -> None:
    observe(database, table)
    here = type("Here", (machine,), {"database": database})
    run_state_machine_as_test(here, settings=settings(max_examples=examples(5), stateful_step_count=30, deadline=None))
    assert {change for change in observed(database) if change[1] != NOWHERE} <= drawn(table)
