"""/calendar: what is to be published where and when."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.accounts import Outlet
from bot.accounts import queries as accounts
from bot.calendar import blocks, forms, queries, service, week_view, zones
from bot.calendar.checks import NO_DAY, NO_TIME
from bot.calendar.given import Draft, PlannedPost
from bot.calendar.model import Occurrence
from bot.calendar.weeks import Week, week_of
from bot.kernel.errors import Forbidden, Invalid
from bot.posts import queries as scheduled
from handlers.gesture import Answer, Done, Gesture, Offer, Open, Say
from handlers.routing import Routes

routes = Routes()
calendar = routes.command("/calendar", about="The content calendar")


@calendar.bare
@calendar.word("week", example="/calendar week +1", about="shows a week: this one, the next (+1), or one by its day")
def show_week(gesture: Gesture) -> Answer:
    return _week(gesture, week_of(gesture.words, gesture.when, _zone(gesture)))


@routes.action(f"{blocks.SHOW_WEEK}.previous")
@routes.action(f"{blocks.SHOW_WEEK}.next")
@routes.action(f"{blocks.SHOW_WEEK}.back")
def turn_week(gesture: Gesture) -> Answer:
    return _week(gesture, week_of(gesture.value, gesture.when, _zone(gesture)))


@calendar.word("slot", example="/calendar slot @HelviaGlobal", about="plans a slot, once or again and again")
def plan(gesture: Gesture) -> Answer:
    if not gesture.words:
        return plan_by_button(gesture)
    account = accounts.named(gesture.session, gesture.words)
    service.require_planner(gesture.who, Outlet.of(account))
    return Open(forms.slot((str(account.id), account.full_label), _zone(gesture).key, gesture.when))


@routes.action(blocks.PLAN)
def plan_by_button(gesture: Gesture) -> Answer:
    if not gesture.who.has(*service.PLANNERS) and not accounts.of_keeper(gesture.session, gesture.who.id):
        raise Forbidden(
            "Only authors, the community manager and the people of an account can plan slots. "
            "Ask one of them: `/social roles` shows who they are."
        )
    return Open(forms.slot(None, _zone(gesture).key, gesture.when))


@routes.suggestions(forms.SLOT_ACCOUNT)
def search_account(gesture: Gesture) -> Answer:
    """Only those that this person may plan for."""
    keeper = "" if gesture.who.has(*service.PLANNERS) else gesture.who.id
    found = accounts.matching(gesture.session, gesture.words, keeper=keeper)
    return Offer([(str(each.id), each.full_label) for each in found])


@routes.suggestions(forms.SLOT_ZONE)
def search_zone(gesture: Gesture) -> Answer:
    return Offer(zones.matching(gesture.words, gesture.when))


@routes.form(forms.SLOT)
def plan_by_form(gesture: Gesture) -> Answer:
    chosen = gesture.form.choice("account")
    if not chosen:
        raise Invalid({"account": "Choose the account: type part of its name."})
    outlet = Outlet.of(accounts.by_id(gesture.session, int(chosen)))
    service.plan(gesture.session, gesture.who, gesture.when, outlet, _draft(gesture), gesture.people.is_active)
    return Done()


@routes.action(week_view.OPEN)
def open_slot(gesture: Gesture) -> Answer:
    return _card(gesture, *_chosen(gesture, gesture.value))


@routes.action(blocks.PUBLISH)
def ask_for_post(gesture: Gesture) -> Answer:
    return Open(forms.publish(_to_settle(gesture, "settle"), gesture.when))


@routes.form(forms.PUBLISH)
def publish(gesture: Gesture) -> Answer:
    occurrence, outlet = _chosen(gesture, gesture.metadata)
    url, posted_at = gesture.form.text("url"), gesture.form.moment("posted_at") or gesture.when
    service.publish(gesture.session, gesture.who, gesture.when, occurrence, outlet, url, posted_at)
    return Done()


@routes.action(blocks.POSTPONE)
def ask_for_time(gesture: Gesture) -> Answer:
    return Open(forms.postpone(_to_settle(gesture, "postpone"), gesture.when))


@routes.form(forms.POSTPONE)
def postpone(gesture: Gesture) -> Answer:
    occurrence, outlet = _chosen(gesture, gesture.metadata)
    day, at = gesture.form.date("day"), gesture.form.time("time")
    if day is None or at is None:
        raise Invalid({"time": NO_TIME} if day else {"day": NO_DAY})
    service.postpone(gesture.session, gesture.who, gesture.when, occurrence, outlet, datetime.combine(day, at))
    return Done()


@routes.action(blocks.SKIP)
def ask_why_skipped(gesture: Gesture) -> Answer:
    occurrence = _to_settle(gesture, "skip")
    return Open(forms.skip(occurrence, besides=len(queries.told_with(gesture.session, occurrence))))


@routes.form(forms.SKIP)
def skip(gesture: Gesture) -> Answer:
    occurrence, outlet = _chosen(gesture, gesture.metadata)
    service.skip(gesture.session, gesture.who, gesture.when, occurrence, outlet, gesture.form.text("reason"))
    return Done()


@routes.action(blocks.CANCEL)
def cancel(gesture: Gesture) -> Answer:
    occurrence, outlet = _chosen(gesture, gesture.value)
    service.cancel(gesture.session, gesture.who, gesture.when, occurrence, outlet)
    return Done()


@routes.action(blocks.CANCEL_SERIES)
def cancel_series(gesture: Gesture) -> Answer:
    outlet = _outlet(gesture, queries.account_of_series(gesture.session, int(gesture.value)))
    slot = queries.series(gesture.session, int(gesture.value))
    service.cancel_series(gesture.session, gesture.who, gesture.when, slot, outlet)
    return Done()


@routes.action(f"{blocks.CANCEL}.here")
def cancel_in_place(gesture: Gesture) -> Answer:
    occurrence, outlet = _chosen(gesture, gesture.value)
    service.cancel(gesture.session, gesture.who, gesture.when, occurrence, outlet)
    return _card(gesture, occurrence, outlet)


@routes.action(f"{blocks.CANCEL_SERIES}.here")
def cancel_series_in_place(gesture: Gesture) -> Answer:
    occurrence, outlet = _chosen(gesture, gesture.value)
    service.cancel_series(gesture.session, gesture.who, gesture.when, occurrence.slot, outlet)
    return _card(gesture, occurrence, outlet)


def _outlet(gesture: Gesture, account_id: int) -> Outlet:
    return Outlet.of(accounts.by_id(gesture.session, account_id))


def _chosen(gesture: Gesture, occurrence_id: str) -> tuple[Occurrence, Outlet]:
    """Held for change, the account before its slot, as everywhere."""
    outlet = _outlet(gesture, queries.account_of(gesture.session, int(occurrence_id)))
    return queries.by_id(gesture.session, int(occurrence_id)), outlet


def _to_settle(gesture: Gesture, verb: str) -> Occurrence:
    """Refused before a form is filled in for nothing."""
    occurrence, outlet = _chosen(gesture, gesture.value)
    service.require_settler(gesture.who, outlet, occurrence.slot, verb)
    occurrence.require_open()
    return occurrence


def _card(gesture: Gesture, occurrence: Occurrence, outlet: Outlet) -> Answer:
    may_settle = service.may_settle(gesture.who, outlet, occurrence.slot)
    day = zones.wall(occurrence.at, _zone(gesture)).date().isoformat()
    return Say(blocks.card(occurrence, day, may_settle=may_settle))


def _zone(gesture: Gesture) -> ZoneInfo:
    """The person's own, as far as it is known."""
    return zones.known(gesture.who.tz) or ZoneInfo("UTC")


def _week(gesture: Gesture, week: Week) -> Answer:
    entries = queries.within(gesture.session, week.start, week.end)
    posts = [
        PlannedPost(each.planned_at, each.name, each.status)
        for each in scheduled.planned_between(gesture.session, week.start, week.end)
        if each.planned_at
    ]
    return Say(week_view.week(week, entries, posts, gesture.when))


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
