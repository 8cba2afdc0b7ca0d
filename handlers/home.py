"""The App Home tab: each person's own desk."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.accounts import asking as accounts_asking
from bot.accounts import blocks as account_blocks
from bot.accounts import queries as accounts
from bot.accounts.model import Account
from bot.attestation import asking as attestation_asking
from bot.calendar import asking as calendar_asking
from bot.calendar import blocks as calendar_blocks
from bot.calendar import entries as calendar
from bot.calendar import week_view
from bot.calendar.weeks import Week, week_of
from bot.changes import asking as changes_asking
from bot.checklists import asking as checklists_asking
from bot.crises import asking as crises_asking
from bot.crises import blocks as crisis_blocks
from bot.crises import buttons as crisis_buttons
from bot.crises import queries as crises
from bot.debriefs import asking as debriefs_asking
from bot.delegation import blocks as role_blocks
from bot.delegation import overview
from bot.delegation.life import NAME
from bot.drills import asking as drills_asking
from bot.freezes import asking as freezes_asking
from bot.freezes import blocks as freeze_blocks
from bot.freezes import queries as freezes
from bot.kernel import zones
from bot.kernel.errors import Forbidden
from bot.kernel.outbox import homes
from bot.kernel.reference import Ref, is_number
from bot.kernel.text.markup import Markup, mrkdwn, sentence
from bot.kernel.views import limits
from bot.kernel.views.asks import Ask, fitting
from bot.kernel.views.blocks import (
    Message,
    actions,
    button,
    context,
    divider,
    header,
    home_tab,
    section,
)
from bot.kernel.views.budget import size
from bot.kernel.views.pagination import COUNTED, Page, page_in, turning
from bot.oversight.access import SET_UP
from bot.policies import asking as policies_asking
from bot.posts import asking as posts_asking
from bot.posts import listing as post_listing
from bot.setup import blocks as setup_blocks
from bot.voice import asking as voice_asking
from handlers.gesture import Answer, Gesture, Publish, Say
from handlers.provide import Provide
from handlers.routing import Routes

routes = Routes()

MOST, MOST_ACCOUNTS = 8, 4
"""Of each kind; the lists show the rest."""
BESIDE = 4
"""Blocks: the ways to begin something, a line, a title, and how many more there are."""
ALL = "home.waiting"
NOTHING = mrkdwn("Nothing waits for you.")
OWNED = "See `/account list owner:me`, or `/account list` for all."


@routes.event("app_home_opened")
def open_home(gesture: Gesture) -> Answer:
    homes.opened(gesture.session, gesture.who.id, gesture.when)
    return Publish(_tab(gesture))


def home_of(provide: Provide, person: str) -> dict[str, Any] | None:
    """As it is now; None for whom there is none. Raises Unreachable."""
    try:
        who = provide.people.actor(person)
    except Forbidden:
        return None
    with provide.look(who) as gesture:
        return _tab(gesture).to_dict()


def _tab(gesture: Gesture) -> View:
    if gesture.governance.is_set_up:
        return home_tab(desk(gesture, limits.VIEW_BLOCKS, limits.VIEW))
    return home_tab(setup_blocks.first(may=SET_UP.allows(gesture, None)).blocks)


def desk(gesture: Gesture, most: int, room: int) -> list[Block]:
    """What waits for this person, the open crises, their week and their accounts, in so many blocks and characters."""
    ways = actions(
        button("Submit a post…", post_listing.SUBMIT, style="primary"),
        button("Plan a slot…", calendar_blocks.PLAN),
        button("Register an account…", account_blocks.REGISTER),
        button("Raise a crisis…", crisis_buttons.RAISE, style="danger"),
    )
    rest = [
        *_part("Open crises", *_crises(gesture), "No crisis is open.", "See `/crisis list`."),
        *_frozen(gesture),
        *_part("Your week", *_week(gesture), "Nothing is planned on your accounts.", "See `/calendar week`."),
        *_part("Your accounts", *_accounts(gesture), "You look after no account.", OWNED),
        *_stand_ins(gesture),
    ]
    return [ways, *_waiting(gesture, most - len(rest) - BESIDE, room - size([ways, *rest])), *rest]


def _stand_ins(gesture: Gesture) -> list[Block]:
    mine = overview.stand_ins(gesture.who.id, gesture.people)
    rows = role_blocks.stand_ins(mine, may_name=NAME.allows(gesture, None))
    return [divider(), *rows] if rows else []


def _part(title: str, rows: Sequence[Block], left: str, nothing: str, more: str) -> list[Block]:
    """What there is under its title; nothing takes one line. `left` says how many more there are."""
    if not rows:
        return [divider(), section(mrkdwn("*{}*  {}", title, sentence(nothing)))]
    return [divider(), header(title), *rows, context(sentence(f"{left}{more}"))]


def _left(page: Page[Any]) -> str:
    left = min(page.total, COUNTED) - len(page.rows)
    return f"{'More than ' if page.is_longer else ''}{left} more. " if left else ""


def _waiting(gesture: Gesture, most: int, room: int) -> list[Block]:
    """With the buttons that settle it; past some the way to the rest."""
    asks = _asks(gesture)
    if not asks:
        return [divider(), section(mrkdwn("*Waits for you*  {}", NOTHING))]
    cards, count = fitting(asks, most, room)
    left = len(asks) - count
    more = [section(mrkdwn("*and {} more*", left), button("Show all", ALL, "1"))] if left else []
    return [divider(), header("Waits for you"), *cards, *more]


@routes.action(ALL)
@routes.list(ALL)
def show_all_that_waits(gesture: Gesture) -> Answer:
    asks = page_in(_asks(gesture), int(gesture.value) if is_number(gesture.value) else 1)
    title = mrkdwn("{} waiting for you", asks.total) if asks.total else NOTHING
    turns = turning(asks, ALL, str)
    return Say(Message(title, [section(mrkdwn("*{}*", title)), *(each.line for each in asks.rows), *turns]))


def _asks(gesture: Gesture) -> list[Ask]:
    """The most urgent kinds first."""
    company = gesture.company
    return [
        *crises_asking.asks(gesture),
        *voice_asking.asks(gesture, company),
        *freezes_asking.asks(gesture),
        *checklists_asking.asks(gesture, company),
        *posts_asking.asks(gesture, company),
        *debriefs_asking.asks(gesture, company),
        *changes_asking.asks(gesture, company),
        *accounts_asking.asks(gesture, company),
        *attestation_asking.asks(gesture, company),
        *calendar_asking.asks(gesture, company),
        *drills_asking.asks(gesture),
        *policies_asking.asks(gesture, company),
    ]


def _crises(gesture: Gesture) -> tuple[Sequence[Block], str]:
    worst = crises.worst(gesture, MOST)
    rows = [section(crisis_blocks.row(each, gesture.when), crisis_buttons.show_it(each)) for each in worst.rows]
    return rows, _left(worst)


def _frozen(gesture: Gesture) -> list[Block]:
    """All that are in force; nothing where none is."""
    every = freezes.in_force(gesture.session)
    rows = [freeze_blocks.line(each, freezes.standing(gesture.session, [each])) for each in every[:MOST]]
    return [divider(), header("Frozen"), *rows, context(sentence("See `/crisis thaw`."))] if rows else []


def _accounts(gesture: Gesture) -> tuple[Sequence[Block], str]:
    page = accounts.kept(gesture.session, gesture.who.id, MOST_ACCOUNTS)
    show = {each: button("Show", account_blocks.SHOW, Ref(each.id)) for each in page.rows}
    return [section(_with_part(gesture, each), opens) for each, opens in show.items()], _left(page)


def _with_part(gesture: Gesture, account: Account) -> Markup:
    """The account, and what this person is to it where somebody else owns it."""
    parts = {"backup": account.backup, "publisher": account.publisher, "deputy": account.deputy}
    mine = [part for part, who in parts.items() if who == gesture.who.id]
    row = account_blocks.row(account, gesture.mention)
    return row if account.owner == gesture.who.id else mrkdwn("{} · you are {}", row, " and ".join(mine))


def _week(gesture: Gesture) -> tuple[Sequence[Block], str]:
    """First what is overdue from before it. How much more there is, nobody counts: a series has times without end."""
    week, mine = week_of("", gesture.when, zones.own(gesture.who.tz)), accounts.ids_kept_by(gesture.who.id)
    overdue = calendar.overdue(gesture.session, gesture.when, mine, MOST + 1, before=week.start)
    entries = [*overdue, *calendar.within(gesture.session, week.start, week.end, mine, MOST + 1)]
    rows = [section(_dated(week, each), calendar_blocks.open_it(each.occurrence)) for each in entries[:MOST]]
    return rows, "And more. " if len(entries) > MOST else ""


def _dated(week: Week, entry: calendar.Entry) -> Markup:
    """With its weekday; an earlier one's line has the day."""
    line = week_view.line(week, entry)
    return mrkdwn("*{}* {}", f"{week.local(entry.at):%A}", line) if entry.at >= week.start else line
