"""Workers are killed at any moment, again and again; what was to be said is in the channels, once.

`make torture` kills 2,000, and `make torture SEED=7` by the plan that 7 stands for.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from bot.kernel.db import Database
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests.conftest import MANIFEST
from tests.reliability import probe
from tests.reliability.deaths import POINTS, Deaths
from tests.reliability.freezing import Freezes
from tests.reliability.intent import Intent
from tests.reliability.nursery import nursery
from tests.world import Helvia, connected

FEWEST = 200
KILLS = int(os.environ.get("KILLS") or FEWEST)
"""On both databases together."""
AT_A_STRETCH = 100
"""Then one worker lives, and all that was written is counted."""
SEED = int(os.environ.get("SEED") or SystemRandom().randrange(1_000_000))
WORKERS = {"sqlite": 1, "postgresql": 3}
"""At a time."""
DOWN = timedelta(seconds=35)
"""Between two generations: longer than a lease."""
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "accept_and_drop", "method": "chat.*"},
    {"kind": "accept_and_drop", "method": "chat.postMessage", "hide": True},
    {"kind": "half_answer", "method": "chat.*"},
    {"kind": "server_error", "method": "chat.*", "times": 2},
    {"kind": "drop", "method": "chat.*", "times": 2},
    {"kind": "ratelimited", "method": "chat.*", "seconds": 3},
    {"kind": "server_error", "method": "conversations.*"},
    {"kind": "ratelimited", "method": "conversations.*", "seconds": 2},
)


@pytest.fixture
def slack(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Sandbox]:
    """A sandbox of this test's own; that its callers die is nothing to tell of."""
    with running(MANIFEST, clock_file=tmp_path / "clock") as sandbox:
        caplog.set_level(logging.CRITICAL, "uvicorn.error")
        fresh(sandbox)
        yield sandbox


def test_whenever_workers_are_killed_everything_is_said_once(
    slack: Sandbox, database: Database, database_url: str, tmp_path: Path
) -> None:
    kind = database.engine.dialect.name
    say(f"To repeat: KILLS={KILLS} SEED={SEED} python -m pytest -s tests/reliability/test_crashes.py -k {kind}")
    chance = Random(f"{SEED} {kind}")
    intent, freezes = Intent(database, chance), Freezes(database, chance)
    own = {"DATABASE_URL": database_url, "LOG_LEVEL": "ERROR", "GOVERNANCE_FILE": str(PACKAGED_GOVERNANCE)}
    with nursery({**os.environ, **slack.environment, **own}, tmp_path / "log") as home:
        deaths = Deaths(home, WORKERS[kind], chance)
        while deaths.count < KILLS // 2:
            kill(slack, deaths, intent, chance, lambda: freezes.change(database, slack.workspace.clock.now()))
            slack.recover()
            finish(slack, database_url)
            say(f"Killed on {kind}: {dict(deaths.at)}. To be said were {len(intent.everything)} messages.")
            messages = [each for posted in slack.workspace.state.messages.values() for each in posted]
            intent.is_met_by([each for each in messages if each.metadata])
            freezes.are_asked_about(messages)
    say(f"Said by the workers: {(tmp_path / 'log').read_text() or 'no errors'}")
    assert KILLS < FEWEST or set(POINTS) <= set(deaths.at)


def kill(slack: Sandbox, deaths: Deaths, intent: Intent, chance: Random, freeze: Callable[[], None]) -> None:
    """Generation after generation, while Slack fails now and then and people go on writing, freezing and thawing."""
    clock, faults = slack.workspace.clock, slack.workspace.faults
    clock.run()
    until = min(deaths.count + AT_A_STRETCH, KILLS // 2)
    with httpx.Client(base_url=slack.url) as onlooker:
        while deaths.count < until:
            if chance.random() < 0.5:
                faults.add(**chance.choice(FAULTS))
            intent.write(clock.now())
            freeze()
            for _ in deaths.happen():
                if chance.random() < 0.3:
                    intent.write(clock.now())
            let_calls_arrive(onlooker)
            clock.move(DOWN)


def let_calls_arrive(onlooker: httpx.Client) -> None:
    """What the dead still said is heard before their leases run out, as it is in half a minute."""
    for _ in range(2):
        assert onlooker.get("/sandbox/clock").is_success


def finish(slack: Sandbox, database_url: str) -> None:
    """Whoever is born last lives on and does what is left, until each policy is at its end."""
    slack.workspace.clock.freeze()
    with connected(slack, database_url) as concord, probe.announced(), capture_logs():
        helvia = Helvia(slack, slack.workspace, concord)
        helvia.settle()
        for _ in range(3):  # each time, one more level of each policy at most
            helvia.leap(timedelta(minutes=25))


def say(sentence: str) -> None:
    """Shown by `pytest -s`, and when the test fails."""
    sys.stdout.write(f"\n{sentence}\n")
