"""What only one person sees, and the answers that a response URL takes."""

from datetime import timedelta

from slack_sdk.webhook import WebhookClient

from sandbox.desk import Desk
from sandbox.workspace import Workspace
from sandbox.workspace.models import Message
from tests.sandbox.tiny import Tiny


def test_an_ephemeral_card_is_replaced_through_its_response_url(marta: Desk, tiny: Tiny, workspace: Workspace) -> None:
    marta.type("#general", "/later card")
    whisper, _ = marta.read("#general")
    assert whisper.is_ephemeral
    assert [message.text for message in Desk(workspace, "jonas").read("#general")] == ["For all"]
    tiny.heard.clear()
    marta.press("#general", whisper.ts, "tiny.yes")
    assert "message" not in tiny.heard[0]
    assert tiny.heard[0]["container"]["is_ephemeral"] is True
    assert [message.text for message in marta.read("#general")] == ["Done", "For all"]


def test_ephemeral_messages_are_gone_on_reload(marta: Desk) -> None:
    marta.type("#general", "/echo hello")
    marta.reload()
    assert marta.read("#general") == []


def test_a_response_url_takes_five_answers(marta: Desk, tiny: Tiny) -> None:
    marta.type("#general", "/echo hello")
    webhook = WebhookClient(tiny.heard[0]["response_url"])
    answers = [webhook.send(text=str(number)) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[5].body


def test_a_response_url_is_good_for_thirty_minutes(marta: Desk, tiny: Tiny, workspace: Workspace) -> None:
    marta.type("#general", "/echo hello")
    workspace.clock.move(timedelta(minutes=31))
    answer = WebhookClient(tiny.heard[0]["response_url"]).send(text="Late")
    assert answer.status_code == 404
    assert "expired_url" in answer.body


def test_a_response_url_can_delete_the_message_that_was_pressed(marta: Desk, tiny: Tiny, card: Message) -> None:
    marta.choose("#general", card.ts, "tiny.who", "U0JONAS000")
    assert WebhookClient(tiny.heard[0]["response_url"]).send(delete_original=True).status_code == 200
    assert marta.read("#general") == []


def test_bad_blocks_in_a_response_are_refused(marta: Desk, tiny: Tiny) -> None:
    marta.type("#general", "/echo hello")
    answer = WebhookClient(tiny.heard[0]["response_url"]).send(blocks=[{"type": "divider", "colour": "red"}])
    assert answer.status_code == 404
    assert "invalid_blocks" in answer.body
