"""Four workers on one PostgreSQL: how long after its time a reminder stands in its channel."""

import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import select, update

from benchmarks import gestures, stage, world
from benchmarks.databases import Databases
from benchmarks.figures import Figure, spread
from bot.accounts.model import Account
from bot.kernel.db import Database
from bot.kernel.escalation.tables import Escalation
from sandbox.server import Sandbox
from sandbox.workspace.models import Channel

WORKERS = 4
LEAD = timedelta(seconds=2)
"""The workers are idle for so long before the first is due."""
EVENLY_OVER = timedelta(seconds=10)
AT_MOST_S = 120.0


def measure(databases: Databases, escalations: int) -> list[Figure]:
    figures = []
    for how, over in (("over 10 s", EVENLY_OVER), ("at once", timedelta(0))):
        late = _lateness(databases, escalations, over)
        figures += spread(f"{escalations} due {how}, {WORKERS} workers, due to delivered", "s", late, [], None)
    return figures


def _lateness(databases: Databases, number: int, over: timedelta) -> list[float]:
    """Seconds, of each reminder; every one goes to a channel of its own."""
    url = databases.new("PostgreSQL")
    world.register(url, gestures.spreadsheet(number))
    with stage.slack() as sandbox, ExitStack() as workers:
        channels = open_channels(sandbox, number)
        for _ in range(WORKERS):
            workers.enter_context(stage.app(sandbox, ["bot", "work"], database=url, by="pages"))
        due = _plan(url, channels, over)
        return [posted_at(sandbox, channel) - when.timestamp() for channel, when in due.items()]


def open_channels(sandbox: Sandbox, number: int) -> list[str]:
    workspace = sandbox.workspace
    names = [f"C0BENCH{n:05d}" for n in range(number)]
    with workspace.lock:
        for name in names:
            workspace.state.channels[name] = Channel(name, name.lower(), members=[workspace.bot.id])
            workspace.state.messages[name] = []
    return names


def _plan(url: str, channels: list[str], over: timedelta) -> dict[str, datetime]:
    """Give each account its channel, and its first reminder a time; when each channel's is due."""
    database, first, planned = Database(url), datetime.now(UTC) + LEAD, {}
    with database.transaction() as session:
        accounts = list(session.scalars(select(Account.id).order_by(Account.id)))
        for number, account, channel in zip(count(), accounts, channels):
            planned[channel] = first + over * number / len(channels)
            session.execute(update(Account).where(Account.id == account).values(channel=channel))
            reminder = update(Escalation).where(Escalation.subject == f"account:{account}")
            session.execute(reminder.values(began=planned[channel], next_fire_at=planned[channel]))
    database.close()
    return planned


def posted_at(sandbox: Sandbox, channel: str) -> float:
    """When the one message of a channel arrived, in seconds since 1970; waited for."""
    until = time.monotonic() + AT_MOST_S
    while time.monotonic() < until:
        if messages := sandbox.workspace.messages.lasting(channel):
            return float(messages[0].ts)
        time.sleep(0.05)
    raise stage.Failed(f"Nothing arrived in {channel}")
