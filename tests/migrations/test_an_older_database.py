"""A database of an older version comes up with all that is in it, and everything goes on from where it was."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot import audit
from bot.kernel.db import Database
from bot.subscriptions import ABOUT
from sandbox.desk import Desk, readable
from sandbox.server import Sandbox
from sandbox.workspace.models import Message
from tests.conftest import OVER
from tests.migrations.older import BEFORE, CHECKPOINT, moment
from tests.posts.steps import A_DAY, AN_HOUR, cards, directly
from tests.world import Helvia, connected

POSTS = {1: "Published", 2: "Stage 2 of 2", 3: "Hearts matter, says the WHO.", 4: "Rejected", 5: "Scheduled"}

CRISES = {1: "A hoax; the posts are gone", 2: "Split capsules", 3: "A journalist asks"}


@pytest.fixture
def updated(own_sandbox: Sandbox, brought_here: Database) -> Iterator[Helvia]:
    """Concord on it a minute after the older version ended; Slack remembers none of its messages."""
    own_sandbox.workspace.clock.set(moment(BEFORE["until"]) + timedelta(minutes=1))
    with connected(own_sandbox, brought_here.engine.url.render_as_string(hide_password=False), OVER) as concord:
        concord.following.look()
        yield Helvia(own_sandbox, own_sandbox.workspace, concord)


def test_all_is_there_and_goes_on_and_the_trail_holds_against_an_old_checkpoint(updated: Helvia) -> None:
    marta, lucas, thomas = (updated.desk(each) for each in ("marta", "lucas", "thomas"))
    for number, words in POSTS.items():
        assert words in readable(card(marta, f"/post show {number}"))
    assert "*Priya Nair*" in readable(card(marta, "/post show 2"))
    for number, words in CRISES.items():
        assert words in readable(card(thomas, f"/crisis show {number}"))
    assert "Living with heart failure" in marta.type("#general", "/calendar week").text
    assert "@Cardiva" in marta.type("#general", "/account list").text

    press(thomas, card(thomas, "/crisis show 3"), "crises.acknowledge")
    press(lucas, card(lucas, "/post show 2"), "posts.approve")
    assert "Lucas Martin" in readable(card(marta, "/post show 2"))
    updated.wait(8 * AN_HOUR)
    assert "*Crisis 2 is open again*: no update came in time." in "".join(updated.texts("#war-room"))
    updated.wait(5 * A_DAY)
    assert "#3 for @HelviaToday on X waits in the stage “Brand and legal”" in directly(updated, "jonas")
    assert "See you on Sunday." in readable(cards(updated, "jonas", "posts.published")[-1])
    updated.concord.anchoring.look()
    with updated.database.snapshot() as session:
        report = audit.verify(session, of=ABOUT, against=[CHECKPOINT])
    assert (report.misfits, report.anchored) == ([], CHECKPOINT)


def card(desk: Desk, command: str) -> Message:
    message = desk.type("#general", command).message
    assert message
    return message


def press(desk: Desk, message: Message, action: str) -> None:
    assert desk.press(message.channel, message.ts, action).ok
