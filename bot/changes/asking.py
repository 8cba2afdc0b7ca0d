"""What asks somebody about a change of the governance: its own card."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.changes import blocks, queries
from bot.changes.around import Around, speakers
from bot.changes.model import Change
from bot.changes.service import route_of
from bot.changes.standing import MARKS
from bot.company import Company
from bot.kernel.act import Act
from bot.kernel.text.markup import Markup, mrkdwn, when
from bot.kernel.views.asks import OVERDUE, Ask
from bot.reviews.buttons import show_it
from bot.reviews.course import people_waited_for


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """Nothing is looked for where no change needs a review."""
    change = queries.waiting(act.session) if route_of(company.rules) else None
    if change and (_decides(act, change, company) or _answers(act, change, company)):
        yield _about(act, change, company)


def _decides(act: Act, change: Change, company: Company) -> bool:
    return act.who.id in people_waited_for(change, company.steads)


def _answers(act: Act, change: Change, company: Company) -> bool:
    return change.review.open_question is not None and act.who.id in speakers(change, company)


def _about(act: Act, change: Change, company: Company) -> Ask:
    late = OVERDUE if change.review.stage_due < act.when else Markup()
    stage, since = change.review.stage_rules.name, when(change.review.stage_began_at)
    row = mrkdwn("{} *{}* · stage “{}” since {}{}", MARKS[change.status], change.name, stage, since, late)

    def card() -> list[Block]:
        around = Around.of(company, act.session, change)
        if _decides(act, change, company):
            return [*blocks.review(change, around, with_reasons=True).blocks]
        return [*blocks.proposed(change, around).blocks]

    return Ask(row, show_it(blocks.KIND, change), card)
