"""Processes that die while they do what somebody asked for, and what Slack does then."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.desk import Outcome
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests.conftest import MANIFEST
from tests.patience import PATIENCE_S
from tests.reliability.nursery import Nursery
from tests.world import Helvia

Do = Callable[[], Outcome]


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Sandbox]:
    with running(MANIFEST, clock_file=tmp_path / "clock") as sandbox:
        fresh(sandbox)
        yield sandbox


class Dying:
    """The only process that takes gestures dies right before it commits one, and right after."""

    def __init__(self, slack: Sandbox, home: Nursery) -> None:
        self._slack, self._home = slack, home

    def twice(self, do: Do) -> None:
        for point in ("gesture.before", "gesture.after"):
            pid = self._home.bear(point, duty="listen")
            assert self._slack.sockets.wait_for(connections=1, timeout=PATIENCE_S)
            assert do().error
            assert self._home.wait(PATIENCE_S) == pid

    def sent_again(self, helvia: Helvia) -> None:
        """Slack, which heard nothing, sends the last gesture again; a worker that dies as it says what follows from it
        is followed by one that lives.
        """
        line = self._slack.workspace.line
        lost = [each for each, _ in line.log if each.payload.get("type") in {"view_submission", "block_actions"}][-1]
        line.deliver(lost)
        helvia.settle()

    def beat_by_beat(self) -> None:
        for point in ("beat.before", "beat.after", "call.after"):
            self._home.bear(point)
            assert self._home.wait(PATIENCE_S) is not None
