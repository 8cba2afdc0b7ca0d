"""What Slack refuses when an app makes channels, changes them, and says who is in them."""

from collections.abc import Callable

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
    GUEST,
    LONE_GUEST,
    LUCAS,
    MARTA,
    NOBODY,
    PRIVATE,
    STRANGER,
    archived,
    direct_message,
    lacking,
    outside,
    own,
    restricted,
    unknown,
)
from tests.sandbox.tiny import Json

LONG = "x" * 251
BAD_NAMES = {
    "no name": ("invalid_name_required", ""),
    "81 characters": ("invalid_name_maxlength", "x" * 81),
    "a space": ("invalid_name_specials", "no spaces"),
    "a capital": ("invalid_name_specials", "Crisis"),
    "a full stop": ("invalid_name_specials", "crisis.7"),
    "marks alone": ("invalid_name_punctuation", "-_-"),
    "the name of another channel": ("name_taken", "general"),
    "the name of a private channel": ("name_taken", "concord-admin"),
}


def renaming(name: str) -> Callable[[Scene], Json]:
    return lambda scene: {"channel": own(scene), "name": name}


def for_members(**more: object) -> Situations:
    """What every method refuses that changes a channel, for which the app must be in it."""
    return {
        **unknown(**more),
        **outside(**more),
        **direct_message(**more),
        "no scope for public channels": ("missing_scope", lacking("channels:manage", channel=GENERAL, **more)),
        "no scope for private channels": ("missing_scope", lacking("groups:write", channel=PRIVATE, **more)),
    }


def without(scene: Scene, person: str) -> str:
    """A channel that this person has just been taken out of."""
    scene.workspace.rooms.leave(scene.workspace.channel(CARDIVA), person)
    return CARDIVA


