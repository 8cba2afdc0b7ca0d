"""What people do to channels, as far as their role in the workspace allows."""

from collections.abc import Callable

import pytest

from sandbox.desk import Desk, Impossible
from sandbox.workspace import Workspace
from sandbox.workspace.refusals import Refused
from tests.sandbox.situations import CARDIVA, GUEST, INES, JONAS, LONE_GUEST, LUCAS, MARTA

CREATED = "#fake-vials"


def subtypes(desk: Desk, channel: str) -> list[str]:
    return [each.subtype for each in desk.read(channel) if each.is_notice]


def test_a_channel_lives_through_the_commands_that_every_channel_has(workspace: Workspace) -> None:
    ines = Desk(workspace, "ines")
    room = ines.create("fake-vials")
    for line in (
        "/topic What we know",
        "/invite @marta @jonas",
        "/remove @jonas",
        "/rename fake-vials-2026",
        "/archive",
    ):
        assert ines.type(room.id, line).ok
    assert (room.name, room.topic, room.members, room.is_archived) == (
        *("fake-vials-2026", "What we know"),
        [INES, MARTA],
        True,
    )
    ines.unarchive(room.id)
    assert Desk(workspace, "marta").type(room.id, "/leave").ok
    assert (room.members, room.is_archived) == ([INES], False)
    assert subtypes(ines, room.id) == [
        *("channel_join", "channel_topic", "channel_join", "channel_join", "channel_leave"),
        *("channel_name", "channel_archive", "channel_unarchive", "channel_leave"),
    ]


def test_who_made_a_channel_names_it(workspace: Workspace) -> None:
    room = Desk(workspace, "jonas").create("fake-vials")
    Desk(workspace, "jonas").rename(room.id, "vials")
    assert (room.name, room.previous_names) == ("vials", ["fake-vials"])


FORBIDDEN: dict[str, tuple[str, str, Callable[[Desk], object]]] = {
    "a guest makes no public channel": ("gina", "is a guest", lambda desk: desk.create("x")),
    "a guest of one channel makes no private one": ("felix", "is a guest", lambda desk: desk.create("x", private=True)),
    "a guest archives nothing": ("gina", "is a guest", lambda desk: desk.archive(CARDIVA)),
    "a guest takes nothing up again": ("gina", "is a guest", lambda desk: desk.unarchive(CARDIVA)),
    "a member renames only what they made": ("marta", "rename brand-cardiva", lambda desk: desk.rename(CARDIVA, "x")),
    "a member takes nobody out of a public channel": (
        *("marta", "Only administrators remove"),
        lambda desk: desk.remove(CARDIVA, "jonas"),
    ),
    "a member brings no guest into a public channel": (
        *("marta", "user_is_restricted"),
        lambda desk: desk.invite("#general", "gina"),
    ),
    "a guest of one channel has no second one": (
        *("ines", "ura_max_channels"),
        lambda desk: desk.invite("#general", "felix"),
    ),
    "somebody else's channel has no topic of mine": (
        *("lucas", "Lucas Martin is not in brand-cardiva"),
        lambda desk: desk.set_topic(CARDIVA, "x"),
    ),
    "nobody archives everybody's channel": ("ines", "Nobody archives general", lambda desk: desk.archive("#general")),
    "a guest of one channel is offered no commands": (
        *("felix", "guest of a single channel"),
        lambda desk: desk.type(CARDIVA, "/echo hello"),
    ),
    "a guest of one channel is offered no shortcuts": (
        *("felix", "guest of a single channel"),
        lambda desk: desk.shortcut("tiny.form"),
    ),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_a_role_may_not(workspace: Workspace, what: str) -> None:
    handle, sentence, deed = FORBIDDEN[what]
    with pytest.raises(Impossible, match=sentence):
        deed(Desk(workspace, handle))


def test_what_a_role_may(workspace: Workspace) -> None:
    marta, ines, gina = (Desk(workspace, each) for each in ("marta", "ines", "gina"))
    room = marta.create("fake-vials", private=True)
    for person in ("gina", "ines", "jonas"):
        marta.invite(room.id, person)
    marta.remove(room.id, "jonas")
    assert GUEST in room.members
    assert JONAS not in room.members
    assert gina.create("agency", private=True).members == [GUEST]
    workspace.rooms.leave(workspace.channel(CARDIVA), LONE_GUEST)
    ines.invite(room.id, "felix")
    assert LONE_GUEST in room.members


def test_nothing_happens_to_an_archived_channel(workspace: Workspace) -> None:
    marta = Desk(workspace, "marta")
    marta.archive(CARDIVA)
    for deed in (marta.set_topic, marta.invite):
        with pytest.raises(Impossible, match="brand-cardiva is archived"):
            deed(CARDIVA, LUCAS)


def test_a_name_that_slack_does_not_take_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="name_taken"):
        Desk(workspace, "marta").create("general")


def test_a_message_is_pinned_and_taken_down_by_whoever_is_in_the_channel(workspace: Workspace) -> None:
    message = Desk(workspace, "jonas").type(CARDIVA, "What we know").message
    assert message is not None
    marta = Desk(workspace, "marta")
    marta.pin(CARDIVA, message.ts)
    assert [(pinned.ts, pin["by"]) for pinned, pin in workspace.pins.of(workspace.channel(CARDIVA))] == [
        (message.ts, MARTA)
    ]
    assert subtypes(marta, CARDIVA) == ["pinned_item"]
    marta.unpin(CARDIVA, message.ts)
    assert workspace.pins.of(workspace.channel(CARDIVA)) == []


def test_what_slack_itself_writes_is_nothing_unread(workspace: Workspace) -> None:
    Desk(workspace, "marta").set_topic(CARDIVA, "What we know, @jonas")
    jonas = Desk(workspace, "jonas")
    assert (jonas.unread(CARDIVA), jonas.mentions(CARDIVA)) == (0, 0)
