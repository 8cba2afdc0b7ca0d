"""The App Home tab: each person's own desk."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.accounts import blocks as account_blocks
from bot.accounts import queries as accounts
from bot.accounts import service
from bot.accounts.life import LIFE, Action
from bot.accounts.model import Account, Status
from bot.calendar import blocks as calendar_blocks
from bot.calendar import queries as calendar
from bot.calendar import week_view
from bot.calendar.weeks import week_of
from bot.crises import blocks as crisis_blocks
from bot.crises import queries as crises
from bot.kernel import zones
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, sentence
from bot.kernel.views.blocks import (
    actions,
    button,
    context,
    divider,
    header,
    home_tab,
    section,
)
from bot.posts import blocks as post_blocks
from bot.posts import listing as post_listing
from bot.posts import parts as post_parts
from bot.posts import queries as posts
from handlers.gesture import Answer, Gesture, Publish
from handlers.posts import desk_of
from handlers.routing import Routes

routes = Routes()

MOST, MOST_ACCOUNTS = 8, 4
"""Of each kind; the lists show the rest."""
OWNED = "`/account list owner:me` shows those that you own, `/account list` shows all."


@routes.event("app_home_opened")
def open_home(gesture: Gesture) -> Answer:
    return Publish(home_tab(desk(gesture)))


def desk(gesture: Gesture) -> list[Block]:
    """What waits for this person, the open crises, their week and their accounts."""
    return [
        actions(
            button("Submit a post…", post_listing.SUBMIT, style="primary"),
            button("Plan a slot…", calendar_blocks.PLAN),
            button("Register an account…", account_blocks.REGISTER),
            button("Raise a crisis…", crisis_blocks.RAISE, style="danger"),
        ),
        *_part("Waits for you", _waiting(gesture), "Nothing waits for you.", "`/post list` shows all posts."),
        *_part("Open crises", _crises(gesture), "No crisis is open.", "`/crisis list` shows all."),
        *_part("Your week", _week(gesture), "Nothing is planned on your accounts.", "`/calendar week` shows all."),
        *_part("Your accounts", _accounts(gesture), "You look after no account.", OWNED, MOST_ACCOUNTS),
    ]


def _part(title: str, rows: Sequence[Block], nothing: str, more: str, most: int = MOST) -> list[Block]:
    """What there is under its title; nothing takes one line."""
    if not rows:
        return [divider(), section(mrkdwn("*{}*  {}", title, sentence(nothing)))]
    left = f"{len(rows) - most} more. " if len(rows) > most else ""
    return [divider(), header(title), *rows[:most], context(sentence(f"{left}{more}"))]


def _waiting(gesture: Gesture) -> list[Block]:
    proposed = accounts.listing(gesture.session, {"status": "proposed"}).rows if _may_decide(gesture) else []
    to_decide = [each for each in proposed if gesture.who.id in service.deciders(each, gesture.people.holders)]
    posts_waiting = posts.waiting_for(gesture.session, desk_of(gesture))
    pinged = crises.waiting_for(gesture.session, gesture.who.id)
    keeps = accounts.of_keeper(gesture.session, gesture.who.id)
    week = week_of("", gesture.when, zones.own(gesture.who.tz))
    missed = calendar.overdue(gesture.session, gesture.when, [each.id for each in keeps])
    silent = [each for each in keeps if each.status == Status.DORMANT]
    return [
        *(section(crisis_blocks.row(each), crisis_blocks.on_it(each)) for each in pinged),
        *(section(post_parts.summary(each), button("Show", post_blocks.SHOW, Ref(each.id))) for each in posts_waiting),
        *(
            section(account_blocks.row(each, gesture.mention), button("Show", account_blocks.SHOW, Ref(each.id)))
            for each in to_decide
        ),
        *(section(week_view.line(week, each), calendar_blocks.open_it(each.occurrence)) for each in missed),
        *(
            section(account_blocks.row(each, gesture.mention), button("Log a post…", account_blocks.LOG, Ref(each.id)))
            for each in silent
        ),
    ]


def _may_decide(gesture: Gesture) -> bool:
    return gesture.who.has(*LIFE.permission(Action.APPROVE).roles)


def _crises(gesture: Gesture) -> list[Block]:
    unresolved = crises.unresolved(gesture.session)
    return [section(crisis_blocks.row(each), crisis_blocks.show_it(each)) for each in unresolved]


def _accounts(gesture: Gesture) -> list[Block]:
    keeps = accounts.of_keeper(gesture.session, gesture.who.id)
    mine = [_with_part(gesture, each) for each in sorted(keeps, key=lambda each: each.owner != gesture.who.id)]
    return [section(row, button("Show", account_blocks.SHOW, Ref(each.id))) for each, row in mine]


def _with_part(gesture: Gesture, account: Account) -> tuple[Account, Markup]:
    """The account, and what this person is to it where somebody else owns it."""
    parts = {"backup": account.backup, "publisher": account.publisher, "deputy": account.deputy}
    mine = [part for part, who in parts.items() if who == gesture.who.id]
    row = account_blocks.row(account, gesture.mention)
    return account, row if account.owner == gesture.who.id else mrkdwn("{} · you are {}", row, " and ".join(mine))


def _week(gesture: Gesture) -> list[Block]:
    mine = [each.id for each in accounts.of_keeper(gesture.session, gesture.who.id)]
    week = week_of("", gesture.when, zones.own(gesture.who.tz))
    overdue = [each for each in calendar.overdue(gesture.session, gesture.when, mine) if each.at < week.start]
    entries = [*overdue, *calendar.within(gesture.session, week.start, week.end, mine)]
    return [
        section(
            mrkdwn("*{}* {}", f"{week.local(each.at):%A}", week_view.line(week, each)),
            calendar_blocks.open_it(each.occurrence),
        )
        for each in entries
    ]