CREATE: Situations = {
    **{situation: (error, {"name": name}) for situation, (error, name) in BAD_NAMES.items()},
    "the name of an archived channel": (
        "name_taken",
        lambda scene: {"name": scene.workspace.channel(scene.archive()).name},
    ),
    **restricted("conversations.create", name="crisis-8"),
    "no scope for public channels": ("missing_scope", lacking("channels:manage", name="crisis-8")),
    "no scope for private channels": ("missing_scope", lacking("groups:write", name="crisis-8", is_private=True)),
}
RENAME: Situations = {
    **for_members(name="crisis-8"),
    **archived(name="crisis-8"),
    **{situation: (error, renaming(name)) for situation, (error, name) in BAD_NAMES.items()},
    "a channel that somebody else made": ("not_authorized", {"channel": CARDIVA, "name": "crisis-8"}),
}
JOIN: Situations = {
    **unknown(),
    **archived(),
    **direct_message(),
    "a private channel": ("method_not_supported_for_channel_type", {"channel": PRIVATE}),
    "no scope": ("missing_scope", lacking("channels:join", channel=GENERAL)),
}
LEAVE: Situations = {
    **unknown(),
    **archived(),
    **direct_message(),
    "everybody's channel": ("cant_leave_general", {"channel": GENERAL}),
    "nobody else is in it": ("last_member", lambda scene: {"channel": own(scene)}),
    "no scope": ("missing_scope", lacking("channels:manage", channel=CARDIVA)),
}
INVITE: Situations = {
    **for_members(users=LUCAS),
    **archived(users=LUCAS),
    "nobody": ("no_user", {"channel": CARDIVA, "users": " , "}),
    "somebody who does not exist": ("user_not_found", {"channel": CARDIVA, "users": NOBODY}),
    "a member": ("already_in_channel", {"channel": CARDIVA, "users": MARTA}),
    "itself": ("cant_invite_self", {"channel": CARDIVA, "users": CONCORD}),
    "somebody who left the company": ("cant_invite", {"channel": CARDIVA, "users": DEPARTED}),
    "another company's person": ("cant_invite", {"channel": CARDIVA, "users": STRANGER}),
    "one good and one bad": ("user_not_found", {"channel": CARDIVA, "users": f"{LUCAS},{NOBODY}"}),
    "a guest, into a public channel": (
        "user_is_restricted",
        lambda scene: {"channel": own(scene), "users": GUEST},
    ),
    "a guest of one channel, into another": ("ura_max_channels", {"channel": PRIVATE, "users": LONE_GUEST}),
    "a guest of one channel, who is in none yet": (
        "user_is_restricted",
        lambda scene: {"channel": without(scene, LONE_GUEST), "users": LONE_GUEST},
    ),
    "101 people": ("invalid_arguments", {"channel": CARDIVA, "users": ",".join([LUCAS] * 101)}),
    "bad ones alone, by force": ("user_not_found", {"channel": CARDIVA, "users": NOBODY, "force": True}),
}
KICK: Situations = {
    **for_members(user=MARTA),
    **restricted("conversations.kick", channel=CARDIVA, user=MARTA),
    "nobody": ("user_not_found", {"channel": CARDIVA}),
    "somebody who does not exist": ("user_not_found", {"channel": CARDIVA, "user": NOBODY}),
    "somebody who is not in it": ("not_in_channel", {"channel": CARDIVA, "user": LUCAS}),
    "itself": ("cant_kick_self", {"channel": CARDIVA, "user": CONCORD}),
    "out of everybody's channel": ("cant_kick_from_general", {"channel": GENERAL, "user": MARTA}),
}
ARCHIVE: Situations = {
    **for_members(),
    **restricted("conversations.archive", channel=CARDIVA),
    "an archived channel": ("already_archived", lambda scene: {"channel": scene.archive()}),
    "everybody's channel": ("cant_archive_general", {"channel": GENERAL}),
}
UNARCHIVE: Situations = {
    **unknown(),
    **direct_message(),
    "a channel in use": ("not_archived", {"channel": GENERAL}),
    "an archived channel, which people alone take up again": (
        "not_in_channel",
        lambda scene: {"channel": scene.archive(CARDIVA)},
    ),
    "no scope": ("missing_scope", lacking("channels:manage", channel=GENERAL)),
}
TOPIC: Situations = {
    **for_members(topic="What we know"),
    **archived(topic="What we know"),
    "251 characters": ("too_long", {"channel": GENERAL, "topic": LONG}),
}
PURPOSE: Situations = {
    **for_members(purpose="Crisis 7"),
    **archived(purpose="Crisis 7"),
    "251 characters": ("too_long", {"channel": GENERAL, "purpose": LONG}),
}
TABLE = {
    "conversations.create": CREATE,
    "conversations.rename": RENAME,
    "conversations.join": JOIN,
    "conversations.leave": LEAVE,
    "conversations.invite": INVITE,
    "conversations.kick": KICK,
    "conversations.archive": ARCHIVE,
    "conversations.unarchive": UNARCHIVE,
    "conversations.setTopic": TOPIC,
    "conversations.setPurpose": PURPOSE,
}
ROWS = refusals(TABLE)
NEVER = {
    "no preference of the workspace is about single people and channels": (
        *("no_permission", "no_external_invite_permission", "app_cannot_join_channel"),
        *("not_supported", "cant_archive_required", "cannot_create_channel"),
    ),
    "only an Enterprise organisation has such channels and people": (
        *("invitee_cant_see_channel", "org_user_not_in_team", "channel_is_limited_access"),
    ),
    "another code says the same": ("missing_argument", "no_channel", "invalid_name"),
    "there are no canvases": ("canvas_disabled_user_team",),
    "no channel moves to another workspace": ("external_channel_migrating",),
    "no channel is that full": ("too_many_members",),
}
NO_GUEST = {"the app is no guest": ("user_is_restricted",)}
OF_MEMBERS = ("conversations.leave", "conversations.setTopic", "conversations.setPurpose")


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", TABLE)
def test_every_documented_error_is_accounted_for(method: str) -> None:
    observed = {"not_in_channel"} if method == "conversations.unarchive" else set()
    check_account(method, ROWS, {**NEVER, **(NO_GUEST if method in OF_MEMBERS else {})}, observed)


