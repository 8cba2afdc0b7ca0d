"""/calendar: what is to be published where and when."""

from collections.abc import Iterable

from bot.accounts import Outlet
from bot.accounts import finding as registry
from bot.accounts import queries as accounts
from bot.calendar import blocks, entries, forms, queries, service, week_view
from bot.calendar.checks import check_in_use
from bot.calendar.entries import Entry
from bot.calendar.life import PLAN, PLAN_ANYWHERE, PLANNERS
from bot.calendar.week_view import MOST_LINES, PlannedPost
from bot.calendar.weeks import Week, week_of
from bot.freezes.queries import frozen
from bot.kernel import zones
from bot.kernel.errors import Invalid
from bot.kernel.reference import Ref
from bot.kernel.views.asks import MOST
from bot.kernel.views.warned import warned
from bot.outgoing import Warned
from bot.posts import queries as scheduled
from bot.posts.model import Post
from handlers.gesture import Answer, Gesture, Offer, Open, Replace, Say
from handlers.routing import Routes
from handlers.slots import draft_of, now_of

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
        slot = service.plan(gesture, outlet, draft_of(gesture), gesture.people.is_active, gesture.heeded)
        return now_of(gesture, slot)
    except Warned as warning:
        return Replace(warned(forms.slot(*_known(gesture, outlet)), warning.sentences, warning.key))


def _known(gesture: Gesture, its: Outlet) -> tuple[tuple[str, str], str, tuple[str, str]]:
    mine = zones.own(gesture.who.tz).key
    return (Ref(its.id), its.full_label), its.zone, (mine, zones.label(mine, gesture.when))


def _week(gesture: Gesture, week: Week) -> Answer:
    slots, more = entries.first_within(gesture.session, week.start, week.end, MOST_LINES)
    planned = scheduled.planned_between(gesture.session, week.start, week.end, MOST_LINES + 1)
    posts, left = _posts(gesture, planned[:MOST_LINES]), _posts(gesture, planned[MOST_LINES:])
    overdue = _overdue(gesture, week) if week.start <= gesture.when < week.end else ()
    more = min([more, *(each.at for each in left)])
    cold = frozen(gesture.session)
    return Say(week_view.overview(week, slots, posts, gesture.when, overdue, more, cold))


def _overdue(gesture: Gesture, week: Week) -> list[Entry | PlannedPost]:
    """From before the week."""
    posts = scheduled.overdue(gesture.session, gesture.when - queries.OVERDUE, week.start, MOST)
    slots = entries.overdue(gesture.session, gesture.when, most=MOST, before=week.start)
    return [*slots, *_posts(gesture, posts)]


def _posts(gesture: Gesture, posts: Iterable[Post]) -> list[PlannedPost]:
    return [
        PlannedPost(each.planned_at, each.name, each.status, each.is_due(gesture.when))
        for each in posts
        if each.planned_at
    ]
