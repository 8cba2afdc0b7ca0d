"""A process that stands still in the middle of a commit, and goes on later, stops nobody and doubles nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.kernel.db import Database
from sandbox.desk import readable
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests.conftest import MANIFEST
from tests.crises.steps import pinged, raise_crisis
from tests.patience import PATIENCE_S, until
from tests.reliability.nursery import Nursery
from tests.steps import register_account
from tests.world import Helvia, connected

LEASE_OVER = timedelta(seconds=35)
LOG = "/account log @Cardiva https://x.com/Cardiva/status/1001"


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Sandbox]:
    with running(MANIFEST, clock_file=tmp_path / "clock") as sandbox:
        fresh(sandbox)
        yield sandbox


def test_a_worker_that_is_frozen_within_its_commit_stops_nobody_and_doubles_nothing_when_it_wakes(
    slack: Sandbox, home: Nursery, database: Database, database_url: str
) -> None:
    with connected(slack, database_url) as concord:
        helvia = Helvia(slack, slack.workspace, concord)
        register_account(helvia)
        raise_crisis(helvia)
        worker = home.bear("beat.before", by="SIGSTOP")  # it pings, and holds the trail's chain
        assert home.wait_for_frost(PATIENCE_S) == worker
        answer = helvia.desk("jonas").type("#general", LOG).text
        if database.is_sqlite:
            assert "The database is busy" in answer + "".join(whispered(helvia))
        else:
            assert "Logged on" in answer
            helvia.settle()
            assert len(pinged(helvia)) == 1
        slack.workspace.clock.run()
        home.wake(worker)
        raise_crisis(helvia, what="Another one")
        wait_for_a_summons(helvia, "Crisis 2")
        home.kill(worker)
        assert home.wait(PATIENCE_S) == worker
        slack.workspace.clock.freeze()
        helvia.leap(LEASE_OVER)
        assert [len(pinged(helvia, number)) for number in (1, 2)] == [1, 1]
        summons = [readable(each) for each in helvia.direct("thomas")]
        assert [sum(f"Crisis {number}" in each for each in summons) for number in (1, 2)] == [1, 1]


def whispered(helvia: Helvia) -> list[str]:
    """On a slow machine the answer comes later than Slack waits for it."""
    return [readable(each) for each in helvia.desk("jonas").read("#general") if each.is_ephemeral]


def wait_for_a_summons(helvia: Helvia, label: str) -> None:
    """Until the worker has told Thomas of it."""
    desk, bot = helvia.desk("thomas"), helvia.workspace.bot.id
    until(lambda: any(label in readable(each) for each in desk.read(bot)), helvia.workspace)
