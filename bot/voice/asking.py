"""What asks somebody about a statement: to decide on it, or to say it."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

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
    for statement in queries.in_review(act.session):
        if _decides(act, statement, company) or _answers(act, statement):
            yield _to_decide(act, statement, company)
    for statement in queries.waiting_for(act.session, act.who.id):
        yield _to_say(act, statement, company)


def _decides(act: Act, statement: Statement, company: Company) -> bool:
    return act.who.id in people_waited_for(statement, company.at(act.session, statement).steads)


def _answers(act: Act, statement: Statement) -> bool:
    return statement.review.open_question is not None and act.who.id == statement.written_by


def _to_decide(act: Act, statement: Statement, company: Company) -> Ask:
    late = OVERDUE if statement.review.stage_due < act.when else Markup()
    row = mrkdwn("{} *{}* waits for its review{}", MARKS[statement.status], statement.title, late)

    def card() -> Sequence[Block]:
        around = Around.of(company, act.session, statement)
        offered = DECISIONS if _decides(act, statement, company) else {Deed.ANSWER}
        return blocks.card(statement, around, offered, with_reasons=True).blocks

    return Ask(row, show_it(blocks.KIND, statement), card)


def _to_say(act: Act, statement: Statement, company: Company) -> Ask:
    row = mrkdwn("{} *{}*: is it posted on your accounts?", MARKS[statement.status], statement.title)

    def card() -> Sequence[Block]:
        around = Around.of(company, act.session, statement)
        mine = queries.unanswered(statement, around.outlets, act.who.id)
        return messages.only_thing(statement, mine, around).blocks

    return Ask(row, show_it(blocks.KIND, statement), card)
