"""Point 6, over the wire: Slack's own limit is the judge, and nobody waits for somebody else's backlog."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from itertools import pairwise

from bot.kernel.db import Database
from bot.kernel.outbox.sender import Habits, Sender
from bot.kernel.outbox.slack import SlackWire
from sandbox.workspace.models import Message
from tests.crises.steps import raise_crisis
from tests.reliability.steps import FALLBACK, GENERAL, REVIEWS, SECOND, WAR_ROOM, calls, show, stored, waiting, write
from tests.world import Helvia

WORKERS = 4


def test_one_channels_backlog_delays_no_other(helvia: Helvia) -> None:
    for number in range(30):
        write(helvia, f"routine {number}", GENERAL)
    write(helvia, "review", REVIEWS)
    write(helvia, "to Marta", "U0MARTA000")
    helvia.concord.sender.drain()
    assert stored(helvia, GENERAL) == ["routine 0"]
    assert stored(helvia, REVIEWS) == ["review"]
    assert [row.channel for row in waiting(helvia)] == [GENERAL] * 29


def test_a_crisis_is_the_next_thing_said_in_a_channel_with_a_backlog(helvia: Helvia) -> None:
    for number in range(30):
        write(helvia, f"routine {number}", WAR_ROOM)
    helvia.concord.sender.drain()
    raise_crisis(helvia)
    helvia.workspace.clock.move(SECOND)
    helvia.concord.sender.drain()
    first, second = stored(helvia)
    assert first == "routine 0"
    assert "Crisis 1 needs an answer" in second


def test_several_waiting_changes_of_one_card_become_one_call(helvia: Helvia) -> None:
    show(helvia, "state 0")
    helvia.settle()
    for number in range(1, 6):
        show(helvia, f"state {number}")
    helvia.settle()
    assert stored(helvia) == ["state 5"]
    assert len(calls(helvia, "chat.update")) == 1


def test_workers_together_keep_slacks_pace_so_that_it_never_answers_429(helvia: Helvia) -> None:
    helvia.workspace.limits.are_on = True
    for number in range(8):
        for channel in (WAR_ROOM, GENERAL, REVIEWS):
            write(helvia, f"letter {number}", channel)
    with several_senders(helvia) as senders, ThreadPoolExecutor(WORKERS) as workers:
        while waiting(helvia):
            list(workers.map(lambda sender: sender.deliver_due(), senders))
            helvia.workspace.clock.move(timedelta(milliseconds=500))
    assert [call for call in helvia.workspace.calls if call.error] == []
    assert len(calls(helvia, "chat.postMessage")) == 24
    for channel in (WAR_ROOM, GENERAL, REVIEWS):
        assert stored(helvia, channel) == [f"letter {number}" for number in range(8)]
        times = [_seconds(each) for each in helvia.workspace.state.messages[channel]]
        assert all(later - sooner >= 1 for sooner, later in pairwise(times))


@contextmanager
def several_senders(helvia: Helvia) -> Iterator[list[Sender]]:
    """On PostgreSQL with a pool of connections each, as processes have; SQLite has one process and its threads."""
    url = helvia.database.engine.url.render_as_string(hide_password=False)
    with ExitStack() as stack:
        wire = stack.enter_context(
            closing(SlackWire(*(helvia.sandbox.environment[name] for name in ("SLACK_API_URL", "SLACK_BOT_TOKEN"))))
        )
        senders = []
        for _ in range(WORKERS):
            own = helvia.database if helvia.database.is_sqlite else stack.enter_context(closing(Database(url)))
            senders.append(Sender(own, wire, helvia.workspace.clock, Habits(lambda: FALLBACK), lambda *_: None))
        yield senders


def _seconds(message: Message) -> float:
    """By the clock, to which Slack adds a millionth where two messages have one moment."""
    return round(float(message.ts), 3)
