"""The due step, in transactions of a hundred rows, beside the same reading and writing in raw SQL."""

import time
from datetime import UTC, datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks import raw
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Target
from bot.kernel import escalation, outbox
from bot.kernel.db import Database
from bot.kernel.escalation import Fired, Policy
from bot.kernel.escalation.tables import Escalation, State
from bot.kernel.text.markup import name
from bot.kernel.views.blocks import Message
from bot.run.starting import look_seldom_for_garbage

FIVE_TIMES = Target("ratio", 5)
AT_ONCE = 100
WRITTEN_AT_ONCE = 10_000
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEVELS = [{"after": "0m", "whom": ["owner"]}, {"after": "1w", "whom": ["owner"]}, {"after": "2w", "whom": ["backup"]}]
POLICY = Policy.model_validate({"name": "nag", "levels": LEVELS})


def measure(databases: Databases, rows: int) -> list[Figure]:
    figures = []
    look_seldom_for_garbage()  # as in the process whose step it is
    for kind in databases.kinds:
        beside, ours = databases.new(kind), databases.new(kind)
        for url in (beside, ours):
            _due(url, rows)
        took = raw.due_step(beside, NOON, AT_ONCE)
        figures.append(Figure(f"due step of {rows} rows, {kind}", _due_step(ours), "s", took, FIVE_TIMES))
    return figures


def _due(url: str, rows: int) -> None:
    database, policy = Database(url), POLICY.model_dump(mode="json")
    usual = {"policy": POLICY.name, "policy_copy": policy, "urgency": 20, "loop": 1, "cycle": 0, "step": 0}
    usual |= {"began": NOON, "next_fire_at": NOON, "state": State.RUNNING}
    for first in range(0, rows, WRITTEN_AT_ONCE):
        some = range(first, min(first + WRITTEN_AT_ONCE, rows))
        with database.transaction() as session:
            session.execute(insert(Escalation), [{"subject": f"account:{number}", **usual} for number in some])
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    database.close()


def _due_step(url: str) -> float:
    """Seconds, until nothing is due any more."""
    database = Database(url)
    began = time.perf_counter()
    while _step(database):
        pass
    took = time.perf_counter() - began
    database.close()
    return took


def _step(database: Database) -> int:
    with database.transaction() as session:
        return escalation.fire_due(session, now=NOON, announce=_announce, limit=AT_ONCE)


def _announce(session: Session, fired: Fired) -> None:
    message = Message(name(f"{fired.subject} is silent"))
    outbox.post(session, key=fired.key("owner"), channel="U0JONAS000", message=message, at=fired.when)
