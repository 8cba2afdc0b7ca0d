"""What asks somebody about checklists: all lines of a crisis that are theirs, together."""

from collections.abc import Iterator
from functools import partial

from slack_sdk.models.blocks import Block

from bot.checklists import messages, queries
from bot.checklists.checklist import Checklist, checklist_of
from bot.company import Company
from bot.crises.buttons import checklist as show_checklist
from bot.kernel.act import Act
from bot.kernel.views.asks import Ask


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """The worst crisis first."""
    for crisis in dict.fromkeys(line.crisis for line in queries.waiting(act.session)):
        checklist = checklist_of(act.session, crisis, company)
        if mine := checklist.asked_of(act.who.id):
            yield _about(checklist, act.who.id, len(mine))


def _about(checklist: Checklist, reader: str, number: int) -> Ask:
    crisis = checklist.crisis
    card = partial(_card, checklist, reader)
    return Ask(messages.summary(crisis, number), show_checklist(crisis), card)


def _card(checklist: Checklist, reader: str) -> list[Block]:
    return [*messages.yours(checklist, reader).blocks]