@pytest.mark.parametrize("method", TABLE)
def test_what_never_comes_by_itself_can_be_planned(scene: Scene, method: str) -> None:
    check_planned(scene, method, NEVER)


def test_no_reason_is_left_without_an_error() -> None:
    assert unexplained(TABLE, NEVER) == unexplained(OF_MEMBERS, NO_GUEST) == set()


def test_a_refused_invitation_says_what_is_wrong_with_each_and_invites_nobody(scene: Scene) -> None:
    answer = scene.call("conversations.invite", {"channel": CARDIVA, "users": f"{LUCAS},{NOBODY},{MARTA}"})
    assert answer["errors"] == [
        {"user": NOBODY, "ok": False, "error": "user_not_found"},
        {"user": MARTA, "ok": False, "error": "already_in_channel"},
    ]
    assert LUCAS not in scene.workspace.channel(CARDIVA).members


def test_by_force_those_are_invited_who_can_be(scene: Scene) -> None:
    arguments = {"channel": CARDIVA, "users": f"{LUCAS},{DEPARTED}", "force": True}
    answer = scene.call("conversations.invite", arguments)
    assert answer["ok"] is True
    assert answer["errors"] == [{"user": DEPARTED, "ok": False, "error": "cant_invite"}]
    assert LUCAS in scene.workspace.channel(CARDIVA).members


def test_who_has_left_the_company_makes_an_invitation_fail_and_keeps_nobody_out(scene: Scene) -> None:
    answer = scene.call("conversations.invite", {"channel": CARDIVA, "users": f"{LUCAS},{DEPARTED}"})
    assert (answer["ok"], answer["error"]) == (False, "cant_invite")
    assert answer["errors"] == [{"user": DEPARTED, "ok": False, "error": "cant_invite"}]
    assert LUCAS in scene.workspace.channel(CARDIVA).members


def test_a_guest_of_several_channels_is_invited_into_a_private_one(scene: Scene) -> None:
    assert scene.call("conversations.invite", {"channel": PRIVATE, "users": GUEST})["ok"] is True


def test_a_preference_of_the_workspace_ends(scene: Scene) -> None:
    scene.forbid("conversations.create", "pins.add")
    scene.forbid("pins.add")
    assert scene.call("conversations.create", {"name": "crisis-7"})["ok"] is True
    with pytest.raises(ValueError, match=r"No preference of a workspace restricts 'chat\.update'"):
        scene.forbid("chat.update")


def test_another_companys_person_is_invited_where_their_company_is(scene: Scene) -> None:
    scene.workspace.rooms.leave(scene.workspace.channel("#partner-nordlab"), STRANGER)
    assert scene.call("conversations.invite", {"channel": "C0PARTNER0", "users": STRANGER})["ok"] is True


def test_joining_twice_is_a_warning_and_leaving_twice_is_none(scene: Scene) -> None:
    assert scene.call("conversations.leave", {"channel": CARDIVA}) == {"ok": True}
    assert scene.call("conversations.leave", {"channel": CARDIVA}) == {"ok": True, "not_in_channel": True}
    assert "warning" not in scene.call("conversations.join", {"channel": CARDIVA})
    again = scene.call("conversations.join", {"channel": CARDIVA})
    assert (again["ok"], again["warning"]) == (True, "already_in_channel")
    assert again["response_metadata"] == {"warnings": ["already_in_channel"]}


@pytest.mark.parametrize("name", ["crisis-7", "größe_2", "危機", "7"])
def test_letters_and_numbers_of_any_language_make_a_name(scene: Scene, name: str) -> None:
    assert scene.call("conversations.create", {"name": name})["channel"]["name"] == name
