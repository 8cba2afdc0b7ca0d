"""The clock that can be moved, and the app that follows it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sandbox.testing import MONDAY
from sandbox.workspace.changes import Changes
from sandbox.workspace.clock import WorkspaceClock


def test_it_runs_with_the_systems_clock_until_it_is_moved(tmp_path: Path) -> None:
    clock = WorkspaceClock(tmp_path / "clock")
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert float((tmp_path / "clock").read_text()) == 0.0
    clock.move(timedelta(days=1))
    clock.move(timedelta(hours=1))
    assert float((tmp_path / "clock").read_text()) == 90000.0
    assert abs(clock.now() - datetime.now(UTC) - timedelta(hours=25)) < timedelta(seconds=5)
    assert [file.name for file in tmp_path.iterdir()] == ["clock"]


def test_it_never_goes_back() -> None:
    with pytest.raises(ValueError, match="only moves forward"):
        WorkspaceClock().move(timedelta(seconds=-1))


def test_it_can_stand_still_and_go_on() -> None:
    clock = WorkspaceClock()
    clock.freeze(MONDAY)
    assert clock.now() == clock.now() == MONDAY
    clock.move(timedelta(minutes=5))
    assert clock.now() == MONDAY + timedelta(minutes=5)
    clock.set(MONDAY + timedelta(days=1))
    assert clock.now() == MONDAY + timedelta(days=1)
    clock.run()
    assert clock.now() > MONDAY + timedelta(days=1)


def test_moving_it_is_a_change_that_others_can_wait_for() -> None:
    changes = Changes()
    clock = WorkspaceClock(changes=changes)
    version = changes.version
    clock.move(timedelta(seconds=1))
    assert changes.wait(version, 0) > version
