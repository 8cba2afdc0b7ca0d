"""What Slack refuses of what hangs in a channel or on a message: pins, reactions and bookmarks."""

from collections.abc import Callable

import pytest

from tests.sandbox.refusals import (
    GENERAL,
    Refusal,
    Scene,
    Situations,
    check_account,
    check_planned,
    methods_of,
    refusals,
    unexplained,
)
from tests.sandbox.situations import CARDIVA, MARTA, NOWHERE, PRIVATE, lacking, outside, unknown, whispered
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
    scene.workspace.channel(GENERAL).pins.extend(f"{number}.000000" for number in range(100))
    return arguments


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


def no_message(**more: object) -> Situations:
    return {
        **unknown(timestamp=STAMP, **more),
        **outside(timestamp=STAMP, **more),
        "a message that does not exist": ("message_not_found", {"channel": GENERAL, "timestamp": STAMP, **more}),
        "another channel's message": (
            "message_not_found",
            lambda scene: on(scene, CARDIVA, **more) | {"channel": GENERAL},
        ),
        "what one person alone saw": (
            "message_not_found",
            lambda scene: {"channel": GENERAL, "timestamp": whispered(scene), **more},
        ),
        "no moment": ("no_item_specified", {"channel": GENERAL, "timestamp": "", **more}),
        "a moment in words": ("bad_timestamp", {"channel": GENERAL, "timestamp": "now", **more}),
    }


NO_EMOJI: Situations = {
    "no name": ("invalid_name", lambda scene: on(scene, name="")),
    "a name between colons": ("invalid_name", lambda scene: on(scene, name=":eyes:")),
    "the emoji itself": ("invalid_name", lambda scene: on(scene, name="👀")),
    "a skin that no hand has": ("invalid_name", lambda scene: on(scene, name="wave::skin-tone-7")),
}
PIN: Situations = {
    **no_message(),
    "a pinned message": ("already_pinned", twice("pins.add")),
    "a hundred pins": ("too_many_pins", full_of_pins),
}
UNPIN: Situations = {**no_message(), "a message without a pin": ("no_pin", on)}
PINS: Situations = {**unknown(), **outside()}
REACT: Situations = {
    **no_message(name="eyes"),
    **NO_EMOJI,
    "the same again": ("already_reacted", twice("reactions.add", name="eyes")),
    "an archived channel": ("is_archived", in_an_archived_channel),
    "fifty emoji on it": ("too_many_emoji", full_of_reactions(50, [MARTA])),
    "23 of the app's own on it": ("too_many_reactions", full_of_reactions(23, ["U0CONCORD0"])),
}
UNREACT: Situations = {
    **no_message(name="eyes"),
    **NO_EMOJI,
    "nobody's reaction": ("no_reaction", lambda scene: on(scene, name="eyes")),
    "somebody else's reaction": (
        "no_reaction",
        lambda scene: full_of_reactions(1, [MARTA])(scene) | {"name": "emoji-0"},
    ),
}
NO_ROOM: Situations = {
    "a channel that does not exist": ("channel_not_found", LINK | {"channel_id": NOWHERE}),
    "a private channel without the app": (
        "channel_not_found",
        lambda scene: LINK | {"channel_id": scene.leave(PRIVATE)},
    ),
    "a public channel without the app": ("access_denied", lambda scene: LINK | {"channel_id": scene.leave()}),
}
BOOKMARK: Situations = {
    **NO_ROOM,
    "anything but a link": ("invalid_bookmark_type", LINK | {"type": "folder"}),
    "no address": ("invalid_link", {key: value for key, value in LINK.items() if key != "link"}),
    "an address of another kind": ("invalid_link", LINK | {"link": "ftp://helvia.example"}),
    "an emoji without colons": ("invalid_emoji", LINK | {"emoji": "eyes"}),
    "a hundred bookmarks": ("too_many_bookmarks", full_of_bookmarks),
    "no title": ("invalid_arguments", {key: value for key, value in LINK.items() if key != "title"}),
    "no scope": ("missing_scope", lacking("bookmarks:write", **LINK)),
}
TABLE = {
    "pins.add": PIN,
    "pins.remove": UNPIN,
    "pins.list": PINS,
    "reactions.add": REACT,
    "reactions.remove": UNREACT,
    "bookmarks.add": BOOKMARK,
    "bookmarks.list": NO_ROOM,
}
ROWS = refusals(TABLE)
OBSERVED = {each: {"not_in_channel"} for each in ("pins.remove", "pins.list", "reactions.add", "reactions.remove")}
NEVER = {
    "no preference of the workspace forbids an app anything": ("restricted_action", "permission_denied"),
    "no argument of the contract names a file": (
        *("file_not_found", "file_not_shared", "file_comment_not_found", "file_already_added", "not_reactable"),
        *("slack_connect_blocked_file_type", "slack_connect_clip_sharing_blocked", "invalid_entity_id"),
        *("slack_connect_file_upload_sharing_blocked", "cannot_bookmark_from_external_org"),
        "cannot_bookmark_restricted_sharing_enabled",
    ),
    "a bookmark is a link, and stands alone": (
        *("invalid_app_action_type", "invalid_shortcut_type", "invalid_child_type", "invalid_parent_type"),
        *("parent_bookmark_disabled", "parent_with_link", "too_many_tabs"),
    ),
    "no message announces that somebody joined": ("not_pinnable",),
    "another code says the same": ("not_pinned", "too_many_requests"),
    "there are no canvases": ("no_access",),
    "no thread is locked": ("thread_locked",),
    "bookmarks are for everybody": ("not_implemented",),
    "no channel moves to another workspace": ("external_channel_migrating",),
}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", methods_of("pins", "reactions", "bookmarks"))
def test_every_documented_error_is_accounted_for(method: str) -> None:
    check_account(method, ROWS, NEVER, OBSERVED.get(method, ()))


@pytest.mark.parametrize("method", TABLE)
def test_what_never_comes_by_itself_can_be_planned(scene: Scene, method: str) -> None:
    check_planned(scene, method, NEVER)


def test_no_reason_is_left_without_an_error() -> None:
    assert unexplained(TABLE, NEVER) == set()


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


def test_a_bookmark_may_have_an_emoji(scene: Scene) -> None:
    scene.call("bookmarks.add", LINK | {"emoji": ":eyes:"})
    (bookmark,) = scene.call("bookmarks.list", {"channel_id": GENERAL})["bookmarks"]
    assert (bookmark["title"], bookmark["emoji"], bookmark["app_id"]) == ("The plan", ":eyes:", "A0CONCORD0")
