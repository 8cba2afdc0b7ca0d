"""What follows where a crisis is steered: re-scored, somebody called, the lead given, accounts added."""

from sqlalchemy.orm import Session

from bot.alerts import service as alerts
from bot.company import Company
from bot.crises import alerting, levels, messages, news, pings, rooms, telling
from bot.crises.facts import PeopleNamed
from bot.crises.states import State
from bot.crises.steering_facts import AccountsAdded, CrisisRescored, LeadGiven, PeopleCalled, VoiceGiven
from bot.kernel import escalation
from bot.kernel.views.blocks import Message


def ask_anew(session: Session, event: CrisisRescored, company: Company) -> None:
    """Where the colour is another, its policy begins and the pings of the one before end."""
    crisis = event.of
    session.flush()
    telling.tell_room(session, event, company, news.rescored(crisis, event.entry))
    telling.show_headline(session, event, company)
    if crisis.colour == event.before:
        return
    telling.tell_followers(session, event, company, news.rescored(crisis, event.entry))
    rooms.say_what_it_is(session, crisis, event.when)
    if company.rules.risk.band(crisis.score).own_room and not crisis.room:
        rooms.ask_for(session, crisis, event.when)
    alerts.withdraw(session, subject=crisis.subject, beneath=pings.to_all(crisis))
    if crisis.state == State.ACKNOWLEDGED:
        pings.end_reminder(session, crisis, messages.update_made(crisis, event.when), event.when)
        levels.wait_for_update(session, crisis, event.what, event.when)
        return
    escalation.stop(session, subject=crisis.subject, why=event.what)
    pings.close_line(session, crisis, messages.rescored(crisis), event.when)
    pings.settle(session, crisis, messages.rescored(crisis), event.when, is_last=False)
    levels.start_asking(session, crisis, company, event.when)


def ask_them(session: Session, event: PeopleCalled, company: Company) -> None:
    session.flush()
    telling.tell_room(session, event, company, news.called(event.of, event.who.id, event.people))
    for person in event.people:
        _call(session, event, person, messages.called(event.of, event.who.id), company)


def _call(session: Session, event: PeopleNamed, person: str, message: Message, company: Company) -> None:
    """In Slack; and by their own ways, unless they are on it already."""
    card = pings.call(session, event, person, message)
    if person not in event.of.on_it:
        alerting.plan_call(session, event, person, card, company)


def tell_of_lead(session: Session, event: LeadGiven, company: Company) -> None:
    """Whoever leads it now, whoever did, and the room."""
    crisis = event.of
    session.flush()
    telling.show_headline(session, event, company)
    telling.tell_room(session, event, company, news.lead(crisis, event.before))
    _call(session, event, crisis.lead, messages.lead_given(crisis, event.who.id), company)
    if event.before:
        pings.end_call(session, crisis, event.before, messages.led_by_another(crisis), event.when)
    if event.before and event.before not in crisis.responders:
        pings.end_reminder(session, crisis, messages.off(crisis), event.when, of=event.before)


def tell_of_voice(session: Session, event: VoiceGiven, company: Company) -> None:
    """The room, and whoever speaks from now on."""
    session.flush()
    telling.show_headline(session, event, company)
    telling.tell_room(session, event, company, news.voice(event.of))
    _call(session, event, event.of.speaker, messages.voice_given(event.of, event.who.id), company)


def show_accounts(session: Session, event: AccountsAdded, company: Company) -> None:
    telling.show_headline(session, event, company)
    telling.tell_room(session, event, company, news.accounts_added(event.of, event.who.id, event.note))
