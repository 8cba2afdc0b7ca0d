"""What hangs in a channel or on a message: pins, reactions and bookmarks, as a scene is made with them."""

from collections.abc import Callable

from tests.sandbox.refusals import GENERAL, Scene
from tests.sandbox.situations import MARTA
from tests.sandbox.tiny import Json

STAMP = "1.000000"
LINK: Json = {"channel_id": GENERAL, "title": "The plan", "type": "link", "link": "https://helvia.example/plan"}


def on(scene: Scene, channel: str = GENERAL, **more: object) -> Json:
    """A new message, as these methods name one."""
    message = scene.posted(channel)
    return {"channel": message["channel"], "timestamp": message["ts"], **more}


def twice(method: str, **more: object) -> Callable[[Scene], Json]:
    def arrange(scene: Scene) -> Json:
        arguments = on(scene) | more
        assert scene.call(method, arguments)["ok"] is True
        return arguments

    return arrange


def full_of_pins(scene: Scene) -> Json:
    arguments = on(scene)
    for _ in range(100):
        scene.call("pins.add", on(scene))
    return arguments


def noticed(scene: Scene) -> Json:
    """A line of Slack's own."""
    scene.workspace.rooms.describe(scene.workspace.channel(GENERAL), "topic", "What we know", MARTA)
    (notice,) = scene.workspace.messages.lasting(GENERAL)
    return {"channel": GENERAL, "timestamp": notice.ts}


def full_of_reactions(count: int, people: list[str]) -> Callable[[Scene], Json]:
    def arrange(scene: Scene) -> Json:
        arguments = on(scene, name="eyes")
        message = scene.workspace.messages.find(GENERAL, arguments["timestamp"])
        message.reactions.update({f"emoji-{number}": list(people) for number in range(count)})
        return arguments

    return arrange


def in_an_archived_channel(scene: Scene) -> Json:
    arguments = on(scene, name="eyes")
    scene.archive()
    return arguments


def full_of_bookmarks(scene: Scene) -> Json:
    scene.workspace.channel(GENERAL).bookmarks.extend({"id": f"Bk{number}"} for number in range(100))
    return LINK


def bookmarked(scene: Scene, channel: str = GENERAL) -> Json:
    """A new bookmark, as these methods name one."""
    row = scene.call("bookmarks.add", LINK | {"channel_id": channel})["bookmark"]
    return {"channel_id": channel, "bookmark_id": row["id"]}
