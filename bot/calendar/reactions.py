"""What follows from what happens in the calendar, and who is told."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.accounts import outlet
from bot.calendar import blocks, course, messages, queries, service
from bot.calendar.facts import OccurrenceEvent, OccurrencePublished, SlotCancelled, SlotEdited, SlotEvent
from bot.calendar.model import Occurrence, Slot, Status
from bot.calendar.texts import outcome
from bot.company import Company
from bot.freezes.queries import freeze_between, freezing
from bot.governance.settings import MISSED_SLOT
from bot.kernel import escalation, outbox
from bot.kernel.act import Act, due
from bot.kernel.actor import SYSTEM
from bot.kernel.escalation import Fired
from bot.kernel.outbox import homes
from bot.kernel.text.markup import Markup, mentions, mrkdwn, person
from bot.kernel.views.again import asked_again
from bot.outgoing import Going, may_go_out

SHORTLY = timedelta(minutes=1)


def show_plan(session: Session, event: SlotEvent, _company: Company) -> None:
    session.flush()
    _show_plan(session, event.of, event.when)


def ask_maker(session: Session, event: SlotEvent, _company: Company) -> None:
    slot, first = event.of, queries.next_of(session, event.of)
    if slot.maker and slot.maker != slot.planned_by and first is not None:
        card, message = f"{slot.subject}:making:{slot.maker}", messages.to_make(slot, first)
        outbox.show(session, card=card, channel=slot.maker, message=message, at=event.when)


def show_edited(session: Session, event: SlotEdited, company: Company) -> None:
    """The planner and the maker see it as it is now, and whoever made it before that somebody else does."""
    slot = event.of
    session.flush()
    _show_plan(session, slot, event.when)
    if event.made_by not in {"", slot.maker, slot.planned_by}:
        card, message = f"{slot.subject}:making:{event.made_by}", messages.made_by_another(slot, event.who.id)
        outbox.show(session, card=card, channel=event.made_by, message=message, at=event.when)
    ask_maker(session, event, company)


def ask_other_makers(act: Act, leaver: str, company: Company) -> None:
    """Whoever was to make content left: whoever keeps the account hears it, in one message each."""
    session, at, asked = act.session, act.when, dict[str, list[Slot]]()
    for slot in queries.made_by(session, leaver):
        course.lose_maker(act, slot)
        for each in company.at(session, slot).resolve(
            ["maker"], {**outlet(session, slot.account_id).duties, "maker": [leaver]}
        ):
            asked.setdefault(each, []).append(slot)
    for each, slots in asked.items():
        key, message = f"person:{leaver}:slots:{each}:{at.isoformat()}", messages.without_maker(slots)
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)


def watch(session: Session, event: OccurrenceEvent, company: Company) -> None:
    """The policy begins when the slot's time and the grace will have passed."""
    session.flush()
    _watch(session, event.of, company, event.of.at + company.rules.reminders.slot_grace)
    _show_plan(session, event.of.slot, event.when)


def settle(session: Session, event: OccurrenceEvent, company: Company) -> None:
    """Nobody is reminded of it any more, and the reports say how it ended."""
    is_told = _is_told(session, event.of)
    was_watched = _end(session, event.of, company, event.when)
    if was_watched and not is_told and (other := service.hand_on(due(session, event.when), event.of)):
        _watch(session, other, company, other.at + company.rules.reminders.slot_grace)
    _show_plan(session, event.of.slot, event.when)


def warn(session: Session, event: OccurrencePublished, _company: Company) -> None:
    """Whoever said so hears what stood against it."""
    if event.against and event.who != SYSTEM:
        key, message = f"{event.of.subject}:against", messages.against(event.of, event.against)
        urgency = outbox.Urgency.DECISION
        outbox.post(session, key=key, channel=event.who.id, message=message, at=event.when, urgency=urgency)


def close_series(session: Session, event: SlotCancelled, company: Company) -> None:
    slot, missed = event.of, queries.missed_of(session, event.of)
    leave_missed(session, missed, company, mrkdwn("{} cancelled the series.", person(event.who.id)), event.when)
    outbox.settle(session, path=f"{slot.subject}:making", message=messages.not_to_make(slot), at=event.when)
    _show_plan(session, slot, event.when)


