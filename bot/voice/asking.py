"""What asks somebody about a statement: to decide on it, or to say it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from slack_sdk.models.blocks import Block

from bot.accounts import Outlet, outlets_of
from bot.company import Company
from bot.kernel.act import Act
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.asks import OVERDUE, Ask
from bot.reviews.buttons import show_it
from bot.reviews.course import people_waited_for
from bot.reviews.life import DECISIONS, Deed
from bot.voice import blocks, messages, queries
from bot.voice.around import Around
from bot.voice.model import Statement
from bot.voice.standing import MARKS


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """First what is to be decided."""
    reviewed = [each for each in queries.in_review(act.session) if _decides(act, each, company) or _answers(act, each)]
    to_say = queries.waiting_for(act.session, act.who.id)
    ids = {its.account_id for each in (*reviewed, *to_say) for its in each.accounts}
    outlets = {its.id: its for its in outlets_of(act.session, ids)} if ids else {}
    for statement in reviewed:
        yield _to_decide(act, statement, company, outlets)
    before = cache(lambda: queries.posted_before(act.session, to_say))
    for statement in to_say:
        yield _to_say(act, statement, company, outlets, before)


def _decides(act: Act, statement: Statement, company: Company) -> bool:
    return act.who.id in people_waited_for(statement, company.at(act.session, statement).steads)


def _answers(act: Act, statement: Statement) -> bool:
    return statement.review.open_question is not None and act.who.id == statement.written_by


def _to_decide(act: Act, statement: Statement, company: Company, outlets: Mapping[int, Outlet]) -> Ask:
    late = OVERDUE if statement.review.stage_due < act.when else Markup()
    row = mrkdwn("{} *{}* waits for its review{}", MARKS[statement.status], statement.title, late)

    def card() -> Sequence[Block]:
        around = Around.of(company, act.session, statement, outlets)
        offered = DECISIONS if _decides(act, statement, company) else {Deed.ANSWER}
        return blocks.card(statement, around, offered, with_reasons=True).blocks

    return Ask(row, show_it(blocks.KIND, statement), card)


def _to_say(
    act: Act,
    statement: Statement,
    company: Company,
    outlets: Mapping[int, Outlet],
    before: Callable[[], Mapping[int, Mapping[int, str]]],
) -> Ask:
    row = mrkdwn("{} *{}*: is it posted on your accounts?", MARKS[statement.status], statement.title)

    def card() -> Sequence[Block]:
        around = Around.of(company, act.session, statement, outlets, before()[statement.id])
        mine = queries.unanswered(statement, around.outlets, act.who.id)
        return messages.only_thing(statement, mine, around).blocks

    return Ask(row, show_it(blocks.KIND, statement), card)
