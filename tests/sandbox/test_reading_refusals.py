"""What Slack refuses when an app finds, opens and reads conversations."""

import pytest

from tests.sandbox.refusals import (
    GENERAL,
    Refusal,
    Scene,
    Situations,
    check_account,
    check_planned,
    refusals,
    unexplained,
)
from tests.sandbox.situations import (
    CARDIVA,
    CONCORD,
    DEPARTED,
    JONAS,
    MARTA,
    NOBODY,
    between,
    direct,
    lacking,
    outside,
    pages,
    unknown,
    whispered,
)
from tests.sandbox.tiny import Json

STAMP = "1.000000"


def direct_without_scope(scene: Scene) -> Json:
    channel = direct(scene)
    scene.without_scope("im:write")
    return {"channel": channel}


INFO: Situations = {**unknown(), "no scope": ("missing_scope", lacking("channels:read", channel=GENERAL))}
LIST: Situations = {
    **pages(),
    "a kind that does not exist": ("invalid_types", {"types": "public_channel,party"}),
    "no scope for one of the kinds": ("missing_scope", lacking("groups:read", types="public_channel,private_channel")),
}
MEMBERS: Situations = {
    **unknown(),
    **pages(channel=GENERAL),
    "no scope": ("missing_scope", lacking("channels:read", channel=GENERAL)),
}
OPEN: Situations = {
    "neither a channel nor people": ("users_list_not_supplied", {}),
    "nobody": ("users_list_not_supplied", {"users": ","}),
    "two people, for whom the sandbox has no room": ("not_enough_users", {"users": f"{MARTA},{JONAS}"}),
    "nine people": ("too_many_users", {"users": ",".join([MARTA] * 9)}),
    "somebody who does not exist": ("user_not_found", {"users": NOBODY}),
    "somebody who left the company": ("user_disabled", {"users": DEPARTED}),
    "itself": ("cannot_dm_bot", {"users": CONCORD}),
    "a conversation that does not exist": ("channel_not_found", {"channel": "D0NOTHING0"}),
    "two other people's conversation": (
        "channel_not_found",
        lambda scene: {"channel": scene.workspace.rooms.direct(MARTA, JONAS).id},
    ),
    "a channel": ("method_not_supported_for_channel_type", {"channel": GENERAL}),
    "no scope": ("missing_scope", lacking("im:write", users=MARTA)),
}
CLOSE: Situations = {
    "a conversation that does not exist": ("channel_not_found", {"channel": "D0NOTHING0"}),
    "a channel": ("method_not_supported_for_channel_type", {"channel": GENERAL}),
    "no scope": ("missing_scope", direct_without_scope),
}
MARK: Situations = {
    **unknown(ts=STAMP),
    **outside(ts=STAMP),
    "a moment in words": ("invalid_timestamp", {"channel": GENERAL, "ts": "now"}),
}
HISTORY: Situations = {**unknown(), **outside(), **between(), **pages(channel=GENERAL)}
REPLIES: Situations = {
    **unknown(ts=STAMP),
    **outside(ts=STAMP),
    "a message that does not exist": ("thread_not_found", {"channel": GENERAL, "ts": STAMP}),
    "another channel's message": ("thread_not_found", lambda scene: {**scene.posted(CARDIVA), "channel": GENERAL}),
    "what one person alone saw": ("thread_not_found", lambda scene: {"channel": GENERAL, "ts": whispered(scene)}),
    "a beginning in words": ("invalid_ts_oldest", lambda scene: {**scene.posted(), "oldest": "yesterday"}),
    "an end in words": ("invalid_ts_latest", lambda scene: {**scene.posted(), "latest": "today"}),
    "a cursor that is none": ("invalid_cursor", lambda scene: {**scene.posted(), "cursor": "nonsense"}),
    "a limit in words": ("invalid_limit", lambda scene: {**scene.posted(), "limit": "many"}),
    "no scope": ("missing_scope", lacking("channels:history", channel=GENERAL, ts=STAMP)),
}
TABLE = {
    "conversations.info": INFO,
    "conversations.list": LIST,
    "conversations.members": MEMBERS,
    "conversations.open": OPEN,
    "conversations.close": CLOSE,
    "conversations.mark": MARK,
    "conversations.history": HISTORY,
    "conversations.replies": REPLIES,
}
ROWS = refusals(TABLE)
OBSERVED = {
    "conversations.open": {"cannot_dm_bot"},
    "conversations.history": {"invalid_limit"},
    "conversations.replies": {"invalid_limit", "not_in_channel"},
}
NEVER = {
    "the app is no guest": ("user_not_visible",),
    "only an Enterprise organisation has such channels": ("channel_is_limited_access",),
    "who sees a direct message is in it": ("user_does_not_own_channel", "not_permitted"),
    "one person is always a good combination": ("invalid_user_combination",),
    "another code says the same": ("missing_argument",),
    "no argument of the contract chooses metadata by their keys": ("invalid_metadata_filter_keys",),
    "there are no lists": ("list_record_comment_fetch_failed",),
    "members are always at hand": ("fetch_members_failed",),
    "no channel moves to another workspace": ("external_channel_migrating",),
}
ANY_KIND = {"it reads every kind of conversation": ("method_not_supported_for_channel_type",)}
READING = ("conversations.list", "conversations.members", "conversations.replies")


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", TABLE)
def test_every_documented_error_is_accounted_for(method: str) -> None:
    never = NEVER | (ANY_KIND if method in READING else {})
    check_account(method, ROWS, never, OBSERVED.get(method, ()))


