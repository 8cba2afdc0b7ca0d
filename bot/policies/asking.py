"""What asks somebody to read."""

from collections.abc import Iterator
from functools import partial

from slack_sdk.models.blocks import Block

from bot.company import Company
from bot.kernel.act import Act
from bot.kernel.text.markup import day, mrkdwn
from bot.kernel.views.asks import OVERDUE, Ask
from bot.people.learning import MustRead
from bot.policies import blocks


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """What is due first comes first. It is remembered: no question is asked."""
    for document in company.people.holdings.learning.to_read(act.who.id, act.who.roles):
        late = OVERDUE if document.due <= act.when else mrkdwn("")
        row = mrkdwn("Read *{}* by {}{}", document.title, day(document.last_day), late)
        yield Ask(row, blocks.read(document), partial(_card, document))


def _card(document: MustRead) -> list[Block]:
    return [*blocks.to_read(document).blocks]
