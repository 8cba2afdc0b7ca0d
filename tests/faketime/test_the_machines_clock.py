"""The clock of the machine itself jumps under a real process: `make torture` and `.ci/run`, which bring libfaketime."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.kernel.db import Database
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests.conftest import MANIFEST
from tests.crises.steps import pinged, raise_crisis
from tests.patience import until
from tests.world import Helvia, connected

ROOT = Path(__file__).parents[2]
RIGHT, AN_HOUR_BACK, A_DAY_AHEAD = "+0", "-3600", "+86400"


def library() -> str:
    """Debian's package `faketime` has it."""
    [file] = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    return str(file)


@contextmanager
def work(slack: Sandbox, url: str, folder: Path, clock: Path) -> Iterator[None]:
    """`python -m bot work`, whose machine's clock is as wrong as the file says; what measures pauses never is."""
    faked = {
        "LD_PRELOAD": library(),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    own = {
        "DATABASE_URL": url,
        "PORT": "0",
        "PYTHONPATH": str(ROOT),
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": "json",
        "GOVERNANCE_FILE": str(PACKAGED_GOVERNANCE),
    }
    given = {name: value for name, value in slack.environment.items() if name != "CONCORD_CLOCK_FILE"}
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "bot", "work"]
        with subprocess.Popen(command, env={**given, **own, **faked}, cwd=folder, stderr=log) as process:
            try:
                yield
            finally:
                process.kill()  # the library lets a process sleep by the wrong clock, where it should end by itself


def wait_for_pings(helvia: Helvia, count: int) -> None:
    """Until so many were said, and no more."""
    until(lambda: len(pinged(helvia)) >= count, helvia.workspace)
    assert len(pinged(helvia)) == count


def test_a_crisis_is_asked_about_at_once_whenever_the_machines_clock_was_wrong(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    clock = tmp_path / "wrong by"
    clock.write_text(RIGHT)
    with running(MANIFEST) as slack:
        fresh(slack, datetime.now(UTC)).clock.run()
        with connected(slack, database_url) as concord:
            helvia = Helvia(slack, slack.workspace, concord)
            raise_crisis(helvia)
            with work(slack, database_url, tmp_path, clock):
                wait_for_pings(helvia, 1)
                for count, wrong_by in enumerate([AN_HOUR_BACK, A_DAY_AHEAD, RIGHT], start=2):
                    clock.write_text(wrong_by)
                    wait_for_pings(helvia, count)
