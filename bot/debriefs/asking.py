"""What asks somebody after a crisis: to write, to decide, to answer, and to do what was to be done."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.company import Company
from bot.debriefs import blocks, queries
from bot.debriefs.around import Around, holders_of
from bot.debriefs.life import LIFE
from bot.debriefs.model import CorrectiveAction, Debrief
from bot.debriefs.service import REVIEWING
from bot.kernel.act import Act
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.asks import OVERDUE, Ask
from bot.kernel.views.blocks import actions, button, section
from bot.reviews.buttons import show_it
from bot.reviews.course import people_waited_for
from bot.reviews.life import DECISIONS


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """What is to be decided, written and done, each the first due first."""
    for debrief in queries.in_review(act.session):
        holders = holders_of(company, act.session, debrief)
        if act.who.id in people_waited_for(debrief, holders) or _answers(act, debrief):
            yield _in_review(act, debrief, company)
    yield from (_to_write(act, each) for each in queries.written_by(act.session, act.who.id))
    yield from (_to_do(act, each) for each in queries.open_actions_of(act.session, act.who.id))


def _answers(act: Act, debrief: Debrief) -> bool:
    return debrief.review.open_question is not None and act.who.id == debrief.writer


def _in_review(act: Act, debrief: Debrief, company: Company) -> Ask:
    def card() -> list[Block]:
        around = Around.of(company, act.session, debrief)
        return [*blocks.card(debrief, around, REVIEWING.offered(act, debrief, around.holders)).blocks]

    late = OVERDUE if debrief.review.stage_due < act.when else ""
    return Ask(mrkdwn("{}{}", blocks.row(debrief), late), show_it(blocks.KIND, debrief), card)


def _to_write(act: Act, debrief: Debrief) -> Ask:
    late = OVERDUE if debrief.due_at < act.when else ""
    row, show = mrkdwn("{}{}", blocks.row(debrief), late), show_it(blocks.KIND, debrief)
    offered = LIFE.allowed(act, debrief) - DECISIONS
    return Ask(row, show, lambda: [section(row), actions(*blocks.buttons(debrief, offered), show)])


def _to_do(act: Act, action: CorrectiveAction) -> Ask:
    late = OVERDUE if action.due_at < act.when else ""
    row, show = mrkdwn("{}{}", blocks.action_row(action), late), button("Show it", blocks.SHOW, Ref(action.debrief_id))
    return Ask(row, show, lambda: [section(row), actions(blocks.done(action), show)])
