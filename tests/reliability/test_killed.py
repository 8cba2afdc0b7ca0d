"""Point 1, as processes are killed: whoever has an answer may rely on it; whoever has none finds all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.kernel.db import Database
from sandbox.desk import Desk, Outcome
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests.conftest import MANIFEST
from tests.crises.steps import RED, WAR_ROOM, asking, headline
from tests.patience import PATIENCE_S
from tests.reliability.nursery import Nursery
from tests.reliability.steps import nagging, rows, waiting
from tests.world import Helvia, connected


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Sandbox]:
    with running(MANIFEST, clock_file=tmp_path / "clock") as sandbox:
        fresh(sandbox).clock.run()
        yield sandbox


def raise_one(slack: Sandbox, home: Nursery, *, dies: str = "") -> Outcome:
    """By form; the only process that takes gestures dies at that point, or once its answer is there."""
    pid = home.bear(duty="listen")
    assert slack.sockets.wait_for(connections=1, timeout=PATIENCE_S)
    desk = Desk(slack.workspace, "jonas")
    desk.type("#general", "/crisis raise")
    desk.search("accounts", "")
    desk.fill(RED)
    if dies:
        home.kill(pid)
        home.wait(PATIENCE_S)
        pid = home.bear(dies, duty="listen")
        assert slack.sockets.wait_for(connections=1, timeout=PATIENCE_S)
    outcome = desk.submit()
    home.kill(pid)
    assert home.wait(PATIENCE_S) == pid
    return outcome


@contextmanager
def survivor(slack: Sandbox, url: str) -> Iterator[Helvia]:
    """The process that is started when all the others are dead."""
    slack.workspace.clock.freeze()
    with connected(slack, url) as concord:
        yield Helvia(slack, slack.workspace, concord)


def test_what_has_been_acknowledged_is_kept_though_the_process_is_killed_right_then(
    slack: Sandbox, home: Nursery, database_url: str, database: Database
) -> None:
    assert raise_one(slack, home).ok
    with survivor(slack, database_url) as helvia:
        assert {row.key for row in waiting(helvia)} == {"card:crisis:1:headline:1", "crisis:1:room"}
        assert nagging(helvia, "crisis:1") == ["crisis_red"]
        assert len(helvia.audit("crisis_raised")) == 1
        assert headline(helvia)
        assert [each.channel for each in asking(helvia, "thomas")]


def test_a_process_that_dies_before_its_commit_leaves_nothing_and_the_person_knows(
    slack: Sandbox, home: Nursery, database_url: str, database: Database
) -> None:
    assert raise_one(slack, home, dies="gesture.before").error
    with survivor(slack, database_url) as helvia:
        assert "crises" not in rows(helvia)
        assert waiting(helvia) == []
        assert helvia.texts(WAR_ROOM) == []


def test_a_process_that_dies_before_it_can_answer_has_done_everything_once(
    slack: Sandbox, home: Nursery, database_url: str, database: Database
) -> None:
    assert raise_one(slack, home, dies="gesture.after").error
    lost = [each for each, _ in slack.workspace.line.log if each.payload.get("type") == "view_submission"][-1]
    with survivor(slack, database_url) as helvia:
        assert slack.workspace.line.deliver(lost).body
        assert rows(helvia)["crises"] == 1
        assert headline(helvia)
