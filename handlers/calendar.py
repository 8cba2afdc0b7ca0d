"""/calendar: what is to be published where and when."""

from collections.abc import Iterable
from datetime import datetime

from bot.accounts import Outlet
from bot.accounts import finding as registry
from bot.accounts import queries as accounts
from bot.calendar import blocks, entries, forms, messages, queries, service, week_view
from bot.calendar.checks import NO_DAY, NO_TIME, check_in_use
from bot.calendar.drafts import Draft
from bot.calendar.entries import Entry
from bot.calendar.life import LIFE, PLAN, PLAN_ANYWHERE, PLANNERS, SERIES, Action, SlotAction, offered
from bot.calendar.model import Occurrence, Slot
from bot.calendar.week_view import MOST_LINES, PlannedPost
from bot.calendar.weeks import Week, week_of
from bot.kernel import zones
from bot.kernel.errors import Invalid
from bot.kernel.reference import Ref
from bot.kernel.views.asks import MOST
from bot.kernel.views.blocks import Message
from bot.kernel.views.warned import warned
from bot.outgoing import Warned
from bot.posts import queries as scheduled
from bot.posts.model import Post
from handlers.gesture import Answer, Done, Gesture, Now, Offer, Open, Replace, Say
from handlers.routing import Routes

routes = Routes()
calendar = routes.command("/calendar", about="The content calendar", hint="week · slot")


@calendar.bare
@calendar.word(
    "week",
    example="/calendar week +1",
    about="shows seven days: the next, those after (+1), or from a day on",
)
def show_week(gesture: Gesture) -> Answer:
    return _week(gesture, week_of(gesture.words, gesture.when, zones.own(gesture.who.tz)))


@routes.list(blocks.SHOW_WEEK)
@routes.action(f"{blocks.SHOW_WEEK}.back")
def turn_week(gesture: Gesture) -> Answer:
    return _week(gesture, week_of(gesture.value, gesture.when, zones.own(gesture.who.tz)))


@calendar.word("slot", example="/calendar slot @HelviaGlobal", about="plans a slot, once or repeated")
def plan(gesture: Gesture) -> Answer:
    if not gesture.words:
        return plan_by_button(gesture)
    its = Outlet.of(registry.named(gesture.session, gesture.words))
    PLAN.require(gesture, its)
    check_in_use(its)
    return Open(forms.slot(*_known(gesture, its)))


@routes.action(blocks.PLAN)
def plan_by_button(gesture: Gesture) -> Answer:
    PLAN_ANYWHERE.require(gesture, None)
    return Open(forms.slot(None))


@routes.suggestions(forms.SLOT_ACCOUNT)
def search_account(gesture: Gesture) -> Answer:
    """Only those that this person may plan for."""
    keeper = "" if gesture.who.has(*PLANNERS) else gesture.who.id
    matching = registry.matching(gesture.session, gesture.words, keeper=keeper)
    return Offer([(Ref(each.id), each.full_label) for each in matching])


@routes.suggestions(forms.SLOT_ZONE)
def search_zone(gesture: Gesture) -> Answer:
    return Offer(zones.matching(gesture.words, gesture.when))


@routes.form(forms.SLOT)
def plan_by_form(gesture: Gesture) -> Answer:
    chosen = gesture.form.choice("account")
    if not chosen:
        raise Invalid({"account": "Choose the account: type its name."})
    outlet = Outlet.of(accounts.held(gesture.session, Ref.read(chosen).id))
    try:
        slot = service.plan(gesture, outlet, _draft(gesture), gesture.people.is_active, gesture.heeded)
        return _now_of(gesture, slot)
    except Warned as warning:
        return Replace(warned(forms.slot(*_known(gesture, outlet)), warning.sentences, warning.key))


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
    service.publish(gesture, published, gesture.form.text("url"), gesture.form.moment("posted_at") or gesture.when)
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
    service.edit(gesture, edited, _draft(gesture), gesture.people.is_active)
    return _now_of(gesture, edited)


@routes.action(f"{blocks.CANCEL_SERIES}.here")
def cancel_series_in_place(gesture: Gesture) -> Answer:
    occurrence = _held(gesture)
    service.cancel_series(gesture, occurrence.slot)
    return _now(gesture, occurrence)


def _known(gesture: Gesture, its: Outlet) -> tuple[tuple[str, str], str, tuple[str, str]]:
    mine = zones.own(gesture.who.tz).key
    return (Ref(its.id), its.full_label), its.zone, (mine, zones.label(mine, gesture.when))


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


def _now_of(gesture: Gesture, slot: Slot) -> Answer:
    """After its series was planned or edited."""
    return _now(gesture, queries.next_in(gesture.session, slot))


def _card(gesture: Gesture, occurrence: Occurrence) -> Message:
    here = week_of("", gesture.when, zones.own(gesture.who.tz))
    return blocks.card(occurrence, here, offered(gesture, occurrence), SERIES.allowed(gesture, occurrence.slot))


def _week(gesture: Gesture, week: Week) -> Answer:
    slots, more = entries.first_within(gesture.session, week.start, week.end, MOST_LINES)
    planned = scheduled.planned_between(gesture.session, week.start, week.end, MOST_LINES + 1)
    posts, left = _posts(gesture, planned[:MOST_LINES]), _posts(gesture, planned[MOST_LINES:])
    overdue = _overdue(gesture, week) if week.start <= gesture.when < week.end else ()
    return Say(week_view.overview(week, slots, posts, gesture.when, overdue, min([more, *(each.at for each in left)])))


def _overdue(gesture: Gesture, week: Week) -> list[Entry | PlannedPost]:
    """From before the week."""
    posts = scheduled.overdue(gesture.session, gesture.when - queries.OVERDUE, week.start, MOST)
    return [*entries.overdue(gesture.session, gesture.when, most=MOST, before=week.start), *_posts(gesture, posts)]


def _posts(gesture: Gesture, posts: Iterable[Post]) -> list[PlannedPost]:
    return [
        PlannedPost(each.planned_at, each.name, each.status, each.is_due(gesture.when))
        for each in posts
        if each.planned_at
    ]


def _draft(gesture: Gesture) -> Draft:
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
