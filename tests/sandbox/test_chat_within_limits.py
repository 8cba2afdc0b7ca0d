"""What Slack takes of chat.*, as far as each limit goes, and what comes of it."""

import json

import pytest

from tests.sandbox.refusals import GENERAL, Scene
from tests.sandbox.showing import DIVIDER, metadata, paragraph, reply, to
from tests.sandbox.situations import MARTA, PRIVATE
from tests.sandbox.tiny import Json

WITHIN: dict[str, Json] = {
    "fifty blocks": to(blocks=[DIVIDER] * 50),
    "blocks of 13,200 characters": to(blocks=[paragraph(3000)] * 4 + [paragraph(1200)]),
    "a hundred attachments": to(attachments=[{"text": "x"}] * 100),
    "an attachment with blocks": to(text=None, attachments=[{"blocks": [DIVIDER]}]),
    "blocks alone": to(text=None, blocks=[DIVIDER]),
    "blocks as a string": to(text=None, blocks=json.dumps([DIVIDER])),
    "Markdown of 12,000 characters": to(text=None, markdown_text="x" * 12_000),
    "metadata of 16 kB": to(metadata=metadata(event_payload={"id": "7" * (16_000 - len(json.dumps(metadata())) + 1)})),
    "no metadata after all": to(metadata={}),
}
"""Content that just fits."""


@pytest.mark.parametrize("situation", WITHIN)
def test_what_just_fits_is_taken_when_posted_whispered_and_changed(scene: Scene, situation: str) -> None:
    arguments = WITHIN[situation]
    place = scene.posted(metadata=metadata())
    assert scene.call("chat.postMessage", arguments)["ok"]
    assert scene.call("chat.postEphemeral", arguments | {"user": MARTA})["ok"]
    assert scene.call("chat.update", arguments | place)["ok"]


def test_a_text_may_be_as_long_as_each_method_allows(scene: Scene) -> None:
    assert scene.call("chat.postEphemeral", to(user=MARTA, text="x" * 40_000))["ok"]
    assert scene.call("chat.update", scene.posted() | {"text": "x" * 4_000})["ok"]


def test_markdown_is_shown_as_a_block_and_read_as_the_text(scene: Scene) -> None:
    message = scene.call("chat.postMessage", to(text=None, markdown_text="# Plan"))["message"]
    assert message["text"] == "# Plan"
    assert [(block["type"], block["text"]) for block in message["blocks"]] == [("markdown", "# Plan")]
    changed = scene.call("chat.update", {"channel": GENERAL, "ts": message["ts"], "markdown_text": "# Done"})["message"]
    assert (changed["text"], changed["blocks"][0]["text"]) == ("# Done", "# Done")


def test_an_old_reply_is_shown_to_the_whole_channel_and_may_then_be_changed(scene: Scene) -> None:
    arguments = reply(scene)
    assert len(scene.call("conversations.history", {"channel": GENERAL})["messages"]) == 1
    assert scene.call("chat.update", arguments)["ok"]
    assert len(scene.call("conversations.history", {"channel": GENERAL})["messages"]) == 2
    assert scene.call("chat.update", arguments | {"text": "y"})["message"]["text"] == "y"


def test_only_the_methods_that_post_take_a_channel_by_its_name(scene: Scene) -> None:
    assert scene.call("chat.postMessage", to("#general"))["channel"] == GENERAL
    assert scene.call("chat.postMessage", to("general"))["error"] == "channel_not_found"
    assert scene.call("chat.postEphemeral", to("#general", user=MARTA))["ok"]
    assert scene.call("chat.getPermalink", {"channel": "#general", "message_ts": "1.0"})["error"] == "channel_not_found"


def test_an_app_with_the_scope_for_it_writes_in_public_channels_without_being_there(scene: Scene) -> None:
    scene.manifest(scopes=scene.workspace.manifest.scopes | {"chat:write.public"})
    assert scene.call("chat.postMessage", to(scene.leave()))["ok"]
    assert scene.call("chat.postMessage", to(scene.leave(PRIVATE)))["error"] == "channel_not_found"


def test_what_is_missing_or_wrong_is_named(scene: Scene) -> None:
    answer = scene.call("chat.postEphemeral", {"text": "x"})
    assert answer["response_metadata"] == {
        "messages": ["[ERROR] missing required field: channel", "[ERROR] missing required field: user"]
    }
    answer = scene.call("chat.postMessage", to(attachments=[{}, {"blocks": [{"type": "header"}]}]))
    assert answer["response_metadata"] == {
        "messages": ["[ERROR] missing required field: text [json-pointer:/attachments/1/blocks/0]"]
    }
    scene.without_scope("chat:write")
    answer = scene.call("chat.postMessage", to())
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert "chat:write" not in answer["provided"].split(",")
