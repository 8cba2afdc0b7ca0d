"""Channels through the Web API."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.desk import Desk
from sandbox.workspace import Workspace


def refusal(client: WebClient, method: str, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as problem:
        client.api_call(method, params=arguments)
    return str(problem.value.response["error"])


def test_channels_are_listed_by_kind(client: WebClient) -> None:
    client.conversations_open(users="U0MARTA000")
    names = {
        kind: [each.get("name", each.get("user")) for each in client.conversations_list(types=kind)["channels"]]
        for kind in ("public_channel", "private_channel", "im")
    }
    assert "war-room" in names["public_channel"]
    assert names["private_channel"] == ["concord-admin"]
    assert names["im"] == ["U0MARTA000"]


def test_a_shared_channel_says_so(client: WebClient) -> None:
    channel = client.conversations_info(channel="C0PARTNER0", include_num_members=True)["channel"]
    assert channel["is_ext_shared"] is True
    assert channel["shared_team_ids"] == ["T0HELVIA00", "T0NORDLAB0"]
    assert channel["num_members"] == 5


def test_a_direct_message_is_opened_once(client: WebClient) -> None:
    first, second = (client.conversations_open(users=["U0MARTA000"])["channel"]["id"] for _ in range(2))
    assert first == second
    assert client.conversations_open(channel=first, return_im=True)["channel"]["user"] == "U0MARTA000"


def test_a_channel_lives_from_its_creation_to_its_archive(client: WebClient, workspace: Workspace) -> None:
    room = client.conversations_create(name="crisis-7", is_private=True)["channel"]["id"]
    client.conversations_invite(channel=room, users=["U0MARTA000", "U0THOMAS00"])
    client.conversations_setTopic(channel=room, topic="What we know")
    client.conversations_setPurpose(channel=room, purpose="Crisis 7")
    client.conversations_kick(channel=room, user="U0MARTA000")
    client.conversations_rename(channel=room, name="crisis-8")
    assert client.conversations_members(channel=room)["members"] == ["U0CONCORD0", "U0THOMAS00"]
    channel = client.conversations_info(channel=room)["channel"]
    assert (channel["name"], channel["previous_names"]) == ("crisis-8", ["crisis-7"])
    set_now = {"creator": workspace.bot.id, "last_set": int(workspace.clock.now().timestamp())}
    assert channel["topic"] == {"value": "What we know", **set_now}
    assert channel["purpose"] == {"value": "Crisis 7", **set_now}
    client.conversations_archive(channel=room)
    assert refusal(client, "chat.postMessage", channel=room, text="x") == "is_archived"
    assert refusal(client, "conversations.archive", channel=room) == "already_archived"
    assert refusal(client, "conversations.unarchive", channel=room) == "not_in_channel"
    Desk(workspace, "thomas").unarchive(room)
    client.conversations_leave(channel=room)
    assert refusal(client, "conversations.info", channel=room) == "channel_not_found"


def test_history_is_read_only_from_within(client: WebClient, workspace: Workspace) -> None:
    workspace.rooms.leave(workspace.channel("#general"), workspace.bot.id)
    assert refusal(client, "conversations.history", channel="C0GENERAL0") == "not_in_channel"
    client.conversations_join(channel="C0GENERAL0")
    messages = client.conversations_history(channel="C0GENERAL0")["messages"]
    assert [message["subtype"] for message in messages] == ["channel_join", "channel_leave"]


def test_history_is_newest_first_without_replies_and_ephemeral_messages(client: WebClient) -> None:
    root = client.chat_postMessage(channel="C0GENERAL0", text="1")["ts"]
    client.chat_postMessage(channel="C0GENERAL0", text="below", thread_ts=root)
    client.chat_postMessage(channel="C0GENERAL0", text="shown", thread_ts=root, reply_broadcast=True)
    client.chat_postEphemeral(channel="C0GENERAL0", user="U0MARTA000", text="psst")
    client.chat_postMessage(channel="C0GENERAL0", text="2")
    messages = client.conversations_history(channel="C0GENERAL0")["messages"]
    assert [message["text"] for message in messages] == ["2", "shown", "1"]
    assert messages[2]["reply_count"] == 2
    replies = client.conversations_replies(channel="C0GENERAL0", ts=root)["messages"]
    assert [message["text"] for message in replies] == ["1", "below", "shown"]
    assert replies[1]["parent_user_id"] == "U0CONCORD0"


def test_history_is_cut_by_time_and_by_pages(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="C0GENERAL0", text=str(number))["ts"] for number in range(5)]

    def texts(**arguments: object) -> list[str]:
        history = client.api_call("conversations.history", params={"channel": "C0GENERAL0", **arguments})
        return [message["text"] for message in history["messages"]]

    assert texts(oldest=stamps[1], latest=stamps[3]) == ["2"]
    assert texts(oldest=stamps[1], latest=stamps[3], inclusive=True) == ["3", "2", "1"]
    first = client.conversations_history(channel="C0GENERAL0", limit=3)
    assert (first["has_more"], len(first["messages"])) == (True, 3)
    assert texts(limit=3, cursor=first["response_metadata"]["next_cursor"]) == ["1", "0"]


def test_conversations_of_a_person(client: WebClient) -> None:
    names = [each["name"] for each in client.users_conversations(user="U0OSCAR000")["channels"]]
    assert names == ["partner-nordlab"]
    assert len(client.users_conversations(exclude_archived=True)["channels"]) == 7
