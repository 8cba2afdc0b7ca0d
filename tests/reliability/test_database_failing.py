"""Point 3, the other way round: the database fails in the middle of a step, which is neither lost nor doubled."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from tests.crises.steps import pinged, raise_crisis
from tests.reliability.steps import calls, stored, waiting, write
from tests.world import Helvia

LEASE, RECORD = 1, 2
OVER = timedelta(seconds=31)
"""Longer than a lease."""


@contextmanager
def failing(helvia: Helvia, commit: int) -> Iterator[None]:
    """Only the commit of that number fails."""
    seen = []

    def fail(connection: object) -> None:
        seen.append(connection)
        if len(seen) == commit:
            raise OperationalError("COMMIT", {}, Exception("the disk is full"))

    event.listen(helvia.database.engine, "commit", fail)
    yield
    event.remove(helvia.database.engine, "commit", fail)
    assert len(seen) >= commit


def test_a_lease_that_is_not_committed_calls_nobody(helvia: Helvia) -> None:
    write(helvia, "hello")
    with failing(helvia, LEASE), pytest.raises(OperationalError):
        helvia.concord.sender.deliver_due()
    assert calls(helvia, "chat.postMessage") == []
    helvia.settle()
    assert stored(helvia) == ["hello"]


def test_a_message_whose_record_is_not_committed_is_found_in_slack_and_not_said_again(helvia: Helvia) -> None:
    write(helvia, "hello")
    with failing(helvia, RECORD):
        helvia.concord.sender.deliver_due()
    assert stored(helvia) == ["hello"]
    assert [row.state for row in waiting(helvia)] == ["leased"]
    helvia.workspace.clock.move(OVER)
    helvia.settle()
    assert stored(helvia) == ["hello"]
    assert waiting(helvia) == []


def test_a_due_step_that_is_not_committed_is_done_by_the_next_look_once(helvia: Helvia) -> None:
    raise_crisis(helvia)
    with failing(helvia, 1), pytest.raises(OperationalError):
        helvia.concord.fire_due()
    assert pinged(helvia) == []
    helvia.settle()
    assert len(pinged(helvia)) == 1


CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def test_connections_that_postgresql_cuts_are_opened_again(helvia: Helvia) -> None:
    write(helvia, "before")
    helvia.settle()
    if not helvia.database.is_sqlite:
        with helvia.database.engine.connect() as connection:
            connection.execute(CUT)
    write(helvia, "after")
    helvia.settle()
    assert stored(helvia) == ["before", "after"]
