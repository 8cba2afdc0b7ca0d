"""What the app says, through the Web API."""

import io
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.desk import Desk
from sandbox.workspace import Workspace

GENERAL = "C0GENERAL0"
METADATA = {"event_type": "letter", "event_payload": {"id": "7"}}


def refusal(client: WebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as problem:
        client.api_call(method, json=arguments)
    return str(problem.value.response["error"])


def test_a_message_stands_in_the_channel(client: WebClient, workspace: Workspace) -> None:
    answer = client.chat_postMessage(channel=GENERAL, text="Hello")
    assert answer["channel"] == GENERAL
    assert answer["message"]["bot_id"] == "B0CONCORD0"
    (message,) = Desk(workspace, "marta").read("#general")
    assert (message.ts, message.text, message.author) == (answer["ts"], "Hello", "U0CONCORD0")


def test_stamps_are_unique_and_grow_though_the_clock_stands_still(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel=GENERAL, text="x")["ts"] for _ in range(5)]
    assert stamps == sorted(set(stamps))
    assert stamps[0].startswith("1772442000.")


def test_a_message_to_a_person_opens_the_direct_message(client: WebClient, workspace: Workspace) -> None:
    channel = client.chat_postMessage(channel="U0MARTA000", text="For you")["channel"]
    assert channel.startswith("D")
    assert [message.text for message in Desk(workspace, "marta").read("@concord")] == ["For you"]


@pytest.mark.parametrize(
    ("text", "comes_back"),
    [
        ("R&D, 1 < 2 > 0", "R&amp;D, 1 &lt; 2 &gt; 0"),
        ("R&amp;D &lt;b&gt;", "R&amp;D &lt;b&gt;"),
        ("<@U0MARTA000> <!here> <#C0GENERAL0|general>", "<@U0MARTA000> <!here> <#C0GENERAL0|general>"),
        ("<https://a.example/?b=1&c=2|Here> <b>", "<https://a.example/?b=1&amp;c=2|Here> &lt;b&gt;"),
        ("<!date^1772442000^{date}|then> <nothing", "<!date^1772442000^{date}|then> &lt;nothing"),
    ],
)
def test_what_the_app_says_comes_back_escaped(client: WebClient, text: str, comes_back: str) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    answer = client.chat_postMessage(channel=GENERAL, text=text, blocks=[section])
    (message,) = client.conversations_history(channel=GENERAL)["messages"]
    assert answer["message"]["text"] == message["text"] == message["blocks"][0]["text"]["text"] == comes_back


def test_plain_text_comes_back_with_nothing_meant_in_it(client: WebClient) -> None:
    header = {"type": "header", "text": {"type": "plain_text", "text": "<@U0MARTA000> & co"}}
    client.chat_postMessage(channel=GENERAL, text="x", blocks=[header])
    (message,) = client.conversations_history(channel=GENERAL)["messages"]
    assert message["blocks"][0]["text"]["text"] == "&lt;@U0MARTA000&gt; &amp; co"


def test_a_reply_shown_to_the_whole_channel_is_a_broadcast_with_its_root(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=GENERAL, text="Root")["ts"]
    quiet = client.chat_postMessage(channel=GENERAL, text="Quiet", thread_ts=ts)["message"]
    loud = client.chat_postMessage(channel=GENERAL, text="Loud", thread_ts=ts, reply_broadcast=True)["message"]
    assert "subtype" not in quiet
    assert (loud["subtype"], loud["root"]["text"], loud["root"]["reply_count"]) == ("thread_broadcast", "Root", 2)
    newest, root = client.conversations_history(channel=GENERAL)["messages"]
    assert (newest["subtype"], root.get("subtype")) == ("thread_broadcast", None)


def test_metadata_comes_back_from_history_only_when_asked_for(client: WebClient) -> None:
    client.chat_postMessage(channel=GENERAL, text="x", metadata=METADATA)
    with_it = client.conversations_history(channel=GENERAL, include_all_metadata=True)["messages"][0]
    without = client.conversations_history(channel=GENERAL)["messages"][0]
    assert with_it["metadata"] == METADATA
    assert "metadata" not in without


def test_an_update_replaces_what_it_names_and_keeps_the_rest(client: WebClient) -> None:
    blocks = [{"type": "divider"}]
    ts = client.chat_postMessage(channel=GENERAL, text="1", blocks=blocks, metadata=METADATA)["ts"]
    client.api_call("chat.update", json={"channel": GENERAL, "ts": ts, "attachments": [{"text": "older"}]})
    message = client.conversations_history(channel=GENERAL, include_all_metadata=True)["messages"][0]
    assert (message["ts"], message["text"], message["metadata"]) == (ts, "1", METADATA)
    assert message["blocks"][0]["type"] == "divider"
    assert message["edited"]["user"] == "U0CONCORD0"
    client.chat_update(channel=GENERAL, ts=ts, text="2", blocks=blocks)
    assert client.conversations_history(channel=GENERAL)["messages"][0]["blocks"][0]["type"] == "divider"
    client.chat_update(channel=GENERAL, ts=ts, text="3", blocks=[])
    assert "blocks" not in client.conversations_history(channel=GENERAL)["messages"][0]


def test_a_new_text_takes_the_place_of_blocks_that_an_update_leaves_out(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=GENERAL, text="1", blocks=[{"type": "divider"}], metadata=METADATA)["ts"]
    client.chat_update(channel=GENERAL, ts=ts, text="2")
    message = client.conversations_history(channel=GENERAL, include_all_metadata=True)["messages"][0]
    assert (message["text"], message["metadata"], message.get("blocks")) == ("2", METADATA, None)


