"""The world that tests live in: each Concord has a sandbox to itself, and leaves it to the next, whatever happens."""

import shutil
from pathlib import Path

import pytest

from sandbox.desk import Desk
from sandbox.server import Sandbox
from tests import world
from tests.world import connected


@pytest.fixture
def url(sqlite_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'concord.db')}"


class Failed(Exception):
    """What a test in which something fails raises."""


@pytest.mark.parametrize("over", ["Socket Mode", "HTTP"])
def test_after_a_test_that_failed_the_next_one_has_the_sandbox(own_sandbox: Sandbox, url: str, over: str) -> None:
    with pytest.raises(Failed), connected(own_sandbox, url, over):
        raise Failed
    with connected(own_sandbox, url, over) as concord:
        commits = concord.commits
        assert Desk(own_sandbox.workspace, "marta").type("#general", "/social help").ok
        assert concord.commits > commits


@pytest.mark.parametrize("over", ["Socket Mode", "HTTP"])
def test_a_second_concord_does_not_take_half_of_the_first_ones_gestures(
    own_sandbox: Sandbox, url: str, over: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connected(own_sandbox, url, over):
        monkeypatch.setattr(world, "PATIENCE_S", 0)
        with pytest.raises(ConnectionError, match="one of your own"), connected(own_sandbox, url):
            pytest.fail("it is connected")
