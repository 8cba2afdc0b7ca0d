"""Tables do not grow for ever: what is over is forgotten by age, batch by batch, and what is not stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, text, update

from bot.alerts import leasing
from bot.alerts import service as alerting
from bot.alerts.model import State, alerts
from bot.alerts.queue import late_alerts
from bot.alerts.ways import Way
from bot.health import pruning
from bot.health.pruning import ENDS_KEPT, KEPT
from bot.kernel import backlog, escalation, outbox, receipts
from bot.kernel.db import Database
from bot.kernel.escalation import Level, Policy, escalations
from bot.kernel.outbox.tables import cards, lanes
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message
from bot.tables import TABLES
from tests.kernel.world import LONG, NOON, World

DAY = timedelta(days=1)
NAG = Policy(name="nag", levels=[Level(after=timedelta(0), whom=["owner"])])
PRUNED = {"letters", "cards", "lanes", "receipts", "escalations", "pages", "people_news", "refused_attempts"}
PRUNED |= {"signs_of_life", "account_imports", "assets"}
BY_ITSELF = {"name_searches", "product_searches", "troubles"}
"""A row goes when what it says is over."""
THE_COMPANYS = {
    "account_spellings",
    "accounts",
    "agency_drafts",
    "audit_checkpoints",
    "audit_entries",
    "briefings",
    "checklist_lines",
    "crises",
    "crisis_accounts",
    "crisis_calls",
    "crisis_entries",
    "crisis_followers",
    "crisis_members",
    "crisis_sources",
    "crisis_stars",
    "corrective_actions",
    "debriefs",
    "document_readings",
    "documents",
    "drill_ratings",
    "drills",
    "decisions",
    "freeze_answers",
    "freeze_calls",
    "freeze_reasons",
    "freezes",
    "frozen_accounts",
    "hashtags",
    "post_products",
    "post_versions",
    "posts",
    "attestations",
    "attestation_lines",
    "governance_changes",
    "governance_revisions",
    "private_texts",
    "products",
    "role_grants",
    "remarks",
    "reviews",
    "slot_occurrences",
    "slots",
    "signatories",
    "statement_accounts",
    "statement_answers",
    "statements",
    "standings",
    "trainings",
}
"""Records that a company keeps; of private texts the words go by its own rules, see tests/crises/test_purging.py."""


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def rows(database: Database, table: Any) -> int:
    with database.transaction() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def page(database: Database, ping: str, at: datetime) -> None:
    way = Way("json://127.0.0.1:1", "json://127.0.0.1:1", "JSON")
    draft = alerting.Draft(
        ping=ping,
        subject=f"crisis:{ping}",
        recipient=ping,
        instead_of=None,
        title="A crisis",
        body="What happened",
        otherwise="Call",
    )
    with database.transaction() as session:
        alerting.plan(session, draft, [("everyone", way)], at=at, due=at)


def test_every_table_is_pruned_or_is_meant_to_last() -> None:
    assert PRUNED | BY_ITSELF | THE_COMPANYS == TABLES


def test_letters_cards_and_lanes_are_forgotten_by_age_and_what_waits_is_kept(world: World) -> None:
    for number in range(5):
        world.post(f"letter {number}", f"C0ROOM{number}")
        world.show(f"card {number}", "shown", f"C0CARD{number}")
    world.drain(over=LONG / 60)
    world.slack.refusals["C0STUCK"] = "fatal_error"
    world.post("stuck", "C0STUCK", urgency=outbox.Urgency.CRISIS)
    world.show("stuck card", "shown", "C0STUCK", urgency=outbox.Urgency.CRISIS)
    world.drain()
    world.clock.forward(KEPT + DAY)
    world.post("young")
    world.drain()
    pruning.prune(world.database, world.clock.now(), batch=2)
    assert set(world.states()) == {"stuck", "card:stuck card:1", "young"}
    assert rows(world.database, cards) == 1
    assert rows(world.database, lanes) <= 3


def test_receipts_are_forgotten_after_days(database: Database) -> None:
    with database.transaction() as session:
        for number in range(5):
            receipts.once(session, f"old {number}", NOON - 3 * DAY)
        receipts.once(session, "young", NOON)
    assert pruning.prune(database, NOON, batch=2) == 5
    assert rows(database, receipts.receipts) == 1


def test_policies_that_were_stopped_are_forgotten_and_those_that_run_never(database: Database) -> None:
    with database.transaction() as session:
        for number in range(5):
            escalation.start(session, subject=f"account:{number}", policy=NAG, at=NOON)
        for number in range(3):
            escalation.stop(session, subject=f"account:{number}", why="settled")
        assert escalation.fire_due(session, now=NOON, announce=lambda *_: None, limit=1) == 1
    assert pruning.prune(database, NOON + KEPT, batch=2) == 0
    assert pruning.prune(database, NOON + KEPT + DAY, batch=2) == 3
    assert rows(database, escalations) == 2
    assert pruning.prune(database, NOON + ENDS_KEPT + DAY, batch=2) == 1
    with database.transaction() as session:
        assert escalation.next_due(session) == NOON
        escalation.start(session, subject="account:0", policy=NAG, at=NOON)


def test_alerts_are_forgotten_by_age_unless_they_still_wait_or_are_untold(database: Database) -> None:
    for number in range(6):
        page(database, f"{number}", NOON)
    with database.transaction() as session:
        for number, state in enumerate([State.TOLD, State.NEEDLESS, State.WITHDRAWN, State.DEAD, State.SENT]):
            session.execute(update(alerts).where(alerts.c.recipient == f"{number}").values(state=state))
    assert pruning.prune(database, NOON + KEPT, batch=2) == 0
    assert pruning.prune(database, NOON + KEPT + DAY, batch=2) == 4
    assert rows(database, alerts) == 2


@pytest.fixture
def crowded(database: Database) -> Database:
    """Many finished rows, and few that wait."""
    for number in range(3):
        page(database, f"waits {number}", NOON)
    with database.transaction() as session:
        outbox.post(session, key="due", channel="C0ROOM", message=Message(mrkdwn("hello")), at=NOON)
        escalation.start(session, subject="account:0", policy=NAG, at=NOON)
        numbers = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000) "
        for statement in CROWD:
            session.execute(text(statement.replace("SELECT", f"{numbers}SELECT", 1)), {"at": "2026-01-01 00:00:00+00"})
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
    return database


CROWD = (
    "INSERT INTO letters (id, key, method, channel, payload, urgency, state, due_at, not_before, attempts, doubt,"
    " plain) SELECT 'l' || n, 'l' || n, 'chat.postMessage', 'C0' || n % 50, '{}', 20, 'sent', :at, :at, 1, false,"
    " false FROM n",
    "INSERT INTO escalations (subject, policy, ladder, urgency, loop, began, cycle, step, state, next_fire_at)"
    " SELECT 's' || n, 'nag', '{}', 20, 1, :at, 0, 0, 'stopped', NULL FROM n",
    "INSERT INTO pages (key, subject, recipient, whose, address, service, title, body, otherwise, people, state,"
    " due_at, tried_at, not_before, attempts) SELECT 'p' || n, 'crisis:' || n, 'r', 'everyone', 'a', 'JSON', 't', 'b',"
    " 'o', '[]', 'told', :at, :at, :at, 1 FROM n",
)


def test_no_question_of_those_who_watch_walks_through_what_is_finished(crowded: Database) -> None:
    statements: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            statements.append((statement, parameters))

    event.listen(crowded.engine, "before_cursor_execute", listen)
    with crowded.transaction() as session:
        assert backlog.late_letters(session, NOON)
        assert backlog.late_escalations(session, NOON)
        assert late_alerts(session, NOON)
        assert len(leasing.lease(session, NOON, limit=8)) == 3
        alerting.untold(session)
    event.remove(crowded.engine, "before_cursor_execute", listen)
    explain = "EXPLAIN QUERY PLAN" if crowded.is_sqlite else "EXPLAIN"
    with crowded.engine.connect() as connection:
        plans = [
            "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {statement}", parameters))
            for statement, parameters in statements
        ]
    assert len(plans) >= 5
    assert not [plan for plan in plans if _walks(plan)]


def _walks(plan: str) -> bool:
    tables = ("letters", "escalations", "pages")
    return any(
        line.strip().endswith(f"SCAN {table}") or f"Seq Scan on {table}" in line
        for line in plan.splitlines()
        for table in tables
    )
