"""What the outbox keeps: letters on their way, cards that live in Slack, and how busy each channel is."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, cast

from sqlalchemy import BigInteger, ColumnElement, Index, Integer, Table, and_, bindparam, literal_column, text
from sqlalchemy.orm import Mapped, QueryableAttribute, mapped_column

from bot.kernel.db import Base, KeyPath

Serial = BigInteger().with_variant(Integer, "sqlite")


class Urgency(IntEnum):
    """What goes first when several letters may go: the lower, the sooner.

    Rows and verbs take a *rank*: an urgency, or one of a crisis's ten, from `CRISIS`, the worst, to `CRISIS + 9`.
    """

    CRISIS = 0
    DECISION = 10
    ROUTINE = 20

    @classmethod
    def of(cls, rank: int) -> "Urgency":
        return cls(rank - rank % 10)

    @property
    def last(self) -> int:
        """The least urgent of its ranks."""
        return self + 9


RANKS = (*range(Urgency.CRISIS, Urgency.DECISION), Urgency.DECISION, Urgency.ROUTINE)


class Method(StrEnum):
    """The Web API methods that a letter may be sent by; what is published or uploaded is made when
    it is sent. A private channel is made by a name of its own, which a worker that knows none leaves alone.
    """

    POST = "chat.postMessage"
    UPDATE = "chat.update"
    WHISPER = "chat.postEphemeral"
    PUBLISH = "views.publish"
    UPLOAD = "files.completeUploadExternal"
    CREATE = "conversations.create"
    CREATE_PRIVATE = "conversations.create (private)"
    INVITE = "conversations.invite"
    TOPIC = "conversations.setTopic"
    PIN = "pins.add"
    UNPIN = "pins.remove"
    BOOKMARK = "bookmarks.add"
    LEAD = "bookmarks.edit"
    """The bookmark of a title leads to a card; it is made where there is none."""
    UNBOOKMARK = "bookmarks.remove"


MAKING = frozenset((Method.CREATE, Method.CREATE_PRIVATE))
OF_ROOMS = (
    MAKING
    | {Method.INVITE, Method.TOPIC, Method.PIN, Method.UNPIN}
    | {
        Method.BOOKMARK,
        Method.LEAD,
        Method.UNBOOKMARK,
    }
)
"""They say nothing, but do something to a channel."""


class State(StrEnum):
    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    CANCELLED = "cancelled"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message is: the channel as Slack answered it (D… for a direct message) and its ts."""

    channel: str
    ts: str


_LIVE = text("state IN ('waiting', 'leased')")


class Letter(Base):
    """One message on its way. `attempts` tells a lease from the one before it; `doubt` that an answer is missing;
    `tried_at` when it was last tried, or written.

    `thread` is the card to hang under, or that is to be there before it takes the place of this `card`; `under_…`
    where that was when the last attempt began.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_lane", "channel", "urgency", "number", postgresql_where=_LIVE, sqlite_where=_LIVE),
        Index("ix_letters_card", "card", postgresql_where=_LIVE, sqlite_where=_LIVE),
        {"sqlite_autoincrement": True},
    )

    number: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(KeyPath, unique=True)
    method: Mapped[str]
    channel: Mapped[str]
    person: Mapped[str | None]
    payload: Mapped[dict[str, Any]]
    """Nothing once the letter is finished: what it said is in Slack, or nowhere."""
    urgency: Mapped[int]
    """A rank."""
    card: Mapped[str | None] = mapped_column(KeyPath)
    thread: Mapped[str | None] = mapped_column(KeyPath)
    under_channel: Mapped[str | None]
    under_ts: Mapped[str | None]
    meant_for: Mapped[str | None]
    state: Mapped[str]
    due_at: Mapped[datetime]
    not_before: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    first_tried_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    attempts: Mapped[int]
    doubt: Mapped[bool]
    plain: Mapped[bool]
    last_error: Mapped[str | None]
    ts: Mapped[str | None]
    sent_at: Mapped[datetime | None]


class Card(Base):
    """A message that lives: `channel` is where it is asked for, `posted_in` and `ts` where Slack has it."""

    __tablename__ = "cards"
    # Cards are found by the beginning of their key: among those whose matter is still open.
    __table_args__ = (
        Index("ix_cards_open", "key", postgresql_where=text("settled IS false"), sqlite_where=text("settled IS 0")),
        Index(
            "ix_cards_within",
            "within",
            postgresql_where=text("within IS NOT NULL"),
            sqlite_where=text("within IS NOT NULL"),
        ),
    )

    key: Mapped[str] = mapped_column(KeyPath, primary_key=True)
    channel: Mapped[str]
    posted_in: Mapped[str | None]
    ts: Mapped[str | None]
    version: Mapped[int]
    meant_for: Mapped[str | None]
    shown_at: Mapped[datetime]
    within: Mapped[str | None] = mapped_column(KeyPath)
    """The card of the digest of which it is only a row."""
    line: Mapped[dict[str, Any] | None]
    """That row."""
    settled: Mapped[bool] = mapped_column(default=False)
    """Its matter has ended: what it shows is its last state."""


class Lane(Base):
    """How long a channel is taken (`method` is ANY); or, after a 429, one method in all of them (`channel` is ANY)."""

    __tablename__ = "lanes"

    channel: Mapped[str] = mapped_column(primary_key=True)
    method: Mapped[str] = mapped_column(primary_key=True)
    held_at: Mapped[datetime]
    free_at: Mapped[datetime]


ANY = "*"

letters = cast("Table", Letter.__table__)
cards = cast("Table", Card.__table__)
lanes = cast("Table", Lane.__table__)


def finished(state: State) -> dict[str, Any]:
    """What becomes of a letter's row in the end: people's words are not kept in it."""
    return {"state": state, "payload": {}}


def live(column: ColumnElement[str] | QueryableAttribute[str]) -> ColumnElement[bool]:
    """Not yet finished. Written out in the statement, or no partial index could serve it."""
    return column.in_([literal_column(f"'{state}'") for state in (State.WAITING, State.LEASED)])


def is_known(method: ColumnElement[str]) -> ColumnElement[bool]:
    """Written by this version or an older one: what only a newer one can send is left to its workers."""
    return method.in_([literal_column(f"'{each}'") for each in Method])


def beneath(key: ColumnElement[str]) -> ColumnElement[bool]:
    """Keys are paths: those below the one that is bound as `path`, as `crisis:7:ping` is below `crisis:7`."""
    path = bindparam("path", type_=KeyPath)
    return and_(key > path.concat(":"), key < path.concat(";"))  # nothing lies between a colon and a semicolon
