"""What an app sends to a response_url: late answers, where they appear, and what Slack refuses of them."""

import json
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection

import pytest
from slack_sdk.webhook import WebhookClient

from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.models import Message
from tests.sandbox.refusals import GENERAL, Scene
from tests.sandbox.showing import paragraph
from tests.sandbox.situations import MARTA
from tests.sandbox.tiny import CARD, Json

METADATA: Json = {"event_type": "letter", "event_payload": {"id": "7"}}


def url(workspace: Workspace, message: str = "", thread: str = "") -> str:
    """What an interaction of Marta's in #general hands to the app; `message` is the ts of what she pressed."""
    return workspace.tickets.new_response_url(workspace.url, MARTA, GENERAL, message, thread)


def send(address: str, **body: object) -> tuple[int, str]:
    """The status and Slack's word for it: `ok`, or the error."""
    answer = WebhookClient(address).send_dict(body)
    return answer.status_code, answer.body if answer.body == "ok" else json.loads(answer.body)["error"]


def read(workspace: Workspace, handle: str) -> list[Message]:
    return Desk(workspace, handle).read("#general")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"text": "", "blocks": []}, "no_text"),
        ({"replace_original": True}, "no_text"),
        ({"blocks": [{"type": "dividend"}]}, "invalid_blocks"),
        ({"blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"blocks": [paragraph(2900)] * 5}, "msg_blocks_too_long"),
        ({"attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ({"attachments": {"text": "x"}}, "invalid_attachments"),
        ({"text": {"type": "mrkdwn", "text": "x"}}, "invalid_arguments"),
        ({"text": "x", "response_type": "in_channel", "thread_ts": "1.000000"}, "message_not_found"),
    ],
)
def test_content_that_no_message_may_have_is_refused(workspace: Workspace, body: Json, error: str) -> None:
    card = workspace.messages.post(workspace.channel("#general"), workspace.bot.id, text="Card")
    assert send(url(workspace, card.ts), **body) == (404, error)
    assert [message.text for message in read(workspace, "marta")] == ["Card"]


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', "7", "null", "text=x"])
def test_what_is_no_json_object_is_no_payload(sandbox: Sandbox, workspace: Workspace, body: str) -> None:
    address = url(workspace)
    with closing(HTTPConnection("127.0.0.1", sandbox.port)) as line:
        line.request("POST", address.removeprefix(sandbox.url), body)
        answer = line.getresponse()
        assert (answer.status, json.load(answer)) == (404, {"ok": False, "error": "invalid_payload"})
    assert read(workspace, "marta") == []
    assert [send(address, text="x") for _ in range(5)] == [(200, "ok")] * 5


def test_an_address_is_worn_out_after_five_answers_and_another_one_is_not(workspace: Workspace) -> None:
    first, second = url(workspace), url(workspace)
    assert [send(first, text="x") for _ in range(6)] == [(200, "ok")] * 5 + [(404, "used_url")]
    assert send(second, text="x") == (200, "ok")


def test_an_address_lives_for_thirty_minutes(workspace: Workspace) -> None:
    address = url(workspace)
    workspace.clock.move(timedelta(minutes=30))
    assert send(address, text="x") == (200, "ok")
    workspace.clock.move(timedelta(seconds=1))
    assert send(address, text="x") == (404, "expired_url")


def test_an_address_that_slack_never_gave_is_expired(workspace: Workspace) -> None:
    assert send(f"{workspace.url}/response/made-up", text="x") == (404, "expired_url")


def test_an_answer_is_for_the_one_who_asked_unless_it_is_for_the_channel(workspace: Workspace) -> None:
    send(url(workspace), text="For you")
    send(url(workspace), text="For you too", response_type="ephemeral")
    send(url(workspace), text="For all", response_type="in_channel")
    assert [message.text for message in read(workspace, "marta")] == ["For you", "For you too", "For all"]
    assert [message.text for message in read(workspace, "jonas")] == ["For all"]


def test_an_answer_may_have_blocks_attachments_and_metadata(scene: Scene) -> None:
    content = {"text": "x", "blocks": CARD, "attachments": [{"text": "older"}], "metadata": METADATA}
    send(url(scene.workspace), response_type="in_channel", **content)
    (message,) = read(scene.workspace, "jonas")
    assert [block["type"] for block in message.blocks] == ["section", "actions"]
    assert (message.attachments, message.metadata) == ([{"text": "older"}], METADATA)


def test_an_answer_stands_in_the_thread_in_which_the_button_stood(scene: Scene) -> None:
    root = scene.posted()["ts"]
    send(url(scene.workspace, thread=root), text="Below", response_type="in_channel")
    thread = Desk(scene.workspace, "jonas").thread("#general", root)
    assert [message.text for message in thread] == ["x", "Below"]


def test_a_replaced_message_keeps_its_place_and_its_metadata(scene: Scene) -> None:
    ts = scene.posted(text="Before", blocks=CARD, metadata=METADATA)["ts"]
    assert send(url(scene.workspace, ts), text="After", replace_original=True) == (200, "ok")
    (message,) = read(scene.workspace, "jonas")
    assert (message.ts, message.text, message.blocks, message.metadata) == (ts, "After", [], METADATA)


def test_a_deleted_message_is_gone_and_deleting_it_again_is_no_error(scene: Scene) -> None:
    ts = scene.posted()["ts"]
    address = url(scene.workspace, ts)
    assert [send(address, delete_original=True) for _ in range(2)] == [(200, "ok")] * 2
    assert read(scene.workspace, "jonas") == []


def test_where_there_is_no_message_to_replace_the_answer_is_a_new_one(workspace: Workspace) -> None:
    assert send(url(workspace), text="New", replace_original=True) == (200, "ok")
    assert [message.text for message in read(workspace, "marta")] == ["New"]


def test_an_answer_can_fail_as_any_call_can(workspace: Workspace) -> None:
    workspace.faults.add("error", method="response_url", code="internal_error")
    workspace.faults.add("ratelimited", method="response_url", seconds=3)
    assert send(url(workspace), text="x") == (200, "internal_error")
    assert send(url(workspace), text="x") == (429, "ratelimited")
    assert send(url(workspace), text="x") == (200, "ok")
