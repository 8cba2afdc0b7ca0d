"""Workers are frozen, their clock goes astray, their disk is full, again and again; all is said, and said once.

`make torture` does so for an hour's worth of rounds, and `make torture SEED=7` by the plan that 7 stands for.
"""

import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.kernel.db import Database
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from sandbox.workspace.clock import WorkspaceClock
from tests.conftest import MANIFEST
from tests.handlers.test_full_and_away import full
from tests.patience import PATIENCE_S
from tests.reliability.deaths import POINTS
from tests.reliability.intent import Intent
from tests.reliability.nursery import Nursery, nursery
from tests.reliability.test_crashes import DOWN, SEED, finish, say
from tests.reliability.worker_process import DISK_FULL

ROUNDS = int(os.environ.get("ROUNDS") or 3)
"""On each database; the three troubles take turns."""
A_WHILE_S = 0.6
"""So long workers are left alone."""
LONGEST_FROST_S = 2.5
"""Longer than PostgreSQL lets a transaction stand still."""
JUMPS = [timedelta(seconds=seconds) for seconds in (-86_400, -3_600, -120, 90, 7_200, 86_400)]


class Astray:
    """The clock that workers go by: the workspace's, but for a jump."""

    def __init__(self, right: WorkspaceClock, file: Path) -> None:
        self._right, self._jump, self.file = right, timedelta(), file
        self._turn = threading.Lock()
        right.changes.on_change(self._write)
        self._write()

    def jump(self, by: timedelta) -> None:
        self._jump = by
        self._write()

    def _write(self) -> None:
        draft = self.file.with_suffix(".draft")
        with self._turn:
            draft.write_text(f"{(self._right.offset + self._jump).total_seconds():.6f}\n")
            draft.replace(self.file)


class Trouble:
    def __init__(self, slack: Sandbox, home: Nursery, database: Database, astray: Astray, disk: Path) -> None:
        self.chance = Random(f"{SEED} trouble {database.engine.dialect.name}")
        self.intent = Intent(database, self.chance)
        self._slack, self._home, self._database, self._astray, self._disk = slack, home, database, astray, disk

    def write(self, ahead: timedelta = timedelta()) -> None:
        self.intent.write(self._slack.workspace.clock.now() + ahead)

    def frost(self) -> None:
        """One is frozen wherever it is, the others go on; woken up, it goes on as well."""
        frozen = self._home.bear(self.chance.choice(POINTS), self.chance.randint(1, 3), by="SIGSTOP")
        others = [] if self._database.is_sqlite else [self._home.bear()]
        if self._home.wait_for_frost(A_WHILE_S) is None:
            self._home.freeze(frozen)
            assert self._home.wait_for_frost(PATIENCE_S) == frozen
        if not self._database.is_sqlite:
            self.write()
        self._home.wait(self.chance.uniform(0, LONGEST_FROST_S))
        self._home.wake(frozen)
        self.end(frozen, *others)

    def clock(self) -> None:
        """It jumps, people write by it, and it jumps back."""
        worker, jump = self._home.bear(), self.chance.choice(JUMPS)
        self._astray.jump(jump)
        self.write(jump)
        self._home.wait(A_WHILE_S)
        self._astray.jump(timedelta())
        self.end(worker)

    def disk(self) -> None:
        """What needs room fails until there is some."""
        with full(self._database):
            self._disk.touch()
            worker = self._home.bear()
            self._home.wait(A_WHILE_S)
        self._disk.unlink()
        self.end(worker)

    def end(self, *workers: int) -> None:
        """After a while in which all is well."""
        self._home.wait(A_WHILE_S)
        for worker in workers:
            self._home.kill(worker)
        assert {self._home.wait(PATIENCE_S) for _ in workers} == set(workers)
        self._slack.hear_out()  # what the dead still said, before their leases run out: as it is in half a minute
        self._slack.workspace.clock.move(DOWN)


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Sandbox]:
    with running(MANIFEST, clock_file=tmp_path / "clock") as sandbox:
        fresh(sandbox)
        yield sandbox


def test_whatever_frost_clocks_and_disks_do_everything_is_said_once(
    slack: Sandbox, database: Database, database_url: str, tmp_path: Path
) -> None:
    kind = database.engine.dialect.name
    say(f"To repeat: ROUNDS={ROUNDS} SEED={SEED} python -m pytest -s tests/reliability/test_trouble.py -k {kind}")
    astray, disk = Astray(slack.workspace.clock, tmp_path / "astray"), tmp_path / "full"
    own = {
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "ERROR",
        "CONCORD_CLOCK_FILE": str(astray.file),
        "GOVERNANCE_FILE": str(PACKAGED_GOVERNANCE),
    }
    slack.workspace.clock.run()
    with nursery({**os.environ, **slack.environment, **own, DISK_FULL: str(disk)}, tmp_path / "log") as home:
        trouble = Trouble(slack, home, database, astray, disk)
        troubles: list[Callable[[], None]] = [trouble.frost, trouble.clock, trouble.disk]
        for number in range(ROUNDS):
            trouble.write()
            troubles[number % len(troubles)]()
    finish(slack, database_url)
    messages = [each for posted in slack.workspace.state.messages.values() for each in posted]
    trouble.intent.is_met_by([each for each in messages if each.metadata], leaping=True)
