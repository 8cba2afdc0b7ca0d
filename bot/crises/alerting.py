"""What follows where Slack does not take a crisis's pings: alerts by other ways, and answers by their links."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.alerts import service as alerts
from bot.alerts.alert import Alert
from bot.company import Company
from bot.crises import alerts as words
from bot.crises import claims, noting, pings, queries, rehearsed, rooms, service
from bot.crises.claims import Claim
from bot.crises.facts import PeopleAlerted, PeopleNamed
from bot.crises.life import LIFE, Action
from bot.crises.model import Crisis
from bot.crises.states import State
from bot.governance import EVERYONE, Whom
from bot.kernel import escalation, outbox
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.escalation import Fired

BY_LINK = "by link"


def plan(session: Session, crisis: Crisis, fired: Fired, people: Sequence[str], company: Company) -> None:
    """With each ping, unless Slack is faster: an alert to each of these people, and to whoever stands by the room."""
    rules, patience = company.rules, rehearsed.waits_for_slack(crisis, fired.waits_for_slack)
    if patience is None or not rules.other_ways:
        return
    names = {person: company.name_of(person) for person in people}
    own = {person: rules.ways(person) for person in people}
    theirs = [way for ways in own.values() for _, way in ways]
    shared = rules.ways(*_whose(fired), besides=theirs)

    def one(whom: str, asked: Sequence[str], ways: Sequence[tuple[str, Any]]) -> None:
        draft = alerts.Draft(
            ping=fired.key("page"),
            subject=crisis.subject,
            recipient=f"{crisis.subject}:ping:{whom}",
            instead_of=pings.line_of(crisis) if whom == rooms.ROOM else pings.card_of(crisis, fired, whom),
            title=words.title(crisis),
            body=words.body(crisis, list(names.values()), fired.when, rules.time_zone),
            otherwise=words.otherwise(rules.hotline, "" if crisis.confidential else company.name_of(crisis.raised_by)),
            people=[(person, names[person]) for person in asked],
            urgency=crisis.rank,
        )
        alerts.plan(session, draft, ways, at=fired.when, due=fired.when + patience)

    for person in rehearsed.may_be_alerted(crisis, people):
        one(person, [person], own[person])
    if not crisis.drill:
        one(rooms.ROOM, people, shared)


def plan_call(session: Session, event: PeopleNamed, person: str, card: str, company: Company) -> None:
    """For somebody who is called by name, by their own ways: where Slack is too slow, and once more where they have not
    answered when the policy would ask again.
    """
    crisis, rules = event.of, company.rules
    policy, name = rules.policy_for(crisis.score), company.name_of(person)
    patience, pause = rehearsed.waits_for_slack(crisis, policy.waits_for_slack), policy.levels[0].every
    ways = rules.ways(person) if rehearsed.may_be_alerted(crisis, [person]) else []
    raiser = "" if crisis.confidential else company.name_of(crisis.raised_by)
    if patience is None or not ways:
        return

    def one(which: str, card: str | None, why: str, after: timedelta) -> None:
        draft = alerts.Draft(
            ping=f"call:{event.entry.id}",
            subject=crisis.subject,
            recipient=pings.called(crisis, person) + which,
            instead_of=card,
            title=words.calls(crisis),
            body=words.body(crisis, [name], event.when, rules.time_zone, why),
            otherwise=words.otherwise(rules.hotline, raiser),
            people=[(person, name)],
            urgency=crisis.rank,
        )
        alerts.plan(session, draft, ways, at=event.when, due=event.when + after)

    one("", card, words.SLOW, patience)
    if pause:
        one(":again", None, words.SILENT, max(pause, patience))


def _whose(fired: Fired) -> list[str]:
    roles = [name for kind, name in map(Whom.read, fired.whom) if kind == "role"]
    return [*roles, f"level {fired.level + 1}", EVERYONE]


def note(session: Session, card: str, sent: Sequence[Alert], at: datetime, _company: Company) -> None:
    """Alerts about a crisis have left."""
    crisis = session.get_one(Crisis, sent[0].subject.number)
    noting.note_alerts(due(session, at), crisis, words.recipients(sent), card)


def tell_room(session: Session, event: PeopleAlerted, company: Company) -> None:
    """Waits in the outbox until Slack is back."""
    _show(session, event.of, event.card, event.when, company)


def check(session: Session, alert: Alert) -> None:
    """Whether its matter still waits for an answer; raises Refused with a sentence that says how it stands."""
    _check(session.get_one(Crisis, alert.subject.number), alert)


def _check(crisis: Crisis, alert: Alert) -> None:
    """Whoever is called by name may come whoever is on it."""
    is_called = any(f"{alert.recipient}:".startswith(f"{pings.called(crisis, each.id)}:") for each in alert.people)
    if is_called and crisis.state is State.ACKNOWLEDGED:
        LIFE.check(crisis, Action.JOIN)
    else:
        LIFE.check(crisis, Action.ACKNOWLEDGE)


def answer(session: Session, alert: Alert, who: Actor, at: datetime, company: Company) -> str:
    """“I'm on it”, by the link of an alert; the sentence that thanks for it. Raises Refused."""
    crisis = queries.held(session, alert.subject.number)
    _check(crisis, alert)
    service.be_on_it(Act(session, who, at), crisis, how=f"{BY_LINK} ({alert.service})")
    if alert.told_in:
        _show(session, crisis, alert.told_in, at, company)
    return f"Thank you, {who.name}: you are on {crisis.label}."


def claim(session: Session, alert: Alert, person: str, at: datetime, company: Company) -> str:
    """“I'm on it”, from an address that several read, by somebody who says to be this person; thanks, and what next."""
    crisis = queries.held(session, alert.subject.number)
    LIFE.check(crisis, Action.ACKNOWLEDGE)
    until = escalation.pause(session, subject=crisis.subject, at=at)
    name = company.named_in(alert.name_of(person) or person)
    address = words.address(alert)
    claimed = Claim(person=person, name=name, whose=alert.whose, address=address, until=until)
    claims.claim(Act(session, claimed.somebody, at), crisis, claimed, f"{BY_LINK} ({alert.service})")
    if alert.told_in:
        _show(session, crisis, alert.told_in, at, company)
    return (
        f"Thank you. I ask about {crisis.label} again {words.local(until, company.rules.time_zone)}, "
        f"unless {name} confirms this in Slack."
    )


def _show(session: Session, crisis: Crisis, card: str, at: datetime, company: Company) -> None:
    """Where there is no room, its timeline tells it."""
    if room := rooms.room_of(crisis, company):
        message = words.news(crisis, alerts.of_card(session, card))
        outbox.show(session, card=card, channel=room, message=message, at=at, urgency=crisis.rank)
