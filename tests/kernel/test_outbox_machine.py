"""The outbox against a simple model, through failures, crashes and time: nothing lost, nothing twice."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.kernel.db import Database
from bot.kernel.outbox.slack import Answer
from bot.kernel.outbox.tables import Urgency
from tests.kernel.world import LONG, SECOND, UNANSWERED, UNREACHED, World, emptied, error, slow_down
from tests.thoroughness import examples

CHANNELS = st.sampled_from(["C0A", "C0B", "U0MARTA"])
CARDS = st.sampled_from(["card 1", "card 2"])
PASSING = [slow_down(7), UNANSWERED, UNREACHED, error("internal_error")]
FAULTS = st.tuples(
    st.sampled_from(["chat.postMessage", "chat.update"]), st.sampled_from([*PASSING, error("invalid_blocks")])
) | st.tuples(st.sampled_from(["conversations.history", "conversations.replies"]), st.sampled_from(PASSING))


class KilledError(BaseException):
    """The process dies here."""


class Outbox(RuleBasedStateMachine):
    database: ClassVar[Database]

    def __init__(self) -> None:
        super().__init__()
        emptied(self.database)
        self.world = World(self.database, threads=2, reserved=1)
        self.wanted: set[str] = set()
        self.withdrawn: set[str] = set()
        self.cards: dict[str, str] = {}
        self.count = 0
        self.posted_at: dict[str, datetime] = {}

    @rule(channel=CHANNELS, urgency=st.sampled_from(Urgency), thread=st.none() | CARDS)
    def post(self, channel: str, urgency: Urgency, thread: str | None) -> None:
        self.count += 1
        key = f"letter {self.count}:said"
        self.world.post(key, channel, urgency=urgency, thread=thread)
        self.wanted.add(key)

    @rule(data=st.data())
    def post_again(self, data: st.DataObject) -> None:
        if self.wanted:
            self.world.post(data.draw(st.sampled_from(sorted(self.wanted))), "C0A")

    @rule(card=CARDS, urgency=st.sampled_from(Urgency))
    def show(self, card: str, urgency: Urgency) -> None:
        self.count += 1
        self.cards[card] = f"{card}, state {self.count}"
        self.world.show(card, self.cards[card], "C0A", urgency)

    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        if self.wanted:
            key = data.draw(st.sampled_from(sorted(self.wanted)))
            self.world.withdraw(key.removesuffix(":said"))
            self.withdrawn.add(key)

    @rule(fault=FAULTS)
    def fail(self, fault: tuple[str, Answer]) -> None:
        self.world.slack.faults.append(fault)

    @rule(seconds=st.sampled_from([0, 0.5, 1, 3, 10, 40]), passes=st.integers(1, 4), swallows=st.integers(0, 2))
    def deliver(self, seconds: float, passes: int, swallows: int) -> None:
        """Slack keeps the first few messages and does not say so."""
        self.world.slack.swallows = swallows
        for _ in range(passes):
            self.world.clock.forward(timedelta(seconds=seconds))
            self.world.sender.deliver_due()
            self.note_times()
        self.world.slack.swallows = 0

    @rule(stored=st.booleans())
    def die_while_delivering(self, stored: bool) -> None:
        def die() -> None:
            raise KilledError

        slack = self.world.slack
        if stored:
            slack.on_answer = die
        else:
            slack.on_call = die
        try:
            self.world.sender.deliver_due()
        except KilledError:
            self.world.sender = self.world.another_sender()
        slack.on_answer = slack.on_call = lambda: None
        self.note_times()

    def note_times(self) -> None:
        for message in self.world.slack.shown:
            self.posted_at.setdefault(message.ts, self.world.clock.now())

    @invariant()
    def nothing_is_said_twice(self) -> None:
        letters = [message.letter for message in self.world.slack.shown]
        assert len(letters) == len(set(letters))
        texts = [message.text for message in self.world.slack.shown]
        assert len([text for text in texts if text.startswith("letter")]) == len(self.wanted & set(texts))
        for card in self.cards:
            assert len([text for text in texts if text.startswith(card)]) <= 1

    @invariant()
    def a_channel_gets_one_message_a_second(self) -> None:
        times: dict[str, list[datetime]] = defaultdict(list)
        for message in self.world.slack.shown:
            times[message.channel].append(self.posted_at[message.ts])
        for each in times.values():
            assert all(later - sooner >= SECOND for sooner, later in pairwise(each))

    def teardown(self) -> None:
        """Once Slack is well again, all that was wanted is there and each card shows its newest state."""
        self.world.slack.faults.clear()
        self.world.drain(over=LONG, step=timedelta(minutes=6))
        self.world.drain(over=60 * SECOND, step=2 * SECOND)
        texts = {message.text for message in self.world.slack.shown}
        assert self.wanted - self.withdrawn <= texts
        assert set(self.cards.values()) <= texts
        assert not {"waiting", "leased"} & set(self.world.states().values())
        self.nothing_is_said_twice()


def test_through_failures_crashes_and_time_nothing_is_lost_and_nothing_said_twice(database: Database) -> None:
    machine = type("OutboxHere", (Outbox,), {"database": database})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(20), stateful_step_count=30, deadline=None)
    )