def test_a_deleted_message_is_gone(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=GENERAL, text="x")["ts"]
    client.chat_delete(channel=GENERAL, ts=ts)
    assert client.conversations_history(channel=GENERAL)["messages"] == []


def test_of_a_deleted_message_that_has_replies_a_line_is_left_above_them(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=GENERAL, text="x", blocks=[{"type": "divider"}])["ts"]
    client.chat_postMessage(channel=GENERAL, text="below", thread_ts=ts)
    client.chat_delete(channel=GENERAL, ts=ts)
    left, below = client.conversations_replies(channel=GENERAL, ts=ts)["messages"]
    assert (left["subtype"], left["user"], left["text"]) == ("tombstone", "USLACKBOT", "This message was deleted.")
    assert (left["reply_count"], below["text"]) == (1, "below")
    assert "blocks" not in left
    assert refusal(client, "chat.delete", channel=GENERAL, ts=ts) == "cant_delete_message"


def test_an_ephemeral_message_is_for_one_and_cannot_be_found(client: WebClient, workspace: Workspace) -> None:
    ts = client.chat_postEphemeral(channel=GENERAL, user="U0MARTA000", text="psst")["message_ts"]
    assert len(Desk(workspace, "marta").read("#general")) == 1
    assert Desk(workspace, "jonas").read("#general") == []
    assert refusal(client, "chat.update", channel=GENERAL, ts=ts, text="x") == "message_not_found"
    assert refusal(client, "chat.postEphemeral", channel=GENERAL, user="U0GINA0000", text="x") == "user_not_in_channel"


def test_a_permalink_points_to_the_message_on_this_machine(client: WebClient, workspace: Workspace) -> None:
    ts = client.chat_postMessage(channel=GENERAL, text="x")["ts"]
    below = client.chat_postMessage(channel=GENERAL, text="y", thread_ts=ts)["ts"]
    link = client.chat_getPermalink(channel=GENERAL, message_ts=ts)["permalink"]
    assert link == f"{workspace.url}/archives/{GENERAL}/p{ts.replace('.', '')}"
    assert f"thread_ts={ts}" in client.chat_getPermalink(channel=GENERAL, message_ts=below)["permalink"]


def test_long_text_is_cut_when_posted_and_refused_when_updated(client: WebClient) -> None:
    message = client.chat_postMessage(channel=GENERAL, text="x" * 40_001)
    assert len(message["message"]["text"]) == 40_000
    assert refusal(client, "chat.update", channel=GENERAL, ts=message["ts"], text="x" * 4_001) == "msg_too_long"


def test_other_peoples_messages_are_not_the_apps_to_change(client: WebClient, workspace: Workspace) -> None:
    message = Desk(workspace, "marta").type("#general", "Mine").message
    assert message is not None
    assert refusal(client, "chat.update", channel=GENERAL, ts=message.ts, text="x") == "cant_update_message"
    assert refusal(client, "chat.delete", channel=GENERAL, ts=message.ts) == "cant_delete_message"
    assert refusal(client, "chat.update", channel=GENERAL, ts="1.0", text="x") == "message_not_found"
    assert refusal(client, "chat.update", channel=GENERAL, ts=message.ts) == "cant_update_message"


def test_pins_bookmarks_and_reactions_are_kept(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=GENERAL, text="x")["ts"]
    client.pins_add(channel=GENERAL, timestamp=ts)
    client.reactions_add(channel=GENERAL, name="eyes", timestamp=ts)
    client.bookmarks_add(channel_id=GENERAL, title="Rules", type="link", link="https://helvia.example/rules")
    assert client.pins_list(channel=GENERAL)["items"][0]["message"]["ts"] == ts
    assert client.bookmarks_list(channel_id=GENERAL)["bookmarks"][0]["title"] == "Rules"
    assert client.conversations_history(channel=GENERAL)["messages"][-1]["reactions"][0]["count"] == 1
    assert refusal(client, "pins.add", channel=GENERAL, timestamp=ts) == "already_pinned"
    assert refusal(client, "reactions.add", channel=GENERAL, name="eyes", timestamp=ts) == "already_reacted"
    client.pins_remove(channel=GENERAL, timestamp=ts)
    client.reactions_remove(channel=GENERAL, name="eyes", timestamp=ts)
    assert refusal(client, "pins.remove", channel=GENERAL, timestamp=ts) == "no_pin"
    assert refusal(client, "reactions.remove", channel=GENERAL, name="eyes", timestamp=ts) == "no_reaction"
    assert refusal(client, "bookmarks.add", channel_id=GENERAL, title="x", type="file") == "invalid_bookmark_type"
    assert refusal(client, "bookmarks.add", channel_id=GENERAL, title="x", type="link") == "invalid_link"


def test_a_file_is_uploaded_and_shared(client: WebClient, workspace: Workspace) -> None:
    answer = client.files_upload_v2(
        channel=GENERAL, filename="accounts.csv", file=io.BytesIO(b"a,b"), initial_comment="Here", title="Accounts"
    )
    (message,) = Desk(workspace, "marta").read("#general")
    assert (message.text, message.files[0]["title"]) == ("Here", "Accounts")
    assert workspace.files.content(answer["files"][0]["id"]) == b"a,b"
    assert refusal(client, "files.completeUploadExternal", files=[{"id": "F0"}]) == "file_not_found"


def test_an_error_can_be_asked_for(client: WebClient) -> None:
    assert refusal(client, "api.test", error="my_error") == "my_error"