@pytest.mark.parametrize("method", TABLE)
def test_what_never_comes_by_itself_can_be_planned(scene: Scene, method: str) -> None:
    check_planned(scene, method, NEVER)


def test_no_reason_is_left_without_an_error() -> None:
    assert unexplained(TABLE, NEVER) == unexplained(READING, ANY_KIND) == set()


def test_a_direct_message_is_opened_and_closed_once(scene: Scene) -> None:
    assert scene.call("conversations.open", {"users": MARTA}).keys() == {"ok", "channel"}
    room = direct(scene)
    again = scene.call("conversations.open", {"channel": room, "return_im": True})
    assert (again["no_op"], again["already_open"], again["channel"]["user"]) == (True, True, MARTA)
    assert scene.call("conversations.close", {"channel": room}) == {"ok": True}
    assert scene.call("conversations.close", {"channel": room}) == {"ok": True, "no_op": True, "already_closed": True}
    assert scene.call("conversations.open", {"users": MARTA}) == {"ok": True, "channel": {"id": room}}


def test_what_was_read_is_remembered(scene: Scene) -> None:
    message = scene.posted()
    assert scene.call("conversations.mark", message) == {"ok": True}
    assert scene.workspace.state.read_marks[CONCORD] == {GENERAL: message["ts"]}


def test_a_thread_is_read_by_its_root_and_by_any_of_its_replies(scene: Scene) -> None:
    root = scene.posted(text="Root")
    replies = [scene.posted(text=text, thread_ts=root["ts"]) for text in ("One", "Two")]
    for message in (root, *replies):
        answer = scene.call("conversations.replies", message)
        assert [each["text"] for each in answer["messages"]] == ["Root", "One", "Two"]
    assert [each["text"] for each in scene.call("conversations.replies", scene.posted())["messages"]] == ["x"]


def test_a_thread_is_cut_by_time_and_keeps_its_root(scene: Scene) -> None:
    root = scene.posted(text="Root")
    one, two = (scene.posted(text=text, thread_ts=root["ts"])["ts"] for text in ("One", "Two"))
    later = scene.call("conversations.replies", {**root, "oldest": one})
    until = scene.call("conversations.replies", {**root, "latest": two, "inclusive": True})
    assert [each["text"] for each in later["messages"]] == ["Root", "Two"]
    assert [each["text"] for each in until["messages"]] == ["Root", "One", "Two"]
