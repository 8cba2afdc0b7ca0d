"""What an app sees of rooms in which it is not, and of people who are not all of the company."""

import pytest

from sandbox.desk import Desk
from sandbox.server import Sandbox
from tests.sandbox.refusals import Scene
from tests.sandbox.situations import GUEST, INES, JONAS, LONE_GUEST, MARTA, PRIVATE, STRANGER
from tests.sandbox.tiny import Tiny

GROUPS = frozenset({"message.groups", "message.im"})


def listed(scene: Scene, method: str, **arguments: str) -> set[str]:
    types = "public_channel,private_channel,im"
    return {each["id"] for each in scene.call(method, {"types": types, **arguments})["channels"]}


def test_a_private_channel_is_listed_for_those_in_it_alone(scene: Scene) -> None:
    assert PRIVATE in listed(scene, "conversations.list")
    assert PRIVATE in listed(scene, "users.conversations", user=INES)
    assert PRIVATE not in listed(scene, "users.conversations", user=JONAS)
    scene.leave(PRIVATE)
    assert PRIVATE not in listed(scene, "conversations.list")
    assert PRIVATE not in listed(scene, "users.conversations", user=INES)


def test_other_peoples_direct_messages_are_never_listed(scene: Scene) -> None:
    theirs = scene.workspace.rooms.direct(MARTA, JONAS).id
    mine = scene.client.conversations_open(users=MARTA)["channel"]["id"]
    for seen in (listed(scene, "conversations.list"), listed(scene, "users.conversations", user=MARTA)):
        assert mine in seen
        assert theirs not in seen


def test_a_public_channel_is_seen_and_not_read(scene: Scene) -> None:
    scene.leave()
    channel = scene.client.conversations_info(channel="C0GENERAL0")["channel"]
    assert (channel["name"], channel["is_member"]) == ("general", False)
    assert MARTA in scene.client.conversations_members(channel="C0GENERAL0")["members"]
    assert scene.call("conversations.history", {"channel": "C0GENERAL0"})["error"] == "not_in_channel"


def test_nothing_written_where_the_app_is_not_is_told(scene: Scene, tiny: Tiny, sandbox: Sandbox) -> None:
    scene.manifest(events=GROUPS)
    ines = Desk(scene.workspace, "ines")
    ines.type("#concord-admin", "Can you hear me?")
    scene.leave(PRIVATE)
    ines.type("#concord-admin", "And now?")
    ines.type("@marta", "Between us")
    sandbox.events.settle()
    assert [event["text"] for event in tiny.heard_of("message")] == ["Can you hear me?"]
    assert tiny.heard_of("message")[0]["channel_type"] == "group"


def test_a_guest_is_in_few_rooms_and_says_so(scene: Scene) -> None:
    assert listed(scene, "users.conversations", user=GUEST) == {"C0CARDIVA0"}
    assert scene.client.users_info(user=GUEST)["user"]["is_restricted"] is True


@pytest.mark.parametrize(("guest", "is_lone"), [(GUEST, False), (LONE_GUEST, True)])
def test_a_guest_of_a_single_channel_is_a_guest_too(scene: Scene, guest: str, is_lone: bool) -> None:
    user = scene.client.users_info(user=guest)["user"]
    assert (user["is_restricted"], user["is_ultra_restricted"]) == (True, is_lone)


def test_another_companys_person_is_found_by_id_alone(scene: Scene) -> None:
    assert STRANGER in scene.client.conversations_members(channel="C0PARTNER0")["members"]
    assert STRANGER not in {each["id"] for each in scene.client.users_list()["members"]}
    assert scene.client.users_info(user=STRANGER)["user"]["team_id"] == "T0NORDLAB0"
    assert listed(scene, "users.conversations", user=STRANGER) == {"C0PARTNER0"}


def test_an_app_without_a_scope_does_not_see_that_kind_of_room(scene: Scene) -> None:
    scene.without_scope("groups:read")
    assert scene.call("conversations.info", {"channel": PRIVATE})["error"] == "missing_scope"
    assert PRIVATE not in {each["id"] for each in scene.call("conversations.list", {})["channels"]}
