"""Drills against a plain model: whatever is planned, agreed to, ended and rated, with real crises meanwhile."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from bot.alerts.model import alerts
from bot.company import Company
from bot.crises import queries as crises
from bot.crises import service as team
from bot.crises.calls import CrisisCall
from bot.crises.drafts import Draft as Alarm
from bot.crises.model import Crisis
from bot.drills import queries, service
from bot.drills.drafts import Draft, Rated
from bot.drills.model import Drill, Objective, State
from bot.governance import InForce, parse
from bot.kernel.act import Act
from bot.kernel.db import Database
from bot.kernel.escalation import escalations, is_running
from tests.company import WithoutSlack
from tests.drills.steps import DAVID, FAKE, HANA, INES, MARTA, THOMAS
from tests.governance import TEXT, in_war_room
from tests.machines import WithoutSlackMachine
from tests.thoroughness import examples

PLAYERS = (THOMAS, DAVID, HANA)
MOST = 3
LATER = timedelta(hours=2)
OTHER_WAYS = "\nother_ways:\n" + "".join(
    f'  {each}: ["mailtos://concord:secret@example.com?to={each}@example.com"]\n' for each in PLAYERS
)


@dataclass
class Planned:
    players: set[str]
    state: State
    agreed: set[str] = field(default_factory=set)
    is_rated: bool = False


class Drilling(WithoutSlackMachine):
    """Marta plans, Ines observes; Thomas, David and Hana take part, and real crises call them, too."""

    def __init__(self) -> None:
        super().__init__()
        self.company.empty()
        self.planned, self.real = dict[int, Planned](), list[int]()

    @property
    def whole(self) -> Company:
        return Company(InForce(self.company.rules), self.company.people)

    def one(self, data: st.DataObject) -> tuple[int, Planned]:
        number = data.draw(st.sampled_from(sorted(self.planned)))
        return number, self.planned[number]

    def look(self) -> None:
        """What the drills have become by themselves: their time came, or a real crisis called who took part."""
        with self.company.database.snapshot() as session:
            for drill in session.scalars(select(Drill)):
                model = self.planned[drill.id]
                if model.state is State.PLANNED and drill.begins_at <= self.company.now:
                    model.state = State.RUNNING
                if model.state is State.RUNNING and model.players <= self.called_for_real():
                    model.state = State.OVER

    def called_for_real(self) -> set[str]:
        with self.company.database.snapshot() as session:
            theirs = select(CrisisCall.person).where(CrisisCall.crisis_id.in_(self.real))
            return set(session.scalars(theirs))

    @precondition(lambda self: len(self.planned) < MOST)
    @rule(
        players=st.sets(st.sampled_from(PLAYERS), min_size=1),
        ahead=st.sampled_from([timedelta(), LATER]),
        who=st.sampled_from([MARTA, INES]),
    )
    def somebody_plans_one(self, players: set[str], ahead: timedelta, who: str) -> None:
        draft = Draft(
            scenario=FAKE,
            what="",
            likelihood="4",
            impact="4",
            players=sorted(players),
            observer=INES,
            begins_at=self.company.now + ahead,
        )
        numbers = list[int]()

        def plan(act: Act) -> None:
            numbers.append(service.plan(act, draft, self.whole, self.company.people.is_active).id)

        assert self.done(who, plan) == (who == MARTA)
        for number in numbers:
            self.planned[number] = Planned(players, State.PLANNED)
        self.company.wait(timedelta())
        self.look()

    @precondition(lambda self: self.planned)
    @rule(data=st.data(), who=st.sampled_from(PLAYERS))
    def somebody_agrees_to_more(self, data: st.DataObject, who: str) -> None:
        number, drill = self.one(data)

        def agree(act: Act) -> None:
            its = queries.by_id(act.session, number)
            crisis = crises.held(act.session, its.crisis_id) if its.crisis_id else None
            service.agree(act, queries.held(act.session, number), crisis)

        is_possible = drill.state in {State.PLANNED, State.RUNNING} and who in drill.players - drill.agreed
        assert self.done(who, agree) == is_possible
        drill.agreed |= {who} if is_possible else set()

    @precondition(lambda self: self.planned)
    @rule(data=st.data(), who=st.sampled_from([MARTA, HANA]))
    def somebody_calls_it_off(self, data: st.DataObject, who: str) -> None:
        number, drill = self.one(data)
        is_possible = drill.state is State.PLANNED and who == MARTA
        assert self.done(who, lambda act: service.call_off(act, queries.held(act.session, number))) == is_possible
        drill.state = State.CALLED_OFF if is_possible else drill.state

    @precondition(lambda self: self.planned)
    @rule(data=st.data(), who=st.sampled_from([MARTA, INES, HANA]))
    def somebody_ends_it(self, data: st.DataObject, who: str) -> None:
        number, drill = self.one(data)

        def end(act: Act) -> None:
            its = queries.by_id(act.session, number)
            crisis = crises.held(act.session, its.crisis_id or 0)
            service.end(act, queries.held(act.session, number), crisis, self.whole)

        is_possible = drill.state is State.RUNNING and who in {MARTA, INES}
        assert self.done(who, end) == is_possible
        drill.state = State.OVER if is_possible else drill.state

    @precondition(lambda self: self.planned)
    @rule(data=st.data(), who=st.sampled_from([INES, HANA]))
    def somebody_rates_it(self, data: st.DataObject, who: str) -> None:
        number, drill = self.one(data)
        rated = Rated(dict.fromkeys(Objective, "P"), {})
        is_possible = drill.state is State.OVER and who == INES and not drill.is_rated
        assert self.done(who, lambda act: service.rate(act, queries.held(act.session, number), rated)) == is_possible
        drill.is_rated |= is_possible

    @precondition(lambda self: len(self.real) < MOST)
    @rule()
    def a_real_crisis_is_raised(self) -> None:
        alarm = Alarm(what="Fake vials", likelihood="4", impact="4")

        def raise_it(act: Act) -> None:
            self.real.append(team.raise_crisis(act, alarm, self.company.rules.risk).id)

        assert self.done("U0JONAS000", raise_it)
        self.company.wait(timedelta(minutes=2))
        self.look()

    @rule(minutes=st.sampled_from([1, 40, 180]))
    def time_passes(self, minutes: int) -> None:
        self.company.wait(timedelta(minutes=minutes))
        self.look()

    @invariant()
    def each_is_where_the_model_has_it(self) -> None:
        with self.company.database.snapshot() as session:
            every = session.scalars(select(Drill)).all()
            assert {each.id: each.state for each in every} == {key: its.state for key, its in self.planned.items()}
            rated = {each.id for each in every if each.rated_at}
            assert rated == {key for key, its in self.planned.items() if its.is_rated}

    @invariant()
    def it_is_no_crisis_and_asks_those_alone_who_take_part(self) -> None:
        with self.company.database.snapshot() as session:
            drills = {each.crisis_id: each for each in session.scalars(select(Drill)) if each.crisis_id}
            by_number = {each.id: each for each in session.scalars(select(Crisis))}
            assert {number for number, crisis in by_number.items() if crisis.drill} == set(drills)
            for row in session.execute(select(CrisisCall.crisis_id, CrisisCall.person)):
                if row.crisis_id in drills:
                    assert row.person in self.planned[drills[row.crisis_id].id].players
            running = {number: drill for number, drill in drills.items() if drill.state is State.RUNNING}
            for number, drill in running.items():
                assert set(by_number[number].players) == self.planned[drill.id].players - self.called_for_real()

    @invariant()
    def by_other_ways_only_who_agreed_is_reached(self) -> None:
        with self.company.database.snapshot() as session:
            drills = {f"crisis:{each.crisis_id}": each.id for each in session.scalars(select(Drill)) if each.crisis_id}
            for row in session.execute(select(alerts.c.subject, alerts.c.people)):
                if row.subject in drills:
                    assert {each["id"] for each in row.people} <= self.planned[drills[row.subject]].agreed

    @invariant()
    def what_is_over_asks_nobody(self) -> None:
        with self.company.database.snapshot() as session:
            over = [each for each in session.scalars(select(Drill)) if each.state in {State.OVER, State.CALLED_OFF}]
            asked = set(session.scalars(select(escalations.c.subject).where(is_running())))
            for drill in over:
                assert not asked & {f"crisis:{drill.crisis_id}", str(drill.subject)}


def test_a_drill_stays_one_whatever_is_done_with_it_and_whatever_is_real_meanwhile(database: Database) -> None:
    rules = in_war_room(parse(TEXT + OTHER_WAYS))
    machine = type("DrillingHere", (Drilling,), {"company": WithoutSlack(database, rules)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(2), stateful_step_count=14, deadline=None)
    )
