"""A Slack of a few lines whose failures are ordered, a clock that is told the time, and what tests ask of them."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.models.blocks import Block
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.kernel import escalation, outbox, receipts
from bot.kernel.db import Database
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.sender import Habits, Sender
from bot.kernel.outbox.slack import Answer, Known
from bot.kernel.outbox.tables import Urgency, cards, lanes, letters
from bot.kernel.text.markup import Markup
from bot.kernel.views.blocks import Message, section

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOM = "C0ROOM"
FALLBACK = "C0FALLBACK"
SECOND = timedelta(seconds=1)
LONG = timedelta(hours=1)


class HandClock:
    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def forward(self, by: timedelta) -> None:
        self._now += by


def ok(**data: Any) -> Answer:
    return Answer(Known.ANSWERED, ok=True, data={"ok": True, **data})


def error(code: str) -> Answer:
    return Answer(Known.ANSWERED, error=code)


def slow_down(seconds: float) -> Answer:
    return Answer(Known.ANSWERED, error="ratelimited", retry_after=seconds)


UNREACHED = Answer(Known.UNREACHED, error="ConnectError")
UNANSWERED = Answer(Known.UNANSWERED, error="ReadTimeout")


@dataclass
class Shown:
    """One message as the people in the channel see it."""

    channel: str
    ts: str
    text: str
    thread: str | None = None
    letter: str | None = None
    blocks: list[dict[str, Any]] = field(default_factory=list)


def _fits(fault: Answer, payload: Mapping[str, Any]) -> bool:
    return fault.error != "invalid_blocks" or bool(payload.get("blocks"))


class FakeSlack:
    """Keeps what it is sent. `faults` are answered instead, once each; `swallows` calls are kept but not answered.

    As in Slack, only a message that has blocks can have invalid ones.
    """

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.whispers: list[tuple[str, str, str]] = []
        self.calls: list[tuple[str, Mapping[str, Any]]] = []
        self.faults: list[tuple[str, Answer]] = []
        self.refusals: dict[str, str] = {}
        self.swallows = 0
        self.on_call: Callable[[], None] = lambda: None
        self.on_answer: Callable[[], None] = lambda: None
        self._turn = threading.Lock()
        self._count = 0

    def at_the_next_call(self, do: Callable[[], None]) -> None:
        """Before it is answered, and at that one alone."""

        def once() -> None:
            self.on_call = lambda: None
            do()

        self.on_call = once

    def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
        self.on_call()
        with self._turn:
            self.calls.append((method, payload))
            fault = next((each for each in self.faults if each[0] == method and _fits(each[1], payload)), None)
            if fault:
                self.faults.remove(fault)
                return fault[1]
            answer = self._answer(method, payload)
            self.on_answer()
            if method.startswith("chat.") and answer.ok and self.swallows:
                self.swallows -= 1
                return UNANSWERED
            return answer

    def fail(self, answer: Answer, method: str = "chat.postMessage", times: int = 1) -> None:
        self.faults += [(method, answer)] * times

    def texts(self, channel: str) -> list[str]:
        return [message.text for message in self.shown if message.channel == channel]

    def delete(self, text: str) -> None:
        self.shown = [message for message in self.shown if message.text != text]

    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]

    def _answer(self, method: str, payload: Mapping[str, Any]) -> Answer:
        channel = payload.get("channel", "")
        if refusal := self.refusals.get(channel) or self.refusals.get(method):
            return error(refusal)
        match method:
            case "chat.postMessage":
                return self._post(channel, payload)
            case "chat.update":
                return self._update(channel, payload)
            case "chat.delete":
                return self._delete(channel, payload)
            case "chat.postEphemeral":
                self.whispers.append((channel, payload["user"], payload["text"]))
                return ok(message_ts="1.0")
            case "conversations.open":
                return ok(channel={"id": direct(payload["users"])})
            case "conversations.history":
                return ok(messages=[_told(m) for m in reversed(self.shown) if m.channel == channel and not m.thread])
            case "conversations.replies":
                return ok(messages=[_told(m) for m in self.shown if payload["ts"] in {m.ts, m.thread}])
        return ok()

    def _post(self, channel: str, payload: Mapping[str, Any]) -> Answer:
        self._count += 1
        letter = payload["metadata"]["event_payload"]["id"]
        thread, blocks = payload.get("thread_ts"), payload["blocks"]
        message = Shown(direct(channel), f"{self._count}.0", payload["text"], thread, letter, blocks)
        self.shown.append(message)
        return ok(channel=message.channel, ts=message.ts)

    def _update(self, channel: str, payload: Mapping[str, Any]) -> Answer:
        for message in self.shown:
            if (message.channel, message.ts) == (channel, payload["ts"]):
                message.text, message.blocks = payload["text"], payload["blocks"]
                return ok(channel=channel, ts=message.ts)
        return error("message_not_found")

    def _delete(self, channel: str, payload: Mapping[str, Any]) -> Answer:
        for message in self.shown:
            if (message.channel, message.ts) == (channel, payload["ts"]):
                self.shown.remove(message)
                return ok(channel=channel, ts=message.ts)
        return error("message_not_found")


def direct(channel: str) -> str:
    return f"D{channel[1:]}" if channel.startswith("U") else channel


def _told(message: Shown) -> dict[str, Any]:
    metadata = {"event_type": "concord_letter", "event_payload": {"id": message.letter}}
    return {"ts": message.ts, "text": message.text, "metadata": metadata}


def says(text: str) -> Message:
    return Message(Markup(text), [section(Markup(text))])


def emptied(database: Database) -> None:
    """For the next example of a state machine."""
    with database.transaction() as session:
        for table in (letters, cards, lanes, receipts.receipts, escalation.escalations):
            session.execute(delete(table))


class World:
    """A database, a Slack, a clock and a sender; time stands still unless it is moved."""

    def __init__(self, database: Database, **habits: Any) -> None:
        self.database = database
        self.slack = FakeSlack()
        self.clock = HandClock()
        self.told: list[tuple[str, str]] = []
        self.habits = Habits(**{"fallback": lambda: FALLBACK, "threads": 4, "reserved": 1, **habits})
        self.sender = self.another_sender()

    def another_sender(self) -> Sender:
        """As after a restart, or in another worker."""
        return Sender(self.database, self.slack, self.clock, self.habits, self._tell, uniform=max)

    def post(
        self,
        key: str,
        channel: str = ROOM,
        *,
        at: datetime | None = None,
        urgency: int = Urgency.ROUTINE,
        thread: str | None = None,
    ) -> None:
        """The message says its key."""
        self.say(key, says(key), channel, not_before=at, urgency=urgency, thread=thread)

    def say(self, key: str, message: Message, channel: str = ROOM, **how: Any) -> None:
        with self.database.transaction() as session:
            outbox.post(session, key=key, channel=channel, message=message, at=self.clock.now(), **how)

    def show(
        self, card: str, text: str, channel: str = ROOM, urgency: int = Urgency.DECISION, blocks: Sequence[Block] = ()
    ) -> None:
        message = Message(Markup(text), blocks) if blocks else says(text)
        with self.database.transaction() as session:
            outbox.show(session, card=card, channel=channel, message=message, at=self.clock.now(), urgency=urgency)

    def whisper(self, key: str, person: str, channel: str = ROOM) -> None:
        with self.database.transaction() as session:
            outbox.whisper(session, key=key, channel=channel, person=person, message=says(key), at=self.clock.now())

    def withdraw(self, path: str) -> int:
        """How many letters that were."""
        before = list(self.states().values()).count("cancelled")
        with self.database.transaction() as session:
            outbox.withdraw(session, path=path)
        return list(self.states().values()).count("cancelled") - before

    def _tell(self, _session: Session, letter: Leased, why: str) -> None:
        self.told.append((letter.channel, why))

    def drain(self, *, over: timedelta = timedelta(0), step: timedelta = SECOND) -> None:
        """Deliver what is due now, and what becomes due while that much time goes by."""
        end = self.clock.now() + over
        self.sender.drain()
        while self.clock.now() < end:
            self.clock.forward(step)
            self.sender.drain()

    def states(self) -> dict[str, str]:
        with self.database.transaction() as session:
            return {row.key: row.state for row in session.execute(letters.select().order_by(letters.c.number))}
