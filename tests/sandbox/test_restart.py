"""A restart as an app meets it: all that it can look up is there again, all that it held is dead."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.desk import Desk
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.company import Company
from sandbox.workspace.manifest import Manifest
from sandbox.workspace.snapshot import Snapshot
from tests.sandbox.conftest import MANIFEST
from tests.sandbox.situations import CARDIVA, JONAS, MARTA
from tests.sandbox.tiny import FORM, Json

GENERAL = "C0GENERAL0"
Opened = Callable[[], AbstractContextManager[tuple[Sandbox, WebClient]]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Opens the workspace as its last end left it."""

    @contextmanager
    def run() -> Iterator[tuple[Sandbox, WebClient]]:
        workspace = Workspace(Company.read(), Manifest.read(MANIFEST))
        snapshot = Snapshot(workspace, tmp_path / "workspace.json")
        snapshot.restore()
        sandbox = Sandbox(workspace).start()
        yield sandbox, WebClient(sandbox.environment["SLACK_BOT_TOKEN"], base_url=f"{sandbox.url}/api/")
        snapshot.write()
        sandbox.stop()

    return run


def all_of(client: WebClient, room: str) -> list[Any]:
    """What an app can look up of a channel and of the company."""
    calls: list[tuple[str, Json]] = [
        ("conversations.info", {"channel": room, "include_num_members": True}),
        ("conversations.history", {"channel": room, "include_all_metadata": True}),
        ("conversations.members", {"channel": room}),
        ("pins.list", {"channel": room}),
        ("bookmarks.list", {"channel_id": room}),
        ("conversations.list", {"types": "public_channel,private_channel,im"}),
        ("usergroups.list", {"include_users": True}),
    ]
    answers = [client.api_call(method, params=arguments).data for method, arguments in calls]
    return [*answers, client.users_list()["members"]]


def test_all_that_an_app_can_look_up_is_there_again(opened: Opened) -> None:
    with opened() as (sandbox, client):
        room = client.conversations_create(name="crisis-7", is_private=True)["channel"]["id"]
        client.conversations_invite(channel=room, users=MARTA)
        client.conversations_setTopic(channel=room, topic="What we know")
        client.conversations_open(users=JONAS)
        about = {"event_type": "letter", "event_payload": {"id": "7"}}
        ts = client.chat_postMessage(channel=room, text="Root", metadata=about, blocks=[{"type": "divider"}])["ts"]
        client.chat_postMessage(channel=room, text="Below", thread_ts=ts)
        client.chat_update(channel=room, ts=ts, text="Root, changed")
        client.reactions_add(channel=room, timestamp=ts, name="eyes")
        client.pins_add(channel=room, timestamp=ts)
        bookmark = client.bookmarks_add(channel_id=room, title="Plan", type="link", link="https://helvia.example")
        client.bookmarks_edit(channel_id=room, bookmark_id=bookmark["bookmark"]["id"], title="Plan B")
        client.conversations_rename(channel=room, name="crisis-7-fake-vials")
        client.conversations_archive(channel=CARDIVA)
        sandbox.workspace.roster.deactivate("hana")
        sandbox.workspace.roster.set_group("S0LEGAL000", ["lucas", "elena"])
        before = all_of(client, room)
    with opened() as (_, client):
        assert all_of(client, room) == before
        replies = client.conversations_replies(channel=room, ts=ts)["messages"]
        assert [message["text"] for message in replies] == ["Root, changed", "Below"]


def test_what_was_refused_before_is_refused_after(opened: Opened) -> None:
    with opened() as (_, client):
        ts = client.chat_postMessage(channel=GENERAL, text="x")["ts"]
        client.reactions_add(channel=GENERAL, timestamp=ts, name="eyes")
        client.pins_add(channel=GENERAL, timestamp=ts)
        client.conversations_create(name="crisis-7")
    with opened() as (_, client):
        with pytest.raises(SlackApiError, match="already_reacted"):
            client.reactions_add(channel=GENERAL, timestamp=ts, name="eyes")
        with pytest.raises(SlackApiError, match="already_pinned"):
            client.pins_add(channel=GENERAL, timestamp=ts)
        with pytest.raises(SlackApiError, match="name_taken"):
            client.conversations_create(name="crisis-7")


def test_a_preference_of_the_workspace_stays(opened: Opened) -> None:
    with opened() as (sandbox, _):
        sandbox.workspace.restrict("conversations.create")
    with opened() as (sandbox, client):
        with pytest.raises(SlackApiError, match="restricted_action"):
            client.conversations_create(name="crisis-7")
        sandbox.workspace.reset()
        assert client.conversations_create(name="crisis-7")["ok"]


