"""What Slack itself writes into a channel about what somebody did to it: in history, and as events."""

from collections.abc import Callable

import pytest

from sandbox.desk import Desk
from sandbox.server import Sandbox
from tests.sandbox.refusals import Scene
from tests.sandbox.situations import CARDIVA, CONCORD, LUCAS, MARTA, PRIVATE
from tests.sandbox.tiny import Json, Tiny

WHO = f"<@{CONCORD}>"
DEEDS: dict[str, tuple[Callable[[Scene, str], object], str, Json]] = {
    "join": (
        lambda scene, room: scene.client.conversations_invite(channel=room, users=LUCAS),
        f"<@{LUCAS}> has joined the {{}}",
        {"user": LUCAS, "inviter": CONCORD},
    ),
    "leave": (
        lambda scene, room: scene.client.conversations_kick(channel=room, user=MARTA),
        f"<@{MARTA}> has left the {{}}",
        {"user": MARTA},
    ),
    "topic": (
        lambda scene, room: scene.client.conversations_setTopic(channel=room, topic="Fake vials & more"),
        f"{WHO} set the {{}} topic: Fake vials &amp; more",
        {"user": CONCORD, "topic": "Fake vials & more"},
    ),
    "purpose": (
        lambda scene, room: scene.client.conversations_setPurpose(channel=room, purpose=""),
        f"{WHO} cleared {{}} purpose",
        {"user": CONCORD, "purpose": ""},
    ),
}


def notices(scene: Scene, room: str) -> list[Json]:
    messages: list[Json] = scene.client.conversations_history(channel=room)["messages"]
    return [each for each in messages if each.get("subtype")]


@pytest.mark.parametrize("what", DEEDS)
@pytest.mark.parametrize(("room", "noun"), [(CARDIVA, "channel"), (PRIVATE, "group")])
def test_what_is_done_to_a_channel_stands_in_it(scene: Scene, what: str, room: str, noun: str) -> None:
    deed, words, fields = DEEDS[what]
    deed(scene, room)
    (notice,) = notices(scene, room)
    assert (notice["subtype"], notice["text"]) == (f"{noun}_{what}", words.format(noun))
    assert {name: notice[name] for name in fields} == fields
    assert "bot_id" not in notice


def test_a_new_channel_begins_with_whoever_made_it_and_says_its_names(scene: Scene) -> None:
    room = scene.client.conversations_create(name="crisis-7")["channel"]["id"]
    scene.client.conversations_rename(channel=room, name="crisis-7-fake-vials")
    scene.client.conversations_archive(channel=room)
    Desk(scene.workspace, "marta").unarchive(room)
    unarchived, archived, renamed, joined = notices(scene, room)
    assert (joined["text"], "inviter" in joined) == (f"{WHO} has joined the channel", False)
    assert renamed["text"] == f'{WHO} has renamed the channel from "crisis-7" to "crisis-7-fake-vials"'
    assert (renamed["subtype"], renamed["old_name"]) == ("channel_name", "crisis-7")
    assert (archived["subtype"], archived["text"]) == ("channel_archive", f"{WHO} archived the channel")
    assert archived["members"] == [CONCORD]
    assert unarchived["subtype"] == "channel_unarchive"
    assert unarchived["text"] == f"<@{MARTA}> un-archived the channel"


def test_a_pin_stands_in_the_channel_and_its_end_does_not(scene: Scene) -> None:
    message = scene.posted(CARDIVA)
    scene.client.pins_add(channel=CARDIVA, timestamp=message["ts"])
    scene.client.pins_remove(channel=CARDIVA, timestamp=message["ts"])
    (notice,) = notices(scene, CARDIVA)
    assert (notice["subtype"], notice["item_type"]) == ("pinned_item", "C")
    assert notice["text"] == f"{WHO} pinned a message to this channel."
    assert notice["item"]["ts"] == message["ts"]


def test_a_notice_is_nobodys_to_change(scene: Scene) -> None:
    scene.client.conversations_setTopic(channel=CARDIVA, topic="What we know")
    (notice,) = notices(scene, CARDIVA)
    for method, code in (("chat.update", "cant_update_message"), ("chat.delete", "cant_delete_message")):
        answer = scene.call(method, {"channel": CARDIVA, "ts": notice["ts"], "text": "Mine"})
        assert answer["error"] == code


def test_an_app_that_reads_a_channel_hears_of_its_notices(scene: Scene, tiny: Tiny, sandbox: Sandbox) -> None:
    scene.manifest(events=frozenset({"message.channels"}))
    scene.workspace.rooms.describe(scene.workspace.channel(CARDIVA), "topic", "What we know", MARTA)
    scene.workspace.rooms.describe(scene.workspace.channel(PRIVATE), "topic", "Between us", MARTA)
    sandbox.events.settle()
    (event,) = tiny.heard_of("message")
    assert (event["subtype"], event["topic"], event["user"]) == ("channel_topic", "What we know", MARTA)
    assert (event["channel"], event["channel_type"]) == (CARDIVA, "channel")


def test_an_app_that_was_taken_out_hears_no_more_of_it(scene: Scene, tiny: Tiny, sandbox: Sandbox) -> None:
    scene.manifest(events=frozenset({"message.channels"}))
    scene.leave(CARDIVA)
    sandbox.events.settle()
    assert tiny.heard_of("message") == []
