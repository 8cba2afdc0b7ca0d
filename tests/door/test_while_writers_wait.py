"""However many gestures wait for the database, whoever asks how Concord is has an answer."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlencode

from sqlalchemy import text

from bot.kernel.db import Database
from bot.kernel.waits import AT_LEISURE
from bot.run import web
from tests.door.wire import Wire, head, signed, status
from tests.world import Helvia, Running


@contextmanager
def kept_busy(database: Database) -> Iterator[None]:
    """Another process stands still in a transaction, and nobody can write."""
    other = Database(database.engine.url.render_as_string(hide_password=False), AT_LEISURE)
    with other.transaction() as session:
        session.execute(text("SELECT 1" if other.is_sqlite else "LOCK TABLE receipts"))
        yield
    other.close()


def command(helvia: Helvia, number: int, secret: str) -> bytes:
    """A whole request, as Slack sends a slash command."""
    body = {
        "command": "/account",
        "text": "list",
        "user_id": helvia.workspace.person("jonas").id,
        "team_id": helvia.workspace.team.id,
        "channel_id": "C0GENERAL0",
        "trigger_id": f"trigger {number}",
    }
    written = urlencode(body).encode()
    return head(len(written), signed(written, secret)) + written


def get(wire: Wire, path: bytes) -> int:
    with wire.connect() as connection:
        connection.sendall(b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" % path)
        return status(connection)


def test_health_is_answered_while_all_threads_of_gestures_wait_for_the_database(
    wire: Wire, concord: Running, helvia: Helvia, secret: str
) -> None:
    with ExitStack() as stack, kept_busy(concord.database):
        waiting = [stack.enter_context(wire.connect()) for _ in range(web.THREADS)]
        for number, each in enumerate(waiting):
            each.sendall(command(helvia, number, secret))
        assert [get(wire, path) for path in (b"/healthz", b"/readyz")] == [200, 200]
        assert {status(each) for each in waiting} <= {200, 503}
