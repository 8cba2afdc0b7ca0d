"""What can be done with drills: they are planned, begun, ended and rated."""

from dataclasses import replace

from bot.accounts import outlets_of
from bot.company import Company
from bot.crises import drilling, endings
from bot.crises import service as crises
from bot.crises.drafts import Draft as Alarm
from bot.crises.model import Crisis
from bot.drills import queries
from bot.drills.checks import IsActive, ratings_of, scenario_of
from bot.drills.drafts import Draft, Rated
from bot.drills.facts import (
    DrillAgreed,
    DrillCalledOff,
    DrillEnded,
    DrillHandedOn,
    DrillPlanned,
    DrillRated,
    DrillStarted,
    ObjectiveRated,
)
from bot.drills.life import LIFE, PLAN, Action
from bot.drills.model import RULE, Drill, DrillRating, State
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from bot.private import end as let_expire
from bot.private import keep

NOBODY_LEFT = "A real crisis calls all who took part."
NOBODY_HERE = "All who were to take part have left."
AGREED = "You agreed already. See `{}`."


def plan(act: Act, draft: Draft, company: Company, is_active: IsActive) -> Drill:
    """Raises Invalid with a sentence for each field that cannot stand."""
    PLAN.require(act, None)
    scenario = scenario_of(act, draft, company.rules, is_active)
    drill = Drill(
        state=State.PLANNED,
        scenario=scenario.name,
        kind=scenario.kind,
        likelihood=int(draft.likelihood),
        impact=int(draft.impact),
        accounts={str(each.id): each.label for each in draft.accounts},
        players=dict.fromkeys(draft.players, False),
        observer=draft.observer,
        observer_name=company.name_of(draft.observer),
        planned_by=act.who.id,
        planned_name=act.who.name,
        planned_at=act.when,
        begins_at=draft.begins_at or act.when,
    )
    drill.what = keep(act.session, RULE, scenario.text)
    act.session.add(drill)
    act.session.flush()
    act.record(DrillPlanned, of=drill)
    return drill


def agree(act: Act, drill: Drill, crisis: Crisis | None) -> None:
    """To be reached by other ways than Slack, and out of their working hours. Whoever says so holds its crisis, too."""
    LIFE.require(act, drill, Action.AGREE)
    if drill.players[act.who.id]:
        raise TooLate(AGREED.format(drill.shown_by))
    drill.players = drill.players | {act.who.id: True}
    if crisis:
        drilling.agree(act, crisis)
    act.record(DrillAgreed, of=drill)


def begin(act: Act, drill: Drill, company: Company) -> None:
    """Its time has come."""
    LIFE.permit(act, drill, Action.BEGIN)
    players = {each: agreed for each, agreed in drill.players.items() if company.people.may_be_asked(each)}
    if not players:
        _call_off(act, drill, NOBODY_HERE)
        return
    LIFE.move(drill, Action.BEGIN)
    rules = company.rules
    alarm = Alarm(
        what=drill.what.words,
        likelihood=str(drill.likelihood),
        impact=str(drill.impact),
        kind=drill.kind if drill.kind in rules.crisis_kinds else "",
        accounts=[its for its in outlets_of(act.session, list(map(int, drill.accounts))) if its.is_open],
    )
    planner = Actor(drill.planned_by, drill.planned_name)
    crisis = drilling.begin(replace(act, who=planner), alarm, rules.risk, rules.crisis_kinds, players)
    drill.crisis_id = crisis.id
    act.record(DrillStarted, of=drill)


def call_off(act: Act, drill: Drill) -> None:
    LIFE.require(act, drill, Action.CALL_OFF)
    _call_off(act, drill)


def _call_off(act: Act, drill: Drill, why: str = "") -> None:
    LIFE.move(drill, Action.CALL_OFF)
    _let_words_expire(act, drill)
    act.record(DrillCalledOff, of=drill, note=why)


def release(act: Act, drill: Drill, crisis: Crisis, company: Company) -> None:
    """Those whom a real crisis calls; with the last of them it is over. Whoever does so holds both."""
    if drill.state is not State.RUNNING:
        return
    for each in queries.called_for_real(act.session, drill, crisis):
        crises.release(act, crisis, each)
    if not crisis.players:
        _end(act, drill, crisis, company, NOBODY_LEFT)


def end(act: Act, drill: Drill, crisis: Crisis, company: Company) -> None:
    """Whoever does so holds both."""
    LIFE.require(act, drill, Action.END)
    _end(act, drill, crisis, company)


def _end(act: Act, drill: Drill, crisis: Crisis, company: Company, why: str = "") -> None:
    LIFE.move(drill, Action.END)
    drill.ended_by = "" if why else act.who.id
    drill.ended_name, drill.ended_at = act.who.name, act.when
    drill.next_due_at = act.when + company.rules.drills.every
    endings.end_drill(act, crisis)
    _let_words_expire(act, drill)
    act.record(DrillEnded, of=drill, note=why)


def rate(act: Act, drill: Drill, rated: Rated) -> None:
    """Raises Invalid with a sentence for each field that cannot stand."""
    LIFE.require(act, drill, Action.RATE)
    for objective, (letter, words) in ratings_of(rated).items():
        rating = DrillRating(drill_id=drill.id, objective=objective, rating=letter)
        if words:
            rating.words = keep(act.session, RULE, words)
            let_expire(act.session, [rating.words.id], act.when)
        act.session.add(rating)
        act.session.flush()
        act.record(ObjectiveRated, of=rating)
    drill.rated_by, drill.rated_name, drill.rated_at = act.who.id, act.who.name, act.when
    act.session.flush()
    act.session.expire(drill, ["ratings"])
    act.record(DrillRated, of=drill)


def hand_on(act: Act, drill: Drill, leaver: str, to: str, company: Company) -> None:
    """Somebody left who planned it, or was to rate it."""
    LIFE.permit(act, drill, Action.HAND_ON)
    if drill.observer == leaver:
        drill.observer, drill.observer_name = to, company.name_of(to)
    if drill.planned_by == leaver:
        drill.planned_by, drill.planned_name = to, company.name_of(to)
    act.record(DrillHandedOn, of=drill, before=leaver)


def _let_words_expire(act: Act, drill: Drill) -> None:
    let_expire(act.session, [drill.what.id], act.when)
