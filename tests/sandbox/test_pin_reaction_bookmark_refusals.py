"""What Slack refuses of what hangs in a channel or on a message: pins, reactions and bookmarks."""

import pytest

from tests.sandbox.hanging_on import (
    LINK,
    STAMP,
    bookmarked,
    full_of_bookmarks,
    full_of_pins,
    full_of_reactions,
    in_an_archived_channel,
    noticed,
    on,
    twice,
)
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
from tests.sandbox.situations import (
    CARDIVA,
    MARTA,
    NOWHERE,
    PRIVATE,
    lacking,
    outside,
    restricted,
    unknown,
    whispered,
)


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
    "what Slack itself wrote": ("not_pinnable", noticed),
    **restricted("pins.add", channel=GENERAL, timestamp=STAMP),
}
UNPIN: Situations = {
    **no_message(),
    **restricted("pins.remove", channel=GENERAL, timestamp=STAMP),
    "a message without a pin": ("no_pin", on),
}
PINS: Situations = {**unknown(), **outside(), **restricted("pins.list", channel=GENERAL)}
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
NO_BOOKMARK: Situations = {
    **NO_ROOM,
    "no bookmark": ("not_found", {"channel_id": GENERAL}),
    "a bookmark that does not exist": ("not_found", {"channel_id": GENERAL, "bookmark_id": "Bk0NOTHING"}),
    "another channel's bookmark": ("not_found", lambda scene: bookmarked(scene, CARDIVA) | {"channel_id": GENERAL}),
    "no scope": ("missing_scope", lacking("bookmarks:write", channel_id=GENERAL)),
}
EDIT: Situations = {
    **NO_BOOKMARK,
    "an address of another kind": ("invalid_link", lambda scene: bookmarked(scene) | {"link": "ftp://helvia.example"}),
    "no address": ("invalid_link", lambda scene: bookmarked(scene) | {"link": ""}),
    "an emoji without colons": ("invalid_emoji", lambda scene: bookmarked(scene) | {"emoji": "eyes"}),
}
TABLE = {
    "pins.add": PIN,
    "pins.remove": UNPIN,
    "pins.list": PINS,
    "reactions.add": REACT,
    "reactions.remove": UNREACT,
    "bookmarks.add": BOOKMARK,
    "bookmarks.edit": EDIT,
    "bookmarks.remove": NO_BOOKMARK,
    "bookmarks.list": NO_ROOM,
}
ROWS = refusals(TABLE)
OBSERVED = {each: {"not_in_channel"} for each in ("pins.remove", "pins.list", "reactions.add", "reactions.remove")}
NEVER = {
    "no preference of the workspace is about bookmarks": ("permission_denied",),
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
    "another code says the same": ("not_pinned", "too_many_requests"),
    "there are no canvases": ("no_access",),
    "no thread is locked": ("thread_locked",),
    "bookmarks are for everybody": ("not_implemented",),
    "no channel moves to another workspace": ("external_channel_migrating",),
}
ALL_LINKS = {
    "every bookmark is a link": ("invalid_bookmark_type",),
    "no argument of the contract names somebody": ("user_not_found",),
}
CHANGING = ("bookmarks.edit", "bookmarks.remove")


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", methods_of("pins", "reactions", "bookmarks"))
def test_every_documented_error_is_accounted_for(method: str) -> None:
    never = NEVER | (ALL_LINKS if method in CHANGING else {})
    check_account(method, ROWS, never, OBSERVED.get(method, ()))


@pytest.mark.parametrize("method", TABLE)
def test_what_never_comes_by_itself_can_be_planned(scene: Scene, method: str) -> None:
    check_planned(scene, method, NEVER)


def test_no_reason_is_left_without_an_error() -> None:
    assert unexplained(TABLE, NEVER) == unexplained(CHANGING, ALL_LINKS) == set()
