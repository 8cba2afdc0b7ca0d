from dataclasses import replace

import pytest
from httpx import Client

from sandbox.desk import Desk
from sandbox.workspace import Workspace
from sandbox.workspace.models import Message
from tests.sandbox.page.conftest import FakeApp, Post
from tests.sandbox.tiny import option, words


def test_a_message_is_posted_and_a_reply_goes_into_its_thread(post: Post, marta: Desk) -> None:
    post("/c/C0GENERAL0/say", text="Hello")
    (root,) = marta.read("C0GENERAL0")
    post("/c/C0GENERAL0/say", text="And more", thread=root.ts)
    assert [each.text for each in marta.thread("C0GENERAL0", root.ts)] == ["Hello", "And more"]


def test_a_file_is_given_and_hangs_in_the_message(post: Post, marta: Desk) -> None:
    file = post("/files", name="list.csv", content="YSxi")["id"]
    post("/c/C0GENERAL0/say", text="", files=[file])
    (message,) = marta.read("C0GENERAL0")
    assert [each["name"] for each in message.files] == ["list.csv"]
    assert "no file" in post("/c/C0GENERAL0/say", status=409, text="Again", files=[file])["error"]


def test_a_message_for_oneself_can_be_put_away_and_no_other(post: Post, marta: Desk, workspace: Workspace) -> None:
    room = workspace.channel("#general")
    for reader in ("U0MARTA000", "U0JONAS000", ""):
        workspace.messages.post(room, workspace.bot.id, text=f"For {reader}", only_for=reader)
    for message in list(workspace.state.messages[room.id]):
        post("/c/C0GENERAL0/dismiss", ts=message.ts)
    assert [each.text for each in workspace.state.messages[room.id]] == ["For U0JONAS000", "For "]


