"""A conversation as the page shows it: days, messages, and what hangs under them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from markupsafe import Markup

from sandbox.desk import readable
from sandbox.page import dates, render
from sandbox.page.emoji import face
from sandbox.page.mrkdwn import mrkdwn
from sandbox.page.reader import Reader
from sandbox.page.surface import Surface
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Message, Person

_TOGETHER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Replies:
    count: int
    latest: datetime
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One message; `compact` ones stand without name and picture below another of the same author."""

    message: Message
    author: Person
    at: datetime
    body: Markup
    compact: bool
    replies: Replies | None
    reactions: tuple[tuple[str, int], ...]
    pinned_by: Person | None

    @property
    def is_edited(self) -> bool:
        """Slack says so of texts; a card of an app that changes in place says nothing."""
        return bool(self.message.edited) and not self.message.blocks


@dataclass(frozen=True, slots=True)
class Pinned:
    message: Message
    author: Person
    at: datetime
    glimpse: str


@dataclass(frozen=True, slots=True)
class Day:
    words: str
    key: str


def entries(
    workspace: Workspace, messages: Sequence[Message], reader: Reader, *, days: bool = True
) -> Iterator[Entry | Day]:
    """The messages in their order, with a divider before the first of each day."""
    replies = _replies(workspace, messages, reader) if days else {}
    pinned_by = _pinned_by(workspace, messages)
    before: Message | None = None
    day: date | None = None
    for message in messages:
        at = reader.of_ts(message.ts)
        if days and at.date() != day:
            day, before = at.date(), None
            yield Day(dates.divider(at, reader.today()), day.isoformat())
        compact = before is not None and not message.is_notice and _belong_together(before, message, reader)
        yield Entry(
            message=message,
            author=workspace.state.people[message.author],
            at=at,
            body=body(message, reader),
            compact=compact or message.is_tombstone,
            replies=replies.get(message.ts),
            reactions=tuple((face(name) or f":{name}:", len(who)) for name, who in message.reactions.items()),
            pinned_by=pinned_by.get(message.ts),
        )
        before = None if message.is_notice else message


def pinned(workspace: Workspace, channel: Channel, reader: Reader) -> list[Pinned]:
    """The newest pin first."""
    people = workspace.state.people
    return [
        Pinned(message, people[message.author], reader.of_ts(message.ts), _glimpse(message, reader))
        for message, _ in workspace.pins.of(channel)
    ]


def _glimpse(message: Message, reader: Reader) -> str:
    """Its first words, bare."""
    first = next(iter(readable(message).splitlines()), "") or "A message without words"
    return mrkdwn(first, reader).striptags()


def _pinned_by(workspace: Workspace, messages: Sequence[Message]) -> dict[str, Person]:
    pins = workspace.state.channels[messages[0].channel].pins if messages else []
    return {pin["ts"]: workspace.state.people[pin["by"]] for pin in pins}


def body(message: Message, reader: Reader) -> Markup:
    """What a message says: its blocks, else its text; then its attachments."""
    surface = Surface(f"m{message.ts}", reader)
    blocks = render.blocks(message.blocks, surface)
    if not message.blocks and message.text:
        blocks = Markup('<div class="block mrkdwn">{}</div>').format(mrkdwn(message.text, reader))
    return blocks + Markup("").join(render.attachment(each, surface) for each in message.attachments)


def _belong_together(before: Message, message: Message, reader: Reader) -> bool:
    gap = reader.of_ts(message.ts) - reader.of_ts(before.ts)
    same = (before.author, before.only_for) == (message.author, message.only_for)
    return same and gap < _TOGETHER and not (message.blocks or before.blocks)


def _replies(workspace: Workspace, messages: Sequence[Message], reader: Reader) -> dict[str, Replies]:
    """By the root's ts; ephemeral replies of others do not count."""
    if not messages:
        return {}
    with workspace.lock:
        everything = list(workspace.state.messages.get(messages[0].channel, ()))
    threads: dict[str, list[Message]] = {}
    for message in everything:
        if message.is_reply and message.only_for in ("", reader.me):
            threads.setdefault(message.thread_ts, []).append(message)
    return {ts: _summary(workspace, under, reader) for ts, under in threads.items()}


def _summary(workspace: Workspace, replies: Sequence[Message], reader: Reader) -> Replies:
    authors = dict.fromkeys(each.author for each in replies)
    people = tuple(workspace.state.people[each] for each in list(authors)[:4])
    return Replies(len(replies), reader.of_ts(replies[-1].ts), people)
