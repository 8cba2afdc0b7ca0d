"""Several workers on one PostgreSQL: what one has, the others pass over."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from bot.kernel import backlog, escalation, outbox, receipts
from bot.kernel.db import Database
from bot.kernel.escalation import Fired, Policy
from bot.kernel.outbox import leasing
from bot.kernel.outbox.tables import letters
from bot.kernel.text.markup import mrkdwn, name
from bot.kernel.views.blocks import Message
from bot.kernel.waits import AT_LEISURE
from bot.migrations import migrate
from tests.kernel.world import NOON, World, emptied
from tests.patience import PATIENCE_S

WORKERS = 4
MATTERS = 5000
LEASE = timedelta(seconds=30)


@pytest.fixture
def workers(postgres_url: str) -> Iterator[list[Database]]:
    """A connection pool each, as separate processes have."""
    each = [Database(postgres_url, AT_LEISURE) for _ in range(WORKERS)]  # they wait for one another
    yield each
    emptied(each[0])
    for database in each:
        database.close()


def together(workers: list[Database], work: Callable[[Database], list[str]]) -> list[list[str]]:
    with ThreadPoolExecutor(len(workers)) as pool:
        return list(pool.map(work, workers))


def test_four_workers_share_five_thousand_due_escalations_and_each_level_fires_once(workers: list[Database]) -> None:
    levels = [{"after": "0m", "whom": ["owner"]}, {"after": "10m", "whom": ["backup"]}]
    policy = Policy.model_validate({"name": "nag", "levels": levels})
    with workers[0].transaction() as session:
        for number in range(MATTERS):
            escalation.start(session, subject=f"account:{number}", policy=policy, at=NOON)
    shares = [_fire_all(workers, NOON), _fire_all(workers, NOON + timedelta(minutes=10))]
    for level, share in enumerate(shares):
        fired = Counter(each for worker in share for each in worker)
        assert fired == {f"account:{number}, level {level}": 1 for number in range(MATTERS)}
        assert all(share)
    with workers[0].transaction() as session:
        assert session.execute(select(func.count()).select_from(letters)).scalar_one() == 2 * MATTERS


def _fire_all(workers: list[Database], now: datetime) -> list[list[str]]:
    """What each worker said of what was due then."""
    all_at_work = threading.Barrier(WORKERS)

    def work(database: Database) -> list[str]:
        fired: list[str] = []

        def announce(session: Session, each: Fired) -> None:
            outbox.post(session, key=each.key("U0"), channel="C0", message=Message(name(each.subject)), at=now)
            fired.append(f"{each.subject}, level {each.level}")

        more = True
        first = True
        while more:
            with database.transaction() as session:
                more = bool(escalation.fire_due(session, now=now, announce=announce, limit=100))
                if first:  # nobody commits before everybody has claimed something
                    all_at_work.wait(PATIENCE_S)
                    first = False
        return fired

    return together(workers, work)


def test_four_workers_never_hold_one_channel_twice(workers: list[Database]) -> None:
    with workers[0].transaction() as session:
        for number in range(200):
            channel = f"C0{number % 8}"
            outbox.post(session, key=str(number), channel=channel, message=Message(mrkdwn("hello")), at=NOON)
            leasing.hold(session, channel, now=NOON, until=NOON)
    all_at_work = threading.Barrier(WORKERS)

    def work(database: Database) -> list[str]:
        with database.transaction() as session:
            given = leasing.lease(session, now=NOON, until=NOON + LEASE, limit=2)
            all_at_work.wait(PATIENCE_S)
        with database.transaction() as session:
            given += leasing.lease(session, now=NOON, until=NOON + LEASE, limit=8)
        return [letter.channel for letter in given]

    taken = [channel for share in together(workers, work) for channel in share]
    assert sorted(taken) == [f"C0{number}" for number in range(8)]


def test_four_senders_deliver_each_letter_once_and_in_the_cards_order(workers: list[Database]) -> None:
    world = World(workers[0], pace=timedelta(0))
    for number in range(120):
        world.post(f"letter {number}", f"C0{number % 12}")
    senders = []
    for database in workers:
        world.database = database
        senders.append(world.another_sender())

    def work(number: int) -> None:
        for state in range(10):
            world.show(f"card {number}", f"card {number} {state}", f"C0CARD{number}")
            senders[number].deliver_due()
        senders[number].drain()

    with ThreadPoolExecutor(WORKERS) as pool:
        for each in [pool.submit(work, number) for number in range(WORKERS)]:
            each.result(PATIENCE_S)
    world.drain()
    counts = Counter(message.text for message in world.slack.shown)
    expected = {f"letter {number}" for number in range(120)} | {f"card {number} 9" for number in range(WORKERS)}
    assert counts == dict.fromkeys(expected, 1)


def test_the_same_gesture_at_the_same_moment_has_one_effect(workers: list[Database]) -> None:
    all_at_work = threading.Barrier(WORKERS)

    def work(database: Database) -> list[str]:
        all_at_work.wait(PATIENCE_S)
        with database.transaction() as session:
            if receipts.once(session, "click", NOON):
                receipts.remember(session, "click", {"text": "Approved."})
                return ["first"]
            return [str(receipts.recall(session, "click"))]

    answers = [answer for share in together(workers, work) for answer in share]
    assert Counter(answers) == {"first": 1, "{'text': 'Approved.'}": WORKERS - 1}


def test_two_people_changing_one_card_at_once_leave_one_letter(workers: list[Database]) -> None:
    all_at_work = threading.Barrier(WORKERS)

    def work(database: Database) -> list[str]:
        all_at_work.wait(PATIENCE_S)
        with database.transaction() as session:
            outbox.show(session, card="crisis:7", channel="C0", message=Message(mrkdwn("changed")), at=NOON)
        return []

    together(workers, work)
    world = World(workers[0])
    world.drain()
    assert world.slack.texts("C0") == ["changed"]
    assert len(world.states()) == 1


def test_finished_rows_do_not_slow_a_due_step(own_postgres: str) -> None:
    """The plans, not the time: partial indexes serve the due queries."""
    finished, database = 20_000, Database(own_postgres)
    migrate(database)
    with database.transaction() as session:
        session.execute(
            text(
                "INSERT INTO letters (id, key, method, channel, payload, urgency, state, due_at, not_before, attempts,"
                " doubt, plain) SELECT n, n, 'chat.postMessage', 'C0' || n % 50, '{}', 20, 'sent', now(), now(), 1,"
                " false, false FROM generate_series(1, :finished) AS n"
            ),
            {"finished": finished},
        )
        session.execute(
            text(
                "INSERT INTO escalations (subject, policy, ladder, urgency, loop, began, cycle, step, state)"
                " SELECT n, 'nag', '{}', 20, 1, now(), 0, 0, 'stopped' FROM generate_series(1, :finished) AS n"
            ),
            {"finished": finished},
        )
        outbox.post(session, key="due", channel="C0ROOM", message=Message(mrkdwn("hello")), at=NOON)
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(
            "VACUUM (FULL, ANALYZE) letters, escalations"
        )
    statements: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", listen)
    with database.transaction() as session:
        escalation.fire_due(session, now=NOON, announce=lambda *_: None)
        assert len(leasing.lease(session, now=NOON, until=NOON + LEASE, limit=8)) == 1
        escalation.next_due(session)
        outbox.next_due(session, NOON)
        backlog.late_letters(session, NOON)
        backlog.late_escalations(session, NOON)
    event.remove(database.engine, "before_cursor_execute", listen)
    with database.engine.connect() as connection:
        plans = [
            "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters))
            for statement, parameters in statements
        ]
    assert len(plans) >= 9
    assert not [plan for plan in plans if "Seq Scan on letters" in plan or "Seq Scan on escalations" in plan]
    database.close()