@pytest.mark.parametrize("body", ["[]", '"text"', "null", "{", "[" * 100_000])
def test_a_gesture_that_is_no_json_object_is_refused(page: Client, body: str) -> None:
    answer = page.post("/as/marta/shortcut", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (400, "The page sent something that is no JSON object.")


def test_a_button_in_an_attachment_is_pressed(post: Post, app: FakeApp, card: Message) -> None:
    card.blocks, card.attachments = [], [{"blocks": card.blocks}]
    post("/c/C0GENERAL0/act", ts=card.ts, block_id="decide", action_id="approve", value=None)
    assert [payload["container"]["attachment_id"] for payload in app.heard] == [1]


def test_an_app_whose_messages_tab_is_read_only_is_not_written_to(
    page: Client, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = "/as/marta/dm/concord"
    assert "data-composer" in page.get(tab, follow_redirects=True).text
    monkeypatch.setattr(workspace, "manifest", replace(workspace.manifest, is_read_only=True))
    read_only = page.get(tab, follow_redirects=True).text
    assert "Sending messages to this app has been turned off." in read_only
    assert "data-composer" not in read_only


def test_a_command_goes_to_the_app_with_its_words(post: Post, app: FakeApp) -> None:
    assert post("/c/C0GENERAL0/say", text="/echo some words") == {"error": "", "errors": {}, "action": ""}
    assert (app.heard[0]["command"], app.heard[0]["text"]) == ("/echo", "some words")


def test_a_command_that_stays_without_answer_says_what_slack_says(post: Post, app: FakeApp) -> None:
    app.answer = lambda payload: None
    assert post("/c/C0GENERAL0/say", text="/slow")["error"] == '/slow failed with the error "operation_timeout"'


def test_a_button_of_a_message_is_pressed(post: Post, app: FakeApp, card: Message) -> None:
    post("/c/C0GENERAL0/act", ts=card.ts, block_id="decide", action_id="approve", value=None)
    (action,) = app.heard[0]["actions"]
    assert (action["action_id"], action["value"]) == ("approve", "12")


def test_a_button_that_was_shown_anew_meanwhile_is_pressed_all_the_same(
    post: Post, app: FakeApp, card: Message
) -> None:
    post("/c/C0GENERAL0/act", ts=card.ts, block_id="as it was called before", action_id="approve", value=None)
    (action,) = app.heard[0]["actions"]
    assert (action["block_id"], action["action_id"]) == ("decide", "approve")


def test_an_option_and_a_moment_are_chosen_in_a_message(post: Post, app: FakeApp, card: Message) -> None:
    post("/c/C0GENERAL0/act", ts=card.ts, block_id="decide", action_id="assign", value="l")
    post("/c/C0GENERAL0/act", ts=card.ts, block_id="decide", action_id="when", value="2026-03-02T10:00")
    assert app.heard[0]["actions"][0]["selected_option"]["value"] == "l"
    assert app.heard[1]["actions"][0]["selected_date_time"] == 1772442000


def test_options_are_suggested_by_the_app_as_one_types(page: Client, app: FakeApp, card: Message) -> None:
    app.answer = lambda payload: {"options": [option("@Helvia <b>", "1")]}
    asked = {"ts": card.ts, "block_id": "decide", "action_id": "account", "words": "hel"}
    html = page.post("/as/marta/c/C0GENERAL0/options", json=asked).text
    assert 'data-value="1"' in html
    assert "@Helvia &lt;b&gt;" in html
    assert app.heard[0]["value"] == "hel"


def test_a_button_that_is_gone_says_so(post: Post, card: Message) -> None:
    answer = post("/c/C0GENERAL0/act", 409, ts=card.ts, block_id="decide", action_id="reject", value=None)
    assert answer["error"] == "This is gone. The page shows what is there."


def test_shortcuts_reach_the_app_with_or_without_a_message(post: Post, app: FakeApp, card: Message) -> None:
    post("/shortcut", callback_id="tiny.form", channel="C0GENERAL0")
    post("/shortcut", callback_id="tiny.quote", channel="C0GENERAL0", ts=card.ts)
    assert [each["type"] for each in app.heard] == ["shortcut", "message_action"]
    assert app.heard[1]["message"]["ts"] == card.ts


def test_the_home_is_opened_and_pressed(post: Post, app: FakeApp, workspace: Workspace) -> None:
    button = {"type": "button", "action_id": "more", "text": words("More")}
    day = {"type": "datepicker", "action_id": "day"}
    blocks = [{"type": "actions", "block_id": "b", "elements": [button, day]}]
    post("/home/open")
    workspace.views.publish("U0MARTA000", {"type": "home", "blocks": blocks})
    post("/home/act", block_id="b", action_id="more", value=None)
    post("/home/act", block_id="b", action_id="day", value="2026-03-02")
    assert app.told[-1]["event"]["type"] == "app_home_opened"
    assert [each["actions"][0]["action_id"] for each in app.heard] == ["more", "day"]


def test_an_external_select_at_home_is_searched_and_chosen(
    post: Post, page: Client, app: FakeApp, workspace: Workspace
) -> None:
    select = {"type": "external_select", "action_id": "account", "min_query_length": 1}
    blocks = [{"type": "actions", "block_id": "b", "elements": [select]}]
    workspace.views.publish("U0MARTA000", {"type": "home", "blocks": blocks})
    app.answer = lambda payload: {"options": [option("@HelviaCares", "7")]}
    asked = {"block_id": "b", "action_id": "account", "words": "hel"}
    assert 'data-value="7"' in page.post("/as/marta/home/options", json=asked).text
    app.answer = lambda payload: {}
    post("/home/act", block_id="b", action_id="account", value="7")
    assert app.heard[-1]["actions"][0]["selected_option"]["value"] == "7"
    assert "@HelviaCares" in page.get("/as/marta/home").text


def test_a_home_that_was_never_published_has_nothing_to_press(post: Post) -> None:
    post("/home/act", 409, block_id="b", action_id="more", value=None)


@pytest.mark.parametrize("body", ["", "nonsense", "[]", "{}", '{"text": null, "thread": 3}'])
def test_a_request_that_makes_no_sense_gets_a_sentence(page: Client, body: str) -> None:
    headers = {"content-type": "application/json"}
    answer = page.post("/as/marta/modal/submit", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_nobody_acts_as_somebody_who_is_not_there(page: Client) -> None:
    assert page.post("/as/peter/c/C0GENERAL0/say", json={"text": "Hello"}).status_code == 404


def test_nobody_writes_where_they_are_not_a_member(page: Client) -> None:
    answer = page.post("/as/lucas/c/C0CARDIVA0/say", json={"text": "Hello"})
    assert answer.status_code == 409
    assert "is not in" in answer.json()["error"]
