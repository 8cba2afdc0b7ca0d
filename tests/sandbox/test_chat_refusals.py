"""What Slack refuses of chat.*: each documented error comes when it should, or a sentence says why it never does."""

import pytest

from tests.sandbox.refusals import (
    Refusal,
    Scene,
    Situations,
    also,
    check_account,
    check_planned,
    methods_of,
    refusals,
    unexplained,
)
from tests.sandbox.showing import DIVIDER, metadata, paragraph, reply, to
from tests.sandbox.situations import (
    CONCORD,
    DEPARTED,
    GUEST,
    JONAS,
    MARTA,
    NOBODY,
    NOWHERE,
    PRIVATE,
    STRANGER,
    lacking,
    whispered,
)
from tests.sandbox.tiny import Json


def between_others(scene: Scene) -> Json:
    return to(scene.workspace.rooms.direct(MARTA, JONAS).id)


def without_messages_tab(scene: Scene) -> Json:
    scene.manifest(has_messages_tab=False)
    return to(MARTA)


def archived_message(scene: Scene) -> Json:
    message = scene.posted()
    scene.archive()
    return message | {"text": "y"}


def left_message(scene: Scene) -> Json:
    message = scene.posted()
    scene.leave()
    return message | {"text": "y"}


CONTENT: Situations = {
    "no content at all": ("no_text", to(text=None)),
    "an empty text and no blocks": ("no_text", to(text="", blocks=[], attachments=[])),
    "blocks that are not JSON": ("invalid_blocks_format", to(blocks="[{")),
    "blocks that have no end": ("invalid_blocks_format", to(blocks="[" * 100_000)),
    "blocks that are not a list": ("invalid_blocks_format", to(blocks=DIVIDER)),
    "a block of no known type": ("invalid_blocks", to(blocks=[{"type": "dividend"}])),
    "fifty-one blocks": ("invalid_blocks", to(blocks=[DIVIDER] * 51)),
    "blocks of 13,201 characters": ("msg_blocks_too_long", to(blocks=[paragraph(3000)] * 4 + [paragraph(1201)])),
    "a hundred and one attachments": ("too_many_attachments", to(attachments=[{"text": "x"}] * 101)),
    "attachments that are not JSON": ("invalid_attachments", to(attachments="[{")),
    "attachments that are not a list": ("invalid_attachments", to(attachments={"text": "x"})),
    "an attachment that is not an object": ("invalid_attachments", to(attachments=["x"])),
    "an attachment with blocks that are wrong": ("invalid_attachments", to(attachments=[{"blocks": [{"type": "x"}]}])),
    "Markdown beside a text": ("markdown_text_conflict", to(markdown_text="*x*")),
    "Markdown beside blocks": ("markdown_text_conflict", to(text=None, markdown_text="*x*", blocks=[DIVIDER])),
    "Markdown of 12,001 characters": ("invalid_arguments", to(text=None, markdown_text="x" * 12_001)),
    "a text that is an object": ("invalid_arguments", to(text={"type": "mrkdwn", "text": "x"})),
}
METADATA: Situations = {
    "metadata that is not JSON": ("invalid_metadata_format", to(metadata="{")),
    "metadata without a payload": ("invalid_metadata_format", to(metadata={"event_type": "letter"})),
    "metadata with more than type and payload": ("invalid_metadata_format", to(metadata=metadata(id="7"))),
    "a payload that is not an object": ("invalid_metadata_schema", to(metadata=metadata(event_payload="7"))),
    "an event type that is not a string": ("invalid_metadata_schema", to(metadata=metadata(event_type=7))),
    "metadata of more than 16 kB": ("metadata_too_large", to(metadata=metadata(event_payload={"id": "7" * 16_000}))),
}
PLACE: Situations = {
    "a channel that does not exist": ("channel_not_found", to(NOWHERE)),
    "a name that no channel has": ("channel_not_found", to("#nowhere")),
    "no channel's name": ("channel_not_found", to("")),
    "a private channel that the app has left": ("channel_not_found", lambda scene: to(scene.leave(PRIVATE))),
    "a direct message of two other people": ("channel_not_found", between_others),
    "somebody who has left the company": ("channel_not_found", to(DEPARTED)),
    "the app itself": ("cannot_dm_bot", to(CONCORD)),
    "a public channel that the app has left": ("not_in_channel", lambda scene: to(scene.leave())),
    "an archived channel": ("is_archived", lambda scene: to(scene.archive())),
    "an app without a messages tab": ("messages_tab_disabled", without_messages_tab),
    "a thread that does not exist": ("cannot_reply_to_message", to(thread_ts="1.000000")),
    "a thread under what only one person sees": (
        "cannot_reply_to_message",
        lambda scene: to(thread_ts=whispered(scene)),
    ),
    "an app that may not write": ("missing_scope", lacking("chat:write", **to())),
    "no channel": ("invalid_arguments", {"text": "x"}),
}
"""For what is posted, as itself or for one person."""


