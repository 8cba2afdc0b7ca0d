"""Crises against a simple model: raised, answered, joined, left, led, steered, updated, ended in whatever way, reopened
and overslept, in any order.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from bot.crises import endings, queries, reactions, service, steering
from bot.crises.drafts import Draft
from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.states import Kind
from bot.kernel.act import Act
from bot.kernel.db import Database
from bot.kernel.errors import Forbidden, Refused, TooLate
from tests import cards
from tests.company import HELVIA
from tests.crises.expected import AMBER, DAVID, GREEN, MARTA, MAY, RED, THOMAS, Colour, Model
from tests.crises.room import NOON, Room
from tests.thoroughness import examples

MINUTE = timedelta(minutes=1)
JONAS, SOFIA = "U0JONAS000", "U0SOFIA000"
PEOPLE = st.sampled_from([THOMAS, DAVID, MARTA, SOFIA, JONAS])


class Crises(RuleBasedStateMachine):
    room: ClassVar[Room]

    def __init__(self) -> None:
        super().__init__()
        self.room.empty()
        self.now = 0
        self.models: dict[int, Model] = {}

    @precondition(lambda self: len(self.models) < 3)
    @rule(colour=st.sampled_from([RED, AMBER, GREEN]))
    def someone_raises(self, colour: Colour) -> None:
        draft = Draft(what="Fake vials", likelihood="4", impact=colour.impact)
        self.models[self.room.raise_crisis(JONAS, draft)] = Model(colour, self.now)

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE)
    def someone_answers(self, data: st.DataObject, who: str) -> None:
        number, model = self.one(data)
        joins = model.state == "acknowledged"
        possible = who not in model.on_it if joins else model.state == "open"
        if self.tries(who, service.be_on_it, number, allowed=who in model.may_answer, possible=possible):
            if not joins:
                model.answer(self.now, who)
            model.join(who)

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE)
    def someone_steps_back(self, data: st.DataObject, who: str) -> None:
        number, model = self.one(data)
        possible = model.state == "acknowledged"
        if self.tries(who, service.step_back, number, allowed=who in model.people, possible=possible):
            model.go(self.now, who)

    @precondition(lambda self: self.models)
    @rule(who=PEOPLE)
    def someone_leaves_the_company(self, who: str) -> None:
        with self.room.database.transaction() as session:
            reactions.ask_instead(session, who, self.room.now)
        for model in self.models.values():
            if model.state != "resolved":
                model.go(self.now, who)

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE, seen=st.sampled_from(["", THOMAS, DAVID]))
    def someone_takes_the_lead(self, data: st.DataObject, who: str, seen: str) -> None:
        number, model = self.one(data)
        possible = model.state != "resolved" and seen == model.lead
        verb = partial(service.take_lead, instead_of=seen)
        if self.tries(who, verb, number, allowed=who in MAY, possible=possible):
            model.answer(self.now, who)
            model.join(who)
            if model.lead != who:
                model.asked.discard(model.lead)
            model.lead = who

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE)
    def someone_posts_an_update(self, data: st.DataObject, who: str) -> None:
        number, model = self.one(data)
        possible = model.state != "resolved"

        if self.tries(
            who, partial(service.post_update, text="News"), number, allowed=who in model.may_answer, possible=possible
        ):
            model.answer(self.now, who)

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE)
    def someone_resolves(self, data: st.DataObject, who: str) -> None:
        number, model = self.one(data)

        possible, allowed = model.state != "resolved", who in model.may_steer
        if self.tries(who, partial(service.resolve, text="A hoax"), number, allowed=allowed, possible=possible):
            model.end()

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE)
    def someone_calls_it_a_false_alarm(self, data: st.DataObject, who: str) -> None:
        number, model = self.one(data)
        possible, allowed = model.state != "resolved", who in model.may_steer
        verb = partial(endings.call_false_alarm, reason="An advertisement")
        if self.tries(who, verb, number, allowed=allowed, possible=possible):
            model.end()

    @precondition(lambda self: len(self.models) > 1)
    @rule(data=st.data(), who=PEOPLE)
    def someone_says_that_two_are_the_same(self, data: st.DataObject, who: str) -> None:
        number, model = self.one(data)
        other_number, other = self.one(data)
        if number == other_number or other.state == "resolved":
            return
        with self.room.database.transaction() as session:
            theirs, there = (
                {*queries.called_so_far(session, each), *each.responders}
                for each in (queries.by_id(session, each) for each in (number, other_number))
            )

        def merge(act: Act, crisis: Crisis) -> None:
            endings.merge(act, crisis, queries.held(act.session, other_number), lambda _: True)

        possible, allowed = model.state != "resolved", who in model.may_steer
        if self.tries(who, merge, number, allowed=allowed, possible=possible):
            model.end(is_same=True)
            other.called |= theirs - there - {JONAS}
            other.asked |= theirs - there - {JONAS}

    @precondition(lambda self: any(each.state == "resolved" for each in self.models.values()))
    @rule(data=st.data(), who=PEOPLE)
    def someone_reopens(self, data: st.DataObject, who: str) -> None:
        number, model = self.one(data)
        possible, allowed = model.state == "resolved" and not model.is_same, who in model.may_steer
        verb = partial(endings.reopen, reason="There are more")
        if self.tries(who, verb, number, allowed=allowed, possible=possible):
            model.open(self.now)

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE, colour=st.sampled_from([RED, AMBER, GREEN]))
    def someone_rescores(self, data: st.DataObject, who: str, colour: Colour) -> None:
        number, model = self.one(data)
        if colour == model.colour:
            return
        verb = partial(
            steering.rescore, likelihood="4", impact=colour.impact, reason="Seen by millions", matrix=HELVIA.risk
        )
        possible, allowed = model.state != "resolved", who in model.may_steer
        if self.tries(who, verb, number, allowed=allowed, possible=possible):
            model.rescore(self.now, colour)

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE)
    def someone_calls_a_publisher(self, data: st.DataObject, who: str) -> None:
        number, model = self.one(data)
        if SOFIA in model.on_it:
            return
        verb = partial(steering.call, person=SOFIA, is_active=lambda _: True)
        possible, allowed = model.state != "resolved", who in MAY | model.people
        if self.tries(who, verb, number, allowed=allowed, possible=possible):
            model.called.add(SOFIA)
            model.asked.add(SOFIA)

    @precondition(lambda self: self.models)
    @rule(data=st.data(), who=PEOPLE, whom=st.sampled_from([SOFIA, DAVID]))
    def someone_gives_the_lead(self, data: st.DataObject, who: str, whom: str) -> None:
        number, model = self.one(data)
        if whom == model.lead:
            return
        seen = model.lead
        verb = partial(steering.give_lead, person=whom, instead_of=seen, name_of=str, is_active=lambda _: True)
        possible, allowed = model.state != "resolved", who in model.may_steer
        if self.tries(who, verb, number, allowed=allowed, possible=possible):
            model.give_lead(whom)

    @rule()
    def everything_arrives(self) -> None:
        with self.room.database.transaction() as session:
            cards.arrive(session)

    @rule(span=st.integers(0, 70))
    def time_passes(self, span: int) -> None:
        self.room.wait(span * MINUTE)
        for at in range(self.now, self.now + span + 1):
            for model in self.models.values():
                model.pass_to(at, at - 1)
        self.now += span

    @rule(span=st.integers(1, 300))
    def everybody_oversleeps(self, span: int) -> None:
        self.room.now += span * MINUTE
        self.room.wait(0 * MINUTE)
        for model in self.models.values():
            model.pass_to(self.now + span, self.now - 1)
        self.now += span

    @invariant()
    def each_crisis_is_where_the_model_says(self) -> None:
        with self.room.database.transaction() as session:
            for number, model in self.models.items():
                crisis = queries.by_id(session, number)
                assert (crisis.state, crisis.lead, list(crisis.on_it)) == (model.state, model.lead, model.on_it)
                if model.state != "resolved":
                    assert crisis.due_at == NOON + model.due * MINUTE
                lines = session.scalars(select(CrisisEntry).filter_by(crisis_id=number).order_by(CrisisEntry.id)).all()
                for kind, minutes in ((Kind.PINGED, model.pings), (Kind.QUIET, model.quiet)):
                    assert [line.at for line in lines if line.kind == kind] == [NOON + at * MINUTE for at in minutes]
                paths = [f"{crisis.subject}:{kind}" for kind in ("ping", "due", "raiser", "called")]
                visible = cards.beneath(session, *paths)
                self.it_asks_while_it_is_open_and_each_place_once(
                    model, *([card for card in visible if card.key.startswith(path)] for path in paths)
                )

    def it_asks_while_it_is_open_and_each_place_once(
        self,
        model: Model,
        pings: list[cards.Card],
        due: list[cards.Card],
        raisers: list[cards.Card],
        called: list[cards.Card],
    ) -> None:
        asking = [card.channel for card in pings if "crises.acknowledge" in card.says]
        assert bool(asking) == (model.state == "open" and model.last >= model.began)
        assert sorted(set(asking)) == sorted(asking)
        for card in [*pings, *raisers]:
            if re.search("(?<!nobody) (is|are) on it", card.says):
                assert model.state == "acknowledged"
                assert {who for who in MAY | {SOFIA} if who in card.says} == set(model.on_it)
        assert sorted(card.channel for card in called if "crises.acknowledge" in card.says) == sorted(model.asked)
        reminded = [card.channel for card in due if "crises.update" in card.says]
        assert sorted(reminded) == sorted(model.reminded or ())

    def one(self, data: st.DataObject) -> tuple[int, Model]:
        number = data.draw(st.sampled_from(sorted(self.models)))
        return number, self.models[number]

    def tries(
        self, who: str, verb: Callable[[Act, Crisis], None], number: int, *, allowed: bool, possible: bool
    ) -> bool:
        """Whether it was done; the refusal is the one that the model expects."""
        if allowed and possible:
            self.room.act(who, verb, number)
            return True
        expected: type[Refused] = TooLate if allowed else Forbidden
        with pytest.raises(expected):
            self.room.act(who, verb, number)
        return False


def test_a_crisis_asks_until_it_is_answered_and_never_afterwards(database: Database) -> None:
    machine = type("CrisesHere", (Crises,), {"room": Room(database)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(20), stateful_step_count=20, deadline=None)
    )
