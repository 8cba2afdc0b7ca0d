"""Pins, reactions and bookmarks: what they change, and who sees it."""

from tests.sandbox.hanging_on import LINK, bookmarked, full_of_pins, full_of_reactions, on
from tests.sandbox.refusals import GENERAL, Scene
from tests.sandbox.situations import MARTA


def test_a_message_bears_fifty_emoji_of_many_and_23_of_one(scene: Scene) -> None:
    full = full_of_reactions(50, [MARTA])(scene)
    assert scene.call("reactions.add", full | {"name": "emoji-7"})["ok"] is True
    for number in range(22):
        scene.workspace.messages.find(GENERAL, full["timestamp"]).reactions[f"emoji-{number}"] = ["U0CONCORD0"]
    assert scene.call("reactions.add", full | {"name": "emoji-22"})["ok"] is True
    assert scene.call("reactions.add", full | {"name": "emoji-23"})["error"] == "too_many_reactions"


def test_a_reaction_is_there_for_everybody_until_it_is_taken_back(scene: Scene) -> None:
    arguments = on(scene, name="wave::skin-tone-2")

    def reactions() -> object:
        (message,) = scene.client.conversations_history(channel=GENERAL)["messages"]
        return message.get("reactions")

    scene.call("reactions.add", arguments)
    assert reactions() == [{"name": "wave::skin-tone-2", "users": ["U0CONCORD0"], "count": 1}]
    scene.call("reactions.remove", arguments)
    assert reactions() is None


def test_a_pin_goes_with_its_message(scene: Scene) -> None:
    arguments = on(scene)
    scene.call("pins.add", arguments)
    (item,) = scene.call("pins.list", {"channel": GENERAL})["items"]
    assert item["message"]["ts"] == arguments["timestamp"]
    scene.client.chat_delete(channel=GENERAL, ts=arguments["timestamp"])
    assert scene.call("pins.list", {"channel": GENERAL})["items"] == []


def test_a_pin_of_a_deleted_message_makes_room_for_another(scene: Scene) -> None:
    full = full_of_pins(scene)
    oldest = scene.workspace.channel(GENERAL).pins[0]["ts"]
    scene.client.chat_delete(channel=GENERAL, ts=oldest)
    assert scene.call("pins.add", full)["ok"] is True


def test_the_newest_pin_is_listed_first_and_the_message_says_where_it_is_pinned(scene: Scene) -> None:
    first, second = on(scene), on(scene)
    for arguments in (first, second):
        scene.call("pins.add", arguments)
    items = scene.call("pins.list", {"channel": GENERAL})["items"]
    assert [item["message"]["ts"] for item in items] == [second["timestamp"], first["timestamp"]]
    assert {item["created_by"] for item in items} == {"U0CONCORD0"}
    assert items[0]["message"]["pinned_to"] == [GENERAL]
    scene.call("pins.remove", second)
    history = scene.client.conversations_history(channel=GENERAL)["messages"]
    assert [each["ts"] for each in history if "pinned_to" in each] == [first["timestamp"]]


def test_a_bookmark_is_changed_where_the_app_says_so_and_taken_away(scene: Scene) -> None:
    arguments = bookmarked(scene)
    changed = scene.call("bookmarks.edit", arguments | {"title": "Plan B", "emoji": ":eyes:"})["bookmark"]
    assert (changed["title"], changed["emoji"], changed["link"]) == ("Plan B", ":eyes:", LINK["link"])
    assert changed["date_updated"] >= changed["date_created"] > 0
    assert scene.call("bookmarks.edit", arguments | {"emoji": ""})["bookmark"]["emoji"] == ""
    scene.call("bookmarks.remove", arguments)
    assert scene.call("bookmarks.list", {"channel_id": GENERAL})["bookmarks"] == []


def test_a_bookmark_may_have_an_emoji(scene: Scene) -> None:
    scene.call("bookmarks.add", LINK | {"emoji": ":eyes:"})
    (bookmark,) = scene.call("bookmarks.list", {"channel_id": GENERAL})["bookmarks"]
    assert (bookmark["title"], bookmark["emoji"], bookmark["app_id"]) == ("The plan", ":eyes:", "A0CONCORD0")