POST = {**PLACE, **CONTENT, **METADATA}
WHISPER: Situations = {
    **also({"user": MARTA}, {**PLACE, **CONTENT}),
    "a text of 40,001 characters": ("msg_too_long", to(user=MARTA, text="x" * 40_001)),
    "somebody who is not in the channel": ("user_not_in_channel", to(user=GUEST)),
    "somebody of another organisation": ("user_not_in_channel", to(user=STRANGER)),
    "nobody of that name": ("user_not_in_channel", to(user=NOBODY)),
    "nobody": ("invalid_arguments", to()),
}
UPDATE: Situations = {
    **also(lambda scene: scene.posted(), {**CONTENT, **METADATA}),
    "a channel that does not exist": ("channel_not_found", to(NOWHERE, ts="1.000000")),
    "a channel's name": ("channel_not_found", lambda scene: scene.posted() | {"channel": "#general", "text": "y"}),
    "a person": ("channel_not_found", lambda scene: scene.posted(MARTA) | to(MARTA)),
    "a channel that the app has left": ("not_in_channel", left_message),
    "a channel that was archived": ("is_inactive", archived_message),
    "a message that does not exist": ("message_not_found", to(ts="1.000000")),
    "a message that only one person sees": ("message_not_found", lambda scene: to(ts=whispered(scene))),
    "somebody else's message": ("cant_update_message", lambda scene: scene.typed() | {"text": "y"}),
    "a text of 4,001 characters": ("msg_too_long", lambda scene: scene.posted() | {"text": "x" * 4_001}),
    "nothing to change": ("no_text", lambda scene: scene.posted()),
    "the last content taken away": ("no_text", lambda scene: scene.posted() | {"text": ""}),
    "no reply, to be shown to all": (
        "cant_broadcast_message",
        lambda scene: scene.posted() | {"reply_broadcast": True},
    ),
    "a reply changed and shown at once": ("no_dual_broadcast_content_update", lambda scene: reply(scene, text="y")),
    "no message": ("invalid_arguments", to()),
}
DELETE: Situations = {
    "a channel's name": ("channel_not_found", lambda scene: scene.posted() | {"channel": "general"}),
    "a channel that does not exist": ("channel_not_found", to(NOWHERE, ts="1.000000")),
    "a channel that the app has left": ("not_in_channel", left_message),
    "a message that does not exist": ("message_not_found", to(ts="1.000000")),
    "a message that only one person sees": ("message_not_found", lambda scene: to(ts=whispered(scene))),
    "somebody else's message": ("cant_delete_message", lambda scene: scene.typed()),
    "no message": ("invalid_arguments", to()),
}
PERMALINK: Situations = {
    "a channel's name": ("channel_not_found", to("#general", message_ts="1.000000")),
    "a channel that does not exist": ("channel_not_found", to(NOWHERE, message_ts="1.000000")),
    "a private channel that the app has left": (
        "channel_not_found",
        lambda scene: {"channel": scene.leave(PRIVATE), "message_ts": "1.000000"},
    ),
    "a message that does not exist": ("message_not_found", to(message_ts="1.000000")),
    "a message that only one person sees": ("message_not_found", lambda scene: to(message_ts=whispered(scene))),
    "no message": ("invalid_arguments", to()),
}
ROWS = refusals(
    {
        "chat.postMessage": POST,
        "chat.postEphemeral": WHISPER,
        "chat.update": UPDATE,
        "chat.delete": DELETE,
        "chat.getPermalink": PERMALINK,
    }
)
OBSERVED = {
    "chat.postMessage": {"invalid_attachments", "cannot_dm_bot"},
    "chat.postEphemeral": {"msg_blocks_too_long", "cannot_dm_bot"},
    "chat.update": {"msg_blocks_too_long", "not_in_channel"},
    "chat.delete": {"not_in_channel"},
}
"""What is not on Slack's list of a method but was seen to come, or is on the list of the methods beside it."""
NEVER = {
    "Drafts are for Slack's own clients.": [
        *("draft_already_deleted", "draft_already_sent", "draft_has_conflict", "draft_not_found")
    ],
    "No app names a message by itself.": ["duplicate_channel_not_found", "duplicate_message_not_found"],
    "The company restricts nobody's posting and editing.": [
        *("restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_locked"),
        *("restricted_action_thread_only_channel", "restricted_action_non_threadable_channel"),
        *("app_access_restricted", "posting_to_channel_denied", "edit_window_closed"),
    ],
    "The company is a workspace of its own, on a paid plan, and stays where it is.": [
        *("ekm_access_denied", "team_not_found", "external_channel_migrating", "message_limit_exceeded")
    ],
    "The company lets its partners see whatever is shared.": [
        *("slack_connect_canvas_sharing_blocked", "slack_connect_file_link_sharing_blocked"),
        *("slack_connect_lists_sharing_blocked", "slack_connect_blocked_file_type"),
        *("slack_connect_clip_sharing_blocked", "slack_connect_file_upload_sharing_blocked"),
    ],
    "The app is its own bot, never a person.": [
        *("as_user_not_supported", "send_on_behalf_not_allowed", "metadata_must_be_sent_from_app", "block_mismatch")
    ],
    "Messages have no contact cards, and their files come by files.completeUploadExternal.": [
        *("too_many_contact_cards", "missing_file_data", "blocked_file_type", "file_deleted", "file_is_deleted"),
        *("file_not_found", "file_share_limit_reached", "max_file_sharing_exceeded", "unable_to_share_files"),
    ],
    "Messages are not streamed.": ["streaming_state_conflict"],
    "Slack does not say where this limit lies.": ["attachment_payload_limit_exceeded"],
    "Who asks too often gets status 429 and `ratelimited`.": ["rate_limited"],
    "Slack itself has failed.": ["update_failed"],
}
METHODS = methods_of("chat")


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no_and_nothing_changes(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", METHODS)
def test_every_documented_error_is_tried_or_explained(method: str) -> None:
    check_account(method, ROWS, NEVER, OBSERVED.get(method, ()))


def test_no_reason_is_left_without_an_error() -> None:
    assert unexplained(METHODS, NEVER) == set()


@pytest.mark.parametrize("method", METHODS)
def test_what_never_comes_can_be_planned(scene: Scene, method: str) -> None:
    check_planned(scene, method, NEVER)
