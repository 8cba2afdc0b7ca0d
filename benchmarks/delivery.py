"""A message to each of many channels: Concord's sender beside the bare WebClient, alone and with threads."""

from datetime import UTC, datetime

from benchmarks import stage
from benchmarks.databases import Databases
from benchmarks.figures import Figure
from benchmarks.lateness import open_channels, posted_at
from bot.kernel import outbox
from bot.kernel.db import Database
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message
from sandbox.server import Sandbox

THREADS = 16


def measure(databases: Databases, letters: int) -> list[Figure]:
    alone, together = posted(letters, 1), posted(letters, THREADS)
    figures = [Figure(f"{letters} messages, WebClient with {THREADS} threads", together, "a second", alone)]
    for kind in databases.kinds:
        ours = sent(databases.new(kind), letters)
        figures.append(
            Figure(f"{letters} messages, Concord on {kind}, beside a WebClient's loop", ours, "a second", alone)
        )
    return figures


def posted(letters: int, threads: int, *, a_call_s: float = 0.0) -> float:
    """How many a second a bare client posts, whose calls take so much longer than here."""
    with stage.slack() as sandbox:
        channels = _slow_channels(sandbox, letters, a_call_s)
        with stage.app(sandbox, ["benchmarks.poster", str(threads), *channels], by="nothing"):
            return _rate([posted_at(sandbox, channel) for channel in channels])


def sent(url: str, letters: int, *, a_call_s: float = 0.0) -> float:
    """How many a second our sender does."""
    with stage.slack() as sandbox:
        channels, database, now = _slow_channels(sandbox, letters, a_call_s), Database(url), datetime.now(UTC)
        with database.transaction() as session:
            for channel in channels:
                outbox.post(session, key=channel, channel=channel, message=Message(mrkdwn("hello")), at=now)
        database.close()
        with stage.app(sandbox, ["bot", "work"], database=url, by="pages"):
            return _rate([posted_at(sandbox, channel) for channel in channels])


def _slow_channels(sandbox: Sandbox, number: int, a_call_s: float) -> list[str]:
    if a_call_s:
        sandbox.workspace.faults.add("latency", method="chat.*", times=0, seconds=a_call_s)
    return open_channels(sandbox, number)


def _rate(arrivals: list[float]) -> float:
    return (len(arrivals) - 1) / max(max(arrivals) - min(arrivals), 0.001)
