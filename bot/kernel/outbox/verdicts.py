"""What an answer of Slack's means for the letter that it answers, and which errors say that there was none."""

from enum import Enum
from http import HTTPStatus
from http.client import HTTPException

from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.kernel.outbox.slack import Answer, Known
from bot.kernel.outbox.tables import OF_ROOMS, Method

DELETE = "chat.delete"
"""Of a message that only one person reads."""
UNREACHED = (SlackApiError, SlackRequestError, OSError, HTTPException, UnicodeError)
"""What slack_sdk's client raises when Slack did not do as it was asked, or broke off in the middle of its answer."""


class Verdict(Enum):
    DELIVERED = "delivered"
    SLOWER = "slower"  # a 429: that method waits, in all channels
    AGAIN = "again"  # it may go well next time
    NOBODY_THERE = "nobody there"  # not in this channel, ever: the fallback channel
    GONE = "gone"  # the message to replace is no more: post it anew
    STAYS = "stays"  # the message to delete: show what it says instead
    NO_THREAD = "no thread"  # say it outside of the thread
    MALFORMED = "malformed"  # our mistake
    REFUSED = "refused"  # what it was to do to a channel
    LOCKED_OUT = "locked out"  # the token: nothing can be delivered


LOCKED_OUT = {
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
    "org_login_required",
    "two_factor_setup_required",
}
MAY_BE_LOCKED_OUT = "account_inactive"
"""Said of the person written to, and of our own token: auth.test tells which."""

NOBODY_THERE = {
    "channel_not_found",
    "channel_is_limited_access",
    "is_archived",
    "is_inactive",
    "not_in_channel",
    "account_inactive",
    "user_not_found",
    "user_disabled",
    "user_not_visible",
    "user_not_in_channel",
    "users_not_found",
    "cannot_dm_bot",
    "messages_tab_disabled",
    "method_not_supported_for_channel_type",
    "missing_scope",
    "no_permission",
    "access_denied",
    "ekm_access_denied",
    "posting_to_channel_denied",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "external_channel_migrating",
}
NO_FILES = {
    "file_type_not_allowed",
    "file_upload_size_restricted",
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "storage_limit_reached",
}
"""This workspace takes no such file from anybody."""
GONE = {
    "message_not_found",
    "cant_update_message",
    "edit_window_closed",
    "file_is_deleted",
    "streaming_state_conflict",
}
PASSING = {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org"}
"""Said of what it was to do to a channel: it may go well next time."""
STAYS = {"cant_delete_message", "compliance_exports_prevent_deletion"}
NO_THREAD = {"thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"}
MALFORMED = {
    "attachment_payload_limit_exceeded",
    "block_mismatch",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_attachments",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_charset",
    "invalid_form_data",
    "invalid_json",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "json_not_object",
    "markdown_text_conflict",
    "metadata_must_be_sent_from_app",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "too_many_attachments",
    "view_too_large",
}


def is_refused(error: SlackApiError) -> bool:
    """Whether Slack says no for good, instead of failing just now."""
    failing = error.response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
    return not failing and any(error.response["error"] in errors for _, errors in _LISTS)


def is_malformed(error: str) -> bool:
    """Whether it is the message that Slack does not take, rather than where it was to go."""
    return error in MALFORMED


def judge(answer: Answer, method: str) -> Verdict:
    """An error that is on no list is taken for a passing one."""
    if answer.known is not Known.ANSWERED:
        return Verdict.AGAIN
    if answer.ok:
        # An answer that does not say where the message is proves nothing.
        is_nowhere = method in {Method.WHISPER, Method.PUBLISH, Method.UPLOAD, *OF_ROOMS}
        return Verdict.DELIVERED if is_nowhere or _names_a_place(answer) else Verdict.AGAIN
    if answer.retry_after is not None:
        return Verdict.SLOWER
    if method in OF_ROOMS and answer.error not in LOCKED_OUT | PASSING:
        return Verdict.REFUSED
    verdict = next((verdict for verdict, errors in _LISTS if answer.error in errors), Verdict.AGAIN)
    return _OF_DELETING.get(verdict, verdict) if method == DELETE else verdict


def _names_a_place(answer: Answer) -> bool:
    return all(isinstance(answer.data.get(name), str) and answer.data[name] for name in ("channel", "ts"))


_LISTS = [
    (Verdict.LOCKED_OUT, LOCKED_OUT),
    (Verdict.NOBODY_THERE, NOBODY_THERE | NO_FILES),
    (Verdict.GONE, GONE),
    (Verdict.STAYS, STAYS),
    (Verdict.NO_THREAD, NO_THREAD),
    (Verdict.MALFORMED, MALFORMED),
]
_OF_DELETING = {
    Verdict.GONE: Verdict.DELIVERED,
    Verdict.NOBODY_THERE: Verdict.STAYS,
    Verdict.MALFORMED: Verdict.STAYS,
}
"""A message that is no more is as it should be."""
