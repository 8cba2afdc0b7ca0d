"""What an app is told of channels, as far as its manifest subscribes to it."""

import pytest

from sandbox.desk import Desk
from sandbox.server import Sandbox
from tests.sandbox.refusals import Scene
from tests.sandbox.situations import CARDIVA, CONCORD, LUCAS, MARTA, PRIVATE, own
from tests.sandbox.tiny import HEARD, Json, Tiny


class Delivered:
    """What was delivered to the app of channels; Bolt would keep from it what it did itself."""

    def __init__(self, scene: Scene, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        scene.manifest(events=frozenset(HEARD) - {"message"})

    def events(self, kind: str) -> list[Json]:
        """The bodies of the events of one type, without their moment."""
        self._sandbox.events.settle()
        events = [delivery.payload["event"] for delivery, _ in self._sandbox.workspace.line.log]
        return [
            {key: value for key, value in each.items() if key != "event_ts"} for each in events if each["type"] == kind
        ]


@pytest.fixture
def delivered(scene: Scene, tiny: Tiny, sandbox: Sandbox) -> Delivered:
    return Delivered(scene, sandbox)


def test_a_new_channel_is_told_and_a_new_private_one_is_not(scene: Scene, delivered: Delivered) -> None:
    room = own(scene)
    scene.client.conversations_create(name="crisis-8", is_private=True)
    assert delivered.events("channel_created") == [
        {"type": "channel_created", "channel": {"id": room, "name": "crisis-7", "creator": CONCORD}}
    ]


def test_a_new_name_is_told_by_the_kind_of_channel(scene: Scene, delivered: Delivered) -> None:
    public, private = own(scene), scene.client.conversations_create(name="quiet", is_private=True)["channel"]["id"]
    for room in (public, private):
        scene.client.conversations_rename(channel=room, name=f"renamed-{room.lower()}")
    (channel,), (group,) = delivered.events("channel_rename"), delivered.events("group_rename")
    assert (channel["channel"]["id"], group["channel"]["id"]) == (public, private)
    assert channel["channel"]["name"] == f"renamed-{public.lower()}"


def test_who_joins_is_told_with_who_invited_them(scene: Scene, delivered: Delivered) -> None:
    scene.client.conversations_invite(channel=CARDIVA, users=LUCAS)
    (event,) = delivered.events("member_joined_channel")
    assert event == {
        "type": "member_joined_channel",
        "user": LUCAS,
        "channel": CARDIVA,
        "channel_type": "C",
        "team": "T0HELVIA00",
        "inviter": CONCORD,
    }


@pytest.mark.parametrize(
    ("scope", "heard"), [("", [CARDIVA, PRIVATE]), ("groups:read", [CARDIVA]), ("channels:read", [PRIVATE])]
)
def test_who_joins_is_told_where_the_app_may_look(
    scene: Scene, delivered: Delivered, scope: str, heard: list[str]
) -> None:
    scene.without_scope(scope)
    for room in (CARDIVA, PRIVATE):
        scene.workspace.rooms.join(scene.workspace.channel(room), LUCAS)
    rooms = [event["channel"] for event in delivered.events("member_joined_channel")]
    assert sorted(rooms) == sorted(heard)  # events may overtake one another


def test_an_app_that_joins_hears_of_itself_without_an_inviter(scene: Scene, delivered: Delivered) -> None:
    scene.leave(CARDIVA)
    scene.client.conversations_join(channel=CARDIVA)
    (event,) = delivered.events("member_joined_channel")
    assert event["user"] == CONCORD
    assert "inviter" not in event


def test_who_is_removed_is_told(scene: Scene, delivered: Delivered) -> None:
    scene.client.conversations_kick(channel=CARDIVA, user=MARTA)
    scene.client.conversations_kick(channel=PRIVATE, user=MARTA)
    events = {event["channel"]: event for event in delivered.events("member_left_channel")}
    assert {each["user"] for each in events.values()} == {MARTA}
    assert (events[CARDIVA]["channel_type"], events[PRIVATE]["channel_type"]) == ("C", "G")


def test_an_app_is_told_that_it_is_out_by_the_kind_of_channel(scene: Scene, delivered: Delivered) -> None:
    scene.leave(CARDIVA)
    scene.leave(PRIVATE)
    assert delivered.events("channel_left") == [{"type": "channel_left", "channel": CARDIVA}]
    assert delivered.events("group_left") == [{"type": "group_left", "channel": PRIVATE}]
    assert delivered.events("member_left_channel") == []


def test_an_archive_and_its_end_are_told_by_the_kind_of_channel(scene: Scene, delivered: Delivered) -> None:
    for room in (CARDIVA, PRIVATE):
        scene.client.conversations_archive(channel=room)
        Desk(scene.workspace, "marta").unarchive(room)
    for kind, room in (("channel", CARDIVA), ("group", PRIVATE)):
        for verb, who in (("archive", CONCORD), ("unarchive", MARTA)):
            assert delivered.events(f"{kind}_{verb}") == [{"type": f"{kind}_{verb}", "channel": room, "user": who}]


def test_whoever_makes_a_channel_joins_it(scene: Scene, delivered: Delivered) -> None:
    room = own(scene)
    (event,) = delivered.events("member_joined_channel")
    assert (event["user"], event["channel"], "inviter" in event) == (CONCORD, room, False)


def test_an_archive_says_whose_it_is(scene: Scene, delivered: Delivered) -> None:
    scene.archive(CARDIVA)
    (event,) = delivered.events("channel_archive")
    assert event["user"] == MARTA


def test_a_pin_and_its_end_are_told_where_the_app_is(scene: Scene, delivered: Delivered) -> None:
    message = scene.typed(channel="#brand-cardiva")
    for method in ("pins.add", "pins.remove"):
        scene.call(method, {"channel": CARDIVA, "timestamp": message["ts"]})
    (added,), (removed,) = delivered.events("pin_added"), delivered.events("pin_removed")
    for event in (added, removed):
        assert (event["user"], event["item_user"], event["channel_id"]) == (CONCORD, MARTA, CARDIVA)
        assert event["item"]["message"]["ts"] == message["ts"]
        assert event["pinned_info"]["pinned_by"] == CONCORD
    assert (added["pin_count"], removed["pin_count"], removed["has_pins"]) == ("1", "0", False)
    scene.workspace.rooms.leave(scene.workspace.channel(CARDIVA), CONCORD)
    scene.workspace.pins.add(scene.workspace.messages.find(CARDIVA, message["ts"]), MARTA)
    assert len(delivered.events("pin_added")) == 1


def test_what_was_refused_is_not_told(scene: Scene, delivered: Delivered) -> None:
    scene.call("conversations.invite", {"channel": CARDIVA, "users": MARTA})
    scene.call("conversations.create", {"name": "general"})
    scene.call("conversations.kick", {"channel": CARDIVA, "user": LUCAS})
    assert (
        delivered.events("member_joined_channel")
        == delivered.events("channel_created")
        == delivered.events("member_left_channel")
        == []
    )


def test_what_the_manifest_does_not_name_is_not_told(scene: Scene, delivered: Delivered) -> None:
    scene.manifest(events=frozenset())
    scene.client.conversations_invite(channel=CARDIVA, users=LUCAS)
    assert delivered.events("member_joined_channel") == []
