"""What follows from what happens to drills: who hears of them, when they begin and end, and who is reminded."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.company import Company
from bot.crises import queries as crises
from bot.crises import rooms
from bot.crises.facts import PeopleNamed
from bot.crises.model import Crisis
from bot.crises.room_facts import RoomMade
from bot.drills import blocks, messages, queries, service
from bot.drills.facts import (
    DrillAgreed,
    DrillCalledOff,
    DrillEnded,
    DrillHandedOn,
    DrillPlanned,
    DrillRated,
    DrillStarted,
)
from bot.drills.life import LIFE, Action
from bot.drills.model import Drill, State
from bot.drills.scoring import scores_of
from bot.governance import Role
from bot.governance.settings import DRILL_DUE, DRILL_RATING
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.escalation import Fired, Level, Policy
from bot.kernel.outbox import homes
from bot.kernel.outbox.tables import Urgency
from bot.kernel.views.again import asked_again

BEGINS = Policy(name="drill_begins", urgency=Urgency.DECISION, levels=[Level(after=timedelta(0), whom=["channel"])])
WATCH = Policy(
    name="drill_watch",
    urgency=Urgency.DECISION,
    cycles=0,
    levels=[Level(after=timedelta(0), whom=["channel"], every=timedelta(hours=1))],
)
"""Looks whether a real crisis calls somebody who takes part: whenever one calls people, and once more for safety."""
SOON = timedelta(seconds=10)
"""Somebody was changing it just then."""


def announce(session: Session, event: DrillPlanned, company: Company) -> None:
    """Those who take part hear so; it begins by itself."""
    drill = event.of
    escalation.start(session, subject=drill.subject, policy=BEGINS, at=drill.begins_at)
    for each in drill.players:
        _invite(session, drill, each, event.when)
    _show(session, drill, company, event.when)


def show_agreed(session: Session, event: DrillAgreed, company: Company) -> None:
    _invite(session, event.of, event.who.id, event.when)
    _show(session, event.of, company, event.when)


def _invite(session: Session, drill: Drill, player: str, at: datetime) -> None:
    message = messages.invitation(drill, player)
    outbox.show(session, card=_invitation(drill, player), channel=player, message=message, at=at)


def start(session: Session, event: DrillStarted, company: Company) -> None:
    """There is a new one: nobody is told any more that one is due."""
    drill, at = event.of, event.when
    escalation.start(session, subject=drill.subject, policy=WATCH, at=at)
    for before in queries.over(session):
        outbox.settle(session, path=f"{before.subject}:due", message=messages.not_due(before), at=at)
    _show(session, drill, company, at)


def call_off(session: Session, event: DrillCalledOff, company: Company) -> None:
    drill, at = event.of, event.when
    escalation.stop(session, subject=drill.subject, why=event.what)
    message = messages.called_off(drill, event.note)
    outbox.settle(session, path=_invitation(drill), message=message, at=at)
    for each in filter(company.people.may_be_asked, drill.players):
        outbox.post(session, key=f"{drill.subject}:off:{each}", channel=each, message=message, at=at)
    _show(session, drill, company, at)


def end(session: Session, event: DrillEnded, company: Company) -> None:
    """Its observer is asked to rate it, and is reminded; some day the next one is due."""
    drill, at = event.of, event.when
    escalation.stop(session, subject=drill.subject, why=event.what)
    outbox.settle(session, path=_invitation(drill), message=messages.over(drill), at=at)
    for each in filter(company.people.may_be_asked, drill.players):
        outbox.post(session, key=f"{drill.subject}:over:{each}", channel=each, message=messages.thanks(drill), at=at)
    _show(session, drill, company, at)
    policy = company.rules.policy(company.rules.reminders.drill_rating).called(DRILL_RATING)
    escalation.start(session, subject=drill.after, policy=policy, at=at)
    _remind_of_next(session, drill, company, at)


def _remind_of_next(session: Session, drill: Drill, company: Company, at: datetime) -> None:
    policy = company.rules.policy(company.rules.reminders.drill_due).called(DRILL_DUE)
    escalation.start(session, subject=drill.after, policy=policy, at=max(drill.next_due_at or at, at))


def report(session: Session, event: DrillRated, company: Company) -> None:
    """To leadership, once."""
    drill, at = event.of, event.when
    escalation.stop(session, subject=drill.after, why=event.what)
    _remind_of_next(session, drill, company, at)
    outbox.settle(session, path=f"{drill.subject}:rate", message=messages.rated(drill), at=at)
    scores = scores_of(session, session.get_one(Crisis, drill.crisis_id))
    for each in company.holders(Role.LEADERSHIP):
        key, message = f"{drill.subject}:report:{each}", messages.report(drill, scores)
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=Urgency.DECISION)
    _show(session, drill, company, at)


def let_in(session: Session, event: RoomMade, _company: Company) -> None:
    """Whoever watches is in its channel, too."""
    if event.of.drill:
        drill = queries.of_crisis(session, event.of.id)
        rooms.bring_in(session, event.of, [drill.observer], event.when)


def show(session: Session, event: DrillHandedOn, company: Company) -> None:
    _show(session, event.of, company, event.when)


def _show(session: Session, drill: Drill, company: Company, at: datetime) -> None:
    """The card of those who run it."""
    crisis = session.get(Crisis, drill.crisis_id) if drill.crisis_id else None
    scores = scores_of(session, crisis) if crisis and drill.state is State.OVER else []
    message = blocks.card(drill, scores, LIFE.possible(drill) - {Action.AGREE}, knows=True)
    for each in filter(company.people.may_be_asked, dict.fromkeys((drill.observer, drill.planned_by))):
        outbox.show(session, card=f"{drill.subject}:card:{each}", channel=each, message=message, at=at)
        homes.change(session, [each], at=at)


def fire(session: Session, fired: Fired, company: Company) -> None:
    """Its time has come, or it is looked whether somebody is called elsewhere."""
    act, number = due(session, fired.when), fired.subject.number
    drill = queries.by_id(session, number)
    if fired.policy == BEGINS.name and drill.state is State.PLANNED:
        service.begin(act, queries.held(session, number), company)
    elif fired.policy == WATCH.name and drill.crisis_id:
        if crisis := crises.if_free(session, drill.crisis_id):
            service.release(act, queries.held(session, number), crisis, company)
        else:
            escalation.start(session, subject=drill.subject, policy=WATCH, at=fired.when + SOON)


def wake(session: Session, event: PeopleNamed, _company: Company) -> None:
    """A real crisis calls somebody: it is looked at once whether they take part in a drill."""
    if not event.of.drill:
        escalation.hurry(session, policy=WATCH.name, at=event.when)


def remind(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """Its observer, until it is rated; whoever leads drills, that the next one is due."""
    drill = queries.by_id(session, fired.subject.number)
    is_rating = fired.policy == DRILL_RATING
    if not is_rating and queries.is_followed(session, drill):
        return  # by another drill
    message = messages.not_rated(drill, fired.overdue) if is_rating else messages.next_due(drill, fired.overdue)
    author = drill.observer if is_rating else drill.planned_by
    named = {"author": [author], "channel": [company.rules.channels.war_room]}
    asked = company.asked(fired, lambda whom: company.resolve(whom, named))
    for each in asked.people:
        yield outbox.Ask(
            channel=each,
            path=f"{drill.subject}:{'rate' if is_rating else 'due'}:{each}",
            key=fired.key(each),
            message=message,
            before=asked_again(drill.label),
            urgency=fired.rank,
            because=asked.why,
        )


def ask_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Whoever planned it rates it where its observer left, and the other way round; else the first who leads crises."""
    for each in queries.relying_on(session, leaver):
        drill = queries.held(session, each.id)
        roles = (Role.CRISIS_LEAD, Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR)
        others = (drill.planned_by, drill.observer, *(who for role in roles for who in company.holders(role)))
        here = (who for who in others if who != leaver and company.people.may_be_asked(who))
        if to := next(here, ""):
            service.hand_on(due(session, at), drill, leaver, to, company)


def _invitation(drill: Drill, player: str = "") -> str:
    return f"{drill.subject}:player:{player}".removesuffix(":")
