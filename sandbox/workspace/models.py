"""What a workspace consists of, as plain data that can be written to a file and read back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Values = dict[str, dict[str, Json]]
"""What a person has filled in, as Slack puts it into `view.state.values`: by block id, then by action id."""
TOMBSTONE = "tombstone"
"""The subtype of what is left of a deleted message that has replies."""


@dataclass(slots=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass(slots=True)
class Person:
    """A member of the workspace, a guest (of several channels, or ultra restricted to a single one), somebody of
    another organisation, or the app's own bot user.
    """

    id: str
    handle: str
    name: str
    team: str
    title: str = ""
    tz: str = "Europe/Zurich"
    email: str = ""
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_deleted: bool = False
    is_admin: bool = False
    is_stranger: bool = False
    bot_id: str = ""

    @property
    def is_bot(self) -> bool:
        return bool(self.bot_id)

    @property
    def is_guest_of_several(self) -> bool:
        return self.is_restricted and not self.is_ultra_restricted

    @property
    def is_offered_apps(self) -> bool:
        """Whether Slack offers commands and shortcuts: not to guests of a single channel
        (slack.com/help/articles/201314026), nor to other companies.
        """
        return not (self.is_ultra_restricted or self.is_stranger)

    @property
    def is_outsider(self) -> bool:
        """Guests and strangers see only the channels that they are in."""
        return self.is_restricted or self.is_stranger


@dataclass(slots=True)
class Channel:
    """A conversation; `kind` is public, private or im; an im has two members, and is open where the app opened it."""

    id: str
    name: str
    kind: str = "public"
    members: list[str] = field(default_factory=list)
    topic: str = ""
    purpose: str = ""
    last_set: dict[str, Json] = field(default_factory=dict)
    """Who set `topic` and `purpose`, and when."""
    previous_names: list[str] = field(default_factory=list)
    creator: str = ""
    created: int = 0
    is_archived: bool = False
    is_open: bool = False
    shared_with: list[str] = field(default_factory=list)
    pins: list[Json] = field(default_factory=list)
    """Oldest first: the `ts` of the message, who pinned it (`by`) and when (`at`)."""
    bookmarks: list[Json] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        return self.kind == "im"

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    @property
    def noun(self) -> str:
        """What Slack's events call it."""
        return "group" if self.is_private else "channel"

    @property
    def is_general(self) -> bool:
        """Everybody's channel, which nobody leaves."""
        return self.name == "general"


@dataclass(slots=True)
class Group:
    """A user group such as @medical-reviewers."""

    id: str
    handle: str
    name: str
    members: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Message:
    """What stands in a conversation; `only_for` names the one person who sees an ephemeral one, and `about` has the
    fields of a notice, which Slack itself writes.
    """

    ts: str
    channel: str
    author: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    metadata: Json | None = None
    bot_id: str = ""
    subtype: str = ""
    about: Json = field(default_factory=dict)
    edited: str = ""
    only_for: str = ""
    broadcast: bool = False
    hidden_from_history: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.only_for)

    @property
    def is_notice(self) -> bool:
        """A line of Slack's own about what somebody did to the channel."""
        return self.subtype not in ("", "file_share")

    @property
    def is_reply(self) -> bool:
        return bool(self.thread_ts) and self.thread_ts != self.ts

    @property
    def is_tombstone(self) -> bool:
        return self.subtype == TOMBSTONE

    @property
    def is_broadcast(self) -> bool:
        """A reply that stands in the channel too."""
        return self.is_reply and self.broadcast

    @property
    def all_blocks(self) -> list[Json]:
        """Its own, and those of its attachments."""
        return [*self.blocks, *(block for each in self.attachments for block in each.get("blocks") or [])]

    def attachment_of(self, block_id: str) -> int:
        """The number, from 1 on, of the attachment in which this block stands; 0: in none."""
        for number, each in enumerate(self.attachments, start=1):
            if any(block.get("block_id") == block_id for block in each.get("blocks") or []):
                return number
        return 0


@dataclass(slots=True)
class View:
    """A modal on one person's screen, or the App Home of one person."""

    id: str
    type: str
    person: str
    content: Json
    hash: str
    root_id: str
    previous_id: str = ""
    values: Values = field(default_factory=dict)
    """Only what the person has touched."""
    errors: dict[str, str] = field(default_factory=dict)
    """The sentences under the fields after a refused submission, by block id."""

    @property
    def blocks(self) -> list[Json]:
        return list(self.content["blocks"])

    @property
    def title(self) -> str:
        return str(self.content.get("title", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.content.get("callback_id", ""))

    @property
    def external_id(self) -> str:
        return str(self.content.get("external_id", ""))


@dataclass(slots=True)
class State:
    """Everything that a restart of the workspace must not forget."""

    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    read_marks: dict[str, dict[str, str]] = field(default_factory=dict)
    restricted: list[str] = field(default_factory=list)
    """The methods that the workspace's preferences leave to administrators."""
    last_ts: int = 0
    last_id: int = 0
