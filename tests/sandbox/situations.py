"""Situations in which several methods refuse alike, for the tables of refusals."""

from collections.abc import Callable

from tests.sandbox.refusals import GENERAL, Scene, Situations
from tests.sandbox.tiny import Json

NOWHERE, PRIVATE, CARDIVA = "C0NOTHING0", "C0CONCORD0", "C0CARDIVA0"
MARTA, JONAS, LUCAS, INES = "U0MARTA000", "U0JONAS000", "U0LUCAS000", "U0INES0000"
GUEST, LONE_GUEST = "U0GINA0000", "U0FELIX000"
DEPARTED, STRANGER = "U0PETER000", "U0OSCAR000"
NOBODY, CONCORD = "U0NOBODY00", "U0CONCORD0"


def direct(scene: Scene) -> str:
    """The app's direct message with Marta."""
    return str(scene.client.conversations_open(users=MARTA)["channel"]["id"])


def own(scene: Scene) -> str:
    """A channel that the app made, and is alone in."""
    return str(scene.client.conversations_create(name="crisis-7")["channel"]["id"])


def whispered(scene: Scene) -> str:
    """The ts of a message that Marta alone sees."""
    return str(scene.client.chat_postEphemeral(channel=GENERAL, user=MARTA, text="For Marta")["message_ts"])


def lacking(scope: str, **arguments: object) -> Callable[[Scene], Json]:
    def arrange(scene: Scene) -> Json:
        scene.without_scope(scope)
        return arguments

    return arrange


def unknown(**more: object) -> Situations:
    return {
        "no channel": ("channel_not_found", {"channel": "", **more}),
        "a channel that does not exist": ("channel_not_found", {"channel": NOWHERE, **more}),
        "a channel's name": ("channel_not_found", {"channel": "#general", **more}),
        "a channel's bare name": ("channel_not_found", {"channel": "general", **more}),
        "a private channel without the app": (
            "channel_not_found",
            lambda scene: {"channel": scene.leave(PRIVATE), **more},
        ),
    }


def outside(**more: object) -> Situations:
    return {"a public channel without the app": ("not_in_channel", lambda scene: {"channel": scene.leave(), **more})}


def archived(**more: object) -> Situations:
    return {"an archived channel": ("is_archived", lambda scene: {"channel": scene.archive(), **more})}


def restricted(method: str, **arguments: object) -> Situations:
    def arrange(scene: Scene) -> Json:
        scene.forbid(method)
        return arguments

    return {"a preference of the workspace": ("restricted_action", arrange)}


def direct_message(**more: object) -> Situations:
    return {
        "a direct message": (
            "method_not_supported_for_channel_type",
            lambda scene: {"channel": direct(scene), **more},
        )
    }


def pages(**more: object) -> Situations:
    return {
        "a cursor of nothing": ("invalid_cursor", {"cursor": "bmV4dDpub3RoaW5n", **more}),
        "a cursor that is none": ("invalid_cursor", {"cursor": "nonsense", **more}),
        "a limit in words": ("invalid_limit", {"limit": "many", **more}),
        "a limit of nothing": ("invalid_limit", {"limit": "0", **more}),
        "a limit below nothing": ("invalid_limit", {"limit": "-1", **more}),
    }


def between(**more: object) -> Situations:
    return {
        "a beginning in words": ("invalid_ts_oldest", {"channel": GENERAL, "oldest": "yesterday", **more}),
        "a beginning that is no number": ("invalid_ts_oldest", {"channel": GENERAL, "oldest": "nan", **more}),
        "an end in words": ("invalid_ts_latest", {"channel": GENERAL, "latest": "today", **more}),
    }
