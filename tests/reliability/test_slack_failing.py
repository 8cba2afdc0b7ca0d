"""Point 4, over the wire: a Slack that refuses, breaks or hangs delays a message and neither loses nor doubles it."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import httpx
import pytest

from bot.app import Concord
from bot.kernel.db import Database
from bot.kernel.outbox import slack
from bot.kernel.outbox.sender import Habits, Sender
from bot.kernel.outbox.slack import SlackWire
from bot.kernel.outbox.tables import Urgency
from bot.settings import PACKAGED_GOVERNANCE, Settings
from sandbox.desk import readable
from tests.posts import steps as posts
from tests.reliability.steps import FALLBACK, GENERAL, REVIEWS, SECOND, WAR_ROOM, calls, show, stored, waiting, write
from tests.world import Helvia

HALF_A_MINUTE = timedelta(seconds=30)


def deliver(helvia: Helvia, after: timedelta = timedelta(0)) -> None:
    """Time passes, and the sender looks."""
    helvia.workspace.clock.move(after)
    helvia.concord.sender.drain()


def test_a_429_is_waited_out_to_the_second_by_that_method_in_the_whole_workspace(helvia: Helvia) -> None:
    show(helvia, "open")
    deliver(helvia)
    helvia.workspace.faults.add("ratelimited", method="chat.postMessage", channel=WAR_ROOM, seconds=30)
    write(helvia, "late", urgency=Urgency.CRISIS)
    deliver(helvia, SECOND)
    write(helvia, "elsewhere", GENERAL)
    show(helvia, "changed")
    deliver(helvia, HALF_A_MINUTE - SECOND)
    assert stored(helvia) == ["changed"]
    assert stored(helvia, GENERAL) == []
    deliver(helvia, SECOND)
    assert stored(helvia) == ["changed", "late"]
    assert stored(helvia, GENERAL) == ["elsewhere"]
    assert [call.error for call in calls(helvia, "chat.postMessage")].count("ratelimited") == 0


def test_changes_of_cards_wait_for_a_429_in_every_channel_and_new_messages_do_not(helvia: Helvia) -> None:
    for channel in (WAR_ROOM, GENERAL):
        show(helvia, "open", channel)
    deliver(helvia)
    helvia.workspace.faults.add("ratelimited", method="chat.update", channel=WAR_ROOM, seconds=30)
    show(helvia, "changed")
    deliver(helvia, SECOND)
    show(helvia, "changed", GENERAL)
    write(helvia, "new", GENERAL)
    deliver(helvia, HALF_A_MINUTE - SECOND)
    assert (stored(helvia), stored(helvia, GENERAL)) == (["open"], ["open", "new"])
    deliver(helvia, SECOND)
    assert (stored(helvia), stored(helvia, GENERAL)) == (["changed"], ["changed", "new"])


@pytest.mark.parametrize("kind", ["server_error", "drop", "half_answer", "accept_and_drop", "hang"])
def test_what_breaks_on_the_way_is_said_once_all_the_same(helvia: Helvia, kind: str) -> None:
    helvia.workspace.faults.add(kind, method="chat.*", times=3, seconds=0)
    write(helvia, "to the room", urgency=Urgency.CRISIS)
    write(helvia, "to Marta", "U0MARTA000")
    show(helvia, "a card", REVIEWS)
    helvia.settle()
    assert stored(helvia) == ["to the room"]
    assert stored(helvia, REVIEWS) == ["a card"]
    assert [each.text for each in helvia.direct("marta")] == ["to Marta"]


@pytest.mark.parametrize("why", ["invalid_blocks", "msg_blocks_too_long"])
def test_a_card_that_slack_does_not_take_is_decided_all_the_same_and_administrators_hear_of_it(
    helvia: Helvia, why: str
) -> None:
    helvia.workspace.faults.add("error", method="chat.postMessage", channel="U0LUCAS000", code=why)
    post_id = posts.submitted(helvia)
    [card] = posts.cards(helvia, "lucas", "posts.approve")
    assert "Slack did not take all of it" in readable(card)
    assert helvia.press("lucas", card, "posts.approve").ok
    helvia.settle()
    assert posts.now(helvia, post_id).status == "approved"
    [notice] = [each.text for each in helvia.direct("ines") if why in each.text]
    assert "it is shown in a short form, with its buttons." in notice


@pytest.mark.parametrize("kind", ["server_error", "drop", "half_answer", "accept_and_drop"])
def test_a_card_whose_change_breaks_on_the_way_shows_the_newest_state(helvia: Helvia, kind: str) -> None:
    show(helvia, "open")
    helvia.settle()
    helvia.workspace.faults.add(kind, method="chat.update", times=2)
    show(helvia, "acknowledged")
    deliver(helvia)
    show(helvia, "resolved")
    helvia.settle()
    assert stored(helvia) == ["resolved"]


def test_what_slack_does_after_the_sender_gave_up_waiting_is_found_and_not_repeated(helvia: Helvia) -> None:
    with mock.patch.object(slack, "TIMEOUT", httpx.Timeout(0.05)):
        impatient = SlackWire(*(helvia.sandbox.environment[name] for name in ("SLACK_API_URL", "SLACK_BOT_TOKEN")))
    sender = Sender(helvia.database, impatient, helvia.workspace.clock, Habits(lambda: FALLBACK), lambda *_: None)
    helvia.workspace.faults.add("latency", method="chat.postMessage", seconds=0.2)
    before = helvia.workspace.changes.version
    write(helvia, "slow")
    sender.drain()
    assert [row.doubt for row in waiting(helvia)] == [True]
    while not stored(helvia):
        before = helvia.workspace.changes.wait(before, 10)
    helvia.settle()
    assert stored(helvia) == ["slow"]
    assert waiting(helvia) == []
    impatient.close()


def test_a_crisis_is_tried_through_hours_of_errors(helvia: Helvia) -> None:
    helvia.workspace.faults.add("server_error", method="chat.*", times=0)
    write(helvia, "a crisis", urgency=Urgency.CRISIS)
    for _ in range(8):
        deliver(helvia, timedelta(hours=1))
    helvia.sandbox.recover()
    helvia.settle()
    assert stored(helvia) == ["a crisis"]


def trouble(helvia: Helvia) -> str | None:
    return helvia.concord.sender.trouble


def archive(helvia: Helvia) -> None:
    helvia.workspace.state.channels[REVIEWS].is_archived = True


def leave(helvia: Helvia) -> None:
    helvia.workspace.state.channels[REVIEWS].members.remove(helvia.workspace.bot.id)


def vanish(helvia: Helvia) -> None:
    del helvia.workspace.state.channels[REVIEWS]


@pytest.mark.parametrize(
    ("gone", "word"), [(archive, "is_archived"), (leave, "not_in_channel"), (vanish, "channel_not_found")]
)
def test_a_channel_that_is_gone_is_told_to_the_administrators_once_and_its_messages_go_to_the_fallback_channel(
    helvia: Helvia, gone: Any, word: str
) -> None:
    gone(helvia)
    for number in range(3):
        write(helvia, f"review {number}", REVIEWS)
    helvia.settle()
    texts = stored(helvia, FALLBACK)
    assert [text.splitlines()[0] for text in texts] == ["review 0", "review 1", "review 2"]
    assert all(f"This was for <#{REVIEWS}>" in text for text in texts)
    [notice] = helvia.direct("ines")
    assert word in readable(notice)


def test_a_person_who_left_gets_no_letter_and_the_fallback_channel_does(helvia: Helvia) -> None:
    write(helvia, "a reminder", "U0PETER000")
    helvia.settle()
    [text] = stored(helvia, FALLBACK)
    assert "This was for <@U0PETER000>" in text
    [notice] = helvia.direct("ines")
    assert "Slack refuses messages for <@U0PETER000>" in readable(notice)
    assert helvia.concord.sender.trouble is None


def test_a_revoked_token_stops_all_calls_but_a_look_each_half_minute_and_resumes_by_itself(helvia: Helvia) -> None:
    revoked = helvia.workspace.faults.add("error", method="*", code="token_revoked", times=0)
    write(helvia, "a crisis", urgency=Urgency.CRISIS)
    write(helvia, "routine", GENERAL)
    deliver(helvia)
    assert trouble(helvia) == "token_revoked"
    tried = revoked.seen
    deliver(helvia, HALF_A_MINUTE - SECOND)
    assert revoked.seen == tried
    deliver(helvia, SECOND)
    assert revoked.seen == tried + 1
    helvia.sandbox.recover()
    deliver(helvia, HALF_A_MINUTE)
    assert trouble(helvia) is None
    assert (stored(helvia), stored(helvia, GENERAL)) == (["a crisis"], ["routine"])


def test_a_new_token_in_the_settings_file_is_taken_up_without_a_restart(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    url = helvia.database.engine.url.render_as_string(hide_password=False)
    api = helvia.sandbox.environment["SLACK_API_URL"]
    own = {"slack_api_url": api, "database_url": url, "governance_file": PACKAGED_GOVERNANCE}
    last_years = Settings.model_validate({"slack_bot_token": "xoxb-of-last-year", **own})
    concord = Concord(last_years, Database(url), helvia.workspace.clock)
    write(helvia, "hello")
    concord.sender.drain()
    assert concord.sender.trouble == "invalid_auth"
    concord.renew_token()
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={helvia.sandbox.environment['SLACK_BOT_TOKEN']}\n")
    concord.renew_token()
    helvia.workspace.clock.move(HALF_A_MINUTE)
    concord.sender.drain()
    assert not concord.sender.trouble
    assert stored(helvia) == ["hello"]
    concord.close()


def test_a_worker_with_a_new_token_delivers_what_waited_for_the_old_one(helvia: Helvia) -> None:
    old = SlackWire(helvia.sandbox.environment["SLACK_API_URL"], "xoxb-of-last-year")
    stuck = Sender(helvia.database, old, helvia.workspace.clock, Habits(lambda: FALLBACK), lambda *_: None)
    write(helvia, "hello")
    stuck.drain()
    assert stuck.trouble == "invalid_auth"
    assert stored(helvia) == []
    helvia.settle()
    assert stored(helvia) == ["hello"]
    old.close()