def leave_missed(session: Session, missed: Iterable[Occurrence], company: Company, why: Markup, at: datetime) -> None:
    """What was missed stays missed, and nobody is reminded of it any more."""
    for each in missed:
        _end(session, each, company, at, mrkdwn("it stays missed; {}", why))


def report_missed(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of a missed slot's policy; on the first it becomes missed."""
    occurrence = session.get_one(Occurrence, fired.subject.number)
    if occurrence.status == Status.PLANNED and not _call_missed(session, fired, occurrence, company):
        return
    if occurrence.told_with_id is not None:  # a later one that was due at the same moment took it along
        return
    if freezing(session, occurrence.account_id):  # nothing can be done about it now
        return
    there = outlet(session, occurrence.account_id)
    asked = company.asked(fired, lambda whom: company.at(session, there).resolve(whom, there.duties))
    homes.change(session, asked.people, at=fired.when)
    reported = queries.told_with(session, occurrence)
    held = may_go_out(session, Going(outlet=there, at=fired.when, matter=occurrence))
    message = messages.missed(occurrence, reported, mentions(asked.people), fired.overdue, held)
    yield outbox.Ask(
        channel=there.channel or company.rules.channels.reminders,
        market=there.market,
        path=_reports(occurrence),
        key=fired.key("channel"),
        message=message,
        before=asked_again(occurrence.slot.label),
        because=asked.why,
        urgency=fired.urgency,
    )


def _call_missed(session: Session, fired: Fired, occurrence: Occurrence, company: Company) -> bool:
    """Whether it is to be reported, and by itself."""
    if queries.if_free(session, occurrence.id) is None:  # somebody is settling it just now
        _watch(session, occurrence, company, fired.when + SHORTLY)
        return False
    at, grace = occurrence.at, company.rules.reminders.slot_grace
    if freeze := freeze_between(session, occurrence.account_id, at, at + grace):
        service.pass_over(due(session, fired.when), occurrence, freeze.why)
        return False
    untold = [each for each in queries.missed_before(session, occurrence) if not _is_told(session, each)]
    reported = service.miss(due(session, fired.when), occurrence, grace, untold)
    for each in [*untold, *([occurrence] if reported is not occurrence else [])]:
        outbox.take_back(session, path=_reports(each))
        escalation.stop(session, subject=each.subject, why="told together with a later one")
    return reported is occurrence


def _is_told(session: Session, occurrence: Occurrence) -> bool:
    """Rather than put off, as over a weekend."""
    return outbox.has_asked(session, path=_reports(occurrence))


def _watch(session: Session, occurrence: Occurrence, company: Company, begins: datetime) -> None:
    policy = company.rules.policy(company.rules.reminders.missed_slot)
    escalation.start(session, subject=occurrence.subject, policy=policy.called(MISSED_SLOT), at=begins)


def _end(session: Session, occurrence: Occurrence, company: Company, at: datetime, how: Markup | None = None) -> bool:
    """Each report of it says how it ended, and loses its buttons; whether anybody was still to be reminded of it."""
    words = company.rules.policy(company.rules.reminders.missed_slot).words
    there = outlet(session, occurrence.account_id)
    homes.change(session, company.at(session, there).resolve(words, there.duties), at=at)
    was_watched = escalation.stop(session, subject=occurrence.subject, why=occurrence.status)
    still_missed = [each for each in queries.told_with(session, occurrence) if each.is_open]
    message = messages.settled(occurrence, how or outcome(occurrence), still_missed)
    outbox.settle(session, path=_reports(occurrence), message=message, at=at)
    return bool(was_watched)


def _reports(occurrence: Occurrence) -> str:
    return f"{occurrence.subject}:missed"


def _show_plan(session: Session, slot: Slot, at: datetime) -> None:
    """The planner's card, as things are now."""
    message = blocks.plan(slot, queries.next_of(session, slot))
    outbox.show(session, card=f"{slot.subject}:plan", channel=slot.planned_by, message=message, at=at)