def test_a_list_goes_on_where_it_stopped(opened: Opened) -> None:
    with opened() as (_, client):
        for number in range(3):
            client.chat_postMessage(channel=GENERAL, text=str(number))
        cursor = client.conversations_history(channel=GENERAL, limit=1)["response_metadata"]["next_cursor"]
    with opened() as (_, client):
        rest = client.conversations_history(channel=GENERAL, cursor=cursor)["messages"]
    assert [message["text"] for message in rest] == ["1", "0"]


def test_tokens_triggers_and_response_urls_of_before_are_dead(opened: Opened) -> None:
    with opened() as (sandbox, client):
        tickets = sandbox.workspace.tickets
        trigger = tickets.new_trigger(MARTA)
        url = tickets.new_response_url("", MARTA, GENERAL)
        old = client.token
    with opened() as (sandbox, client):
        answer = httpx.post(f"{sandbox.url}{url}", json={"text": "Late"})
        assert (answer.status_code, answer.json()["error"]) == (404, "expired_url")
        with pytest.raises(SlackApiError, match="invalid_trigger_id"):
            client.views_open(trigger_id=trigger, view=FORM)
        with pytest.raises(SlackApiError, match="invalid_auth"):
            WebClient(old, base_url=f"{sandbox.url}/api/").auth_test()


def test_open_modals_are_gone_and_faults_are_over(opened: Opened) -> None:
    with opened() as (sandbox, client):
        view = client.views_open(trigger_id=sandbox.workspace.tickets.new_trigger(MARTA), view=FORM)["view"]["id"]
        sandbox.workspace.faults.add("error", method="chat.*", times=0)
    with opened() as (sandbox, client):
        assert Desk(sandbox.workspace, "marta").modal is None
        with pytest.raises(SlackApiError, match="not_found"):
            client.views_update(view_id=view, view=FORM)
        assert client.chat_postMessage(channel=GENERAL, text="x")["ok"]


def test_what_somebody_has_read_stays_read(opened: Opened) -> None:
    with opened() as (sandbox, client):
        client.chat_postMessage(channel=GENERAL, text="Seen")
        Desk(sandbox.workspace, "marta").mark_read("#general")
        client.chat_postMessage(channel=GENERAL, text="New")
    with opened() as (sandbox, _):
        assert Desk(sandbox.workspace, "marta").unread("#general") == 1
        assert Desk(sandbox.workspace, "jonas").unread("#general") == 2


def test_a_file_is_there_with_its_bytes(opened: Opened, tmp_path: Path) -> None:
    with opened() as (_, client):
        upload = client.api_call("files.getUploadURLExternal", params={"filename": "list.csv", "length": 3})
        httpx.post(upload["upload_url"], content=b"a,b")
        client.files_completeUploadExternal(files=[{"id": upload["file_id"], "title": "List"}])
    with opened() as (sandbox, client):
        file = client.files_info(file=upload["file_id"])["file"]
        headers = {"Authorization": f"Bearer {client.token}"}
        assert (file["title"], httpx.get(file["url_private"], headers=headers).content) == ("List", b"a,b")
        sandbox.workspace.reset()
        assert list(tmp_path.joinpath("files").iterdir()) == []


def test_time_goes_on_from_where_it_was_moved_to(opened: Opened) -> None:
    with opened() as (sandbox, client):
        sandbox.workspace.clock.move(timedelta(days=3))
        ts = client.chat_postMessage(channel=GENERAL, text="In three days")["ts"]
    with opened() as (_, client):
        assert client.chat_postMessage(channel=GENERAL, text="Later")["ts"] > ts


def test_what_an_older_version_wrote_is_read(opened: Opened, tmp_path: Path) -> None:
    with opened() as (_, client):
        client.conversations_create(name="crisis-7")
    file = tmp_path / "workspace.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    for channel in data["state"]["channels"].values():
        del channel["is_open"], channel["last_set"], channel["previous_names"]
    for messages in data["state"]["messages"].values():
        for message in messages:
            del message["about"]
    del data["state"]["restricted"]
    file.write_text(json.dumps(data), encoding="utf-8")
    file.with_suffix(".draft").write_text("what was cut off in the middle", encoding="utf-8")
    with opened() as (_, client):
        assert "crisis-7" in [each["name"] for each in client.conversations_list()["channels"]]
