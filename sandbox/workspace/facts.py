"""What happens in the workspace that its app may want to hear of, in the past tense."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from sandbox.workspace.models import Channel, Group, Json, Message, Person


@dataclass(frozen=True)
class MessagePosted:
    message: Message


@dataclass(frozen=True)
class MessageChanged:
    message: Message
    before: Message


@dataclass(frozen=True)
class MessageDeleted:
    message: Message


@dataclass(frozen=True)
class ChannelCreated:
    channel: Channel


@dataclass(frozen=True)
class ChannelRenamed:
    channel: Channel


@dataclass(frozen=True)
class ChannelArchived:
    """Or taken up again, as the channel itself says."""

    channel: Channel
    by: str


@dataclass(frozen=True)
class MemberJoined:
    channel: Channel
    person: Person
    inviter: str = ""


@dataclass(frozen=True)
class MemberLeft:
    channel: Channel
    person: Person


@dataclass(frozen=True)
class PinAdded:
    """`pin` is a row of the channel's."""

    channel: Channel
    message: Message
    pin: Json


@dataclass(frozen=True)
class PinRemoved:
    channel: Channel
    message: Message
    pin: Json
    by: str


@dataclass(frozen=True)
class PersonChanged:
    person: Person


@dataclass(frozen=True)
class GroupChanged:
    group: Group
    before: list[str]
    """Who was in it until now."""


@dataclass(frozen=True)
class HomeOpened:
    person: Person


Fact = (
    MessagePosted
    | MessageChanged
    | MessageDeleted
    | ChannelCreated
    | ChannelRenamed
    | ChannelArchived
    | MemberJoined
    | MemberLeft
    | PinAdded
    | PinRemoved
    | PersonChanged
    | GroupChanged
    | HomeOpened
)

Heard = Future[bool] | None
"""Whether the app has acknowledged the fact, once that is known; None where it does not listen to such facts."""

Listener = Callable[[Fact], Heard]


def nobody(fact: Fact) -> Heard:
    """The listener of a workspace that no app can hear."""
    return None
