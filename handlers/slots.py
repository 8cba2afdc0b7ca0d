"""A slot that is there: opened, published, postponed, skipped, edited, cancelled."""

from datetime import datetime

from bot.accounts import queries as accounts
from bot.calendar import blocks, forms, messages, queries, service
from bot.calendar.checks import NO_DAY, NO_TIME
from bot.calendar.drafts import Draft
from bot.calendar.life import LIFE, SERIES, Action, SlotAction, offered
from bot.calendar.model import Occurrence, Slot
from bot.calendar.weeks import week_of
from bot.kernel import zones
from bot.kernel.errors import Invalid
from bot.kernel.views.blocks import Message
from handlers.gesture import Answer, Done, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()


@routes.action(blocks.OPEN)
@routes.action(blocks.OPEN_ONE)
def open_slot(gesture: Gesture) -> Answer:
    return Say(_card(gesture, queries.meant(gesture.session, gesture.ref)))


@routes.action(blocks.PUBLISH)
def ask_for_post(gesture: Gesture) -> Answer:
    return Open(forms.publish(_possible(gesture, Action.PUBLISH), gesture.when))


@routes.form(forms.PUBLISH)
def publish(gesture: Gesture) -> Answer:
    published = _held(gesture)
    url, posted_at = gesture.form.text("url"), gesture.form.moment("posted_at") or gesture.when
    service.publish(gesture, published, url, posted_at)
    return _now(gesture, published)


@routes.action(blocks.POSTPONE)
def ask_for_time(gesture: Gesture) -> Answer:
    return Open(forms.postpone(_possible(gesture, Action.POSTPONE), gesture.when))


@routes.form(forms.POSTPONE)
def postpone(gesture: Gesture) -> Answer:
    day, at = gesture.form.date("day"), gesture.form.time("time")
    if day is None or at is None:
        raise Invalid({"time": NO_TIME} if day else {"day": NO_DAY})
    postponed = _held(gesture)
    service.postpone(gesture, postponed, datetime.combine(day, at))
    return _now(gesture, postponed)


@routes.action(blocks.SKIP)
def ask_why_skipped(gesture: Gesture) -> Answer:
    occurrence = _possible(gesture, Action.SKIP)
    return Open(forms.skip(occurrence, besides=len(queries.told_with(gesture.session, occurrence))))


@routes.form(forms.SKIP)
def skip(gesture: Gesture) -> Answer:
    skipped = _held(gesture)
    service.skip(gesture, skipped, gesture.form.text("reason"))
    return _now(gesture, skipped)


@routes.action(blocks.CANCEL)
@routes.action(f"{blocks.CANCEL}.here")
def cancel(gesture: Gesture) -> Answer:
    cancelled = _held(gesture)
    service.cancel(gesture, cancelled)
    return _now(gesture, cancelled)


@routes.action(blocks.CANCEL_SERIES)
def cancel_series(gesture: Gesture) -> Answer:
    """On the planner's own card, which changes by itself."""
    slot = queries.series(gesture.session, gesture.ref.id)
    accounts.held(gesture.session, slot.account_id)
    service.cancel_series(gesture, queries.held_series(gesture.session, slot.id))
    return Done()


@routes.action(blocks.EDIT)
def ask_what_changes(gesture: Gesture) -> Answer:
    slot = queries.series(gesture.session, gesture.ref.id)
    SERIES.require(gesture, slot, SlotAction.EDIT)
    return Open(forms.edit(slot, queries.next_in(gesture.session, slot)))


@routes.form(forms.EDIT)
def edit(gesture: Gesture) -> Answer:
    slot = queries.series(gesture.session, gesture.ref.id)
    accounts.held(gesture.session, slot.account_id)
    edited = queries.held_series(gesture.session, slot.id)
    service.edit(gesture, edited, draft_of(gesture), gesture.people.is_active)
    return now_of(gesture, edited)


@routes.action(f"{blocks.CANCEL_SERIES}.here")
def cancel_series_in_place(gesture: Gesture) -> Answer:
    occurrence = _held(gesture)
    service.cancel_series(gesture, occurrence.slot)
    return _now(gesture, occurrence)


def now_of(gesture: Gesture, slot: Slot) -> Answer:
    """After its series was planned or edited."""
    return _now(gesture, queries.next_in(gesture.session, slot))


def draft_of(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        day=form.date("day"),
        time=form.time("time"),
        zone=form.choice("zone") or "",
        repeats=form.choice("repeats") or "",
        rule=form.text("rule"),
        theme=form.text("theme"),
        content_type=form.choice("content_type") or "",
        content=form.choice("content") or "",
        maker=form.person("maker") or "",
    )


def _held(gesture: Gesture) -> Occurrence:
    """Held for change, the account before its slot, as everywhere."""
    meant = queries.meant(gesture.session, gesture.ref)
    accounts.held(gesture.session, meant.account_id)
    if meant.has_come:
        return queries.held(gesture.session, meant.id)
    queries.held_series(gesture.session, meant.slot.id)
    return service.decide_ahead(gesture, queries.meant(gesture.session, gesture.ref))


def _possible(gesture: Gesture, action: Action) -> Occurrence:
    """Refused before a form is filled in for nothing."""
    occurrence = queries.meant(gesture.session, gesture.ref)
    LIFE.require(gesture, occurrence, action)
    return occurrence


def _now(gesture: Gesture, occurrence: Occurrence) -> Answer:
    """After something was done with it."""
    return Now(lambda: messages.in_short(occurrence), lambda: _card(gesture, occurrence))


def _card(gesture: Gesture, occurrence: Occurrence) -> Message:
    here = week_of("", gesture.when, zones.own(gesture.who.tz))
    on_series = SERIES.allowed(gesture, occurrence.slot)
    return blocks.card(occurrence, here, offered(gesture, occurrence), on_series)
