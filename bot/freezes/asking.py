"""What asks somebody about freezes: whether anything is scheduled elsewhere."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.freezes import blocks, messages, queries
from bot.freezes.model import Freeze
from bot.kernel.act import Act
from bot.kernel.escalation.policy import NOTHING
from bot.kernel.text.markup import mrkdwn, several
from bot.kernel.views.asks import Ask


def asks(act: Act) -> Iterator[Ask]:
    """The oldest first."""
    return (_about(act, freeze) for freeze in queries.waiting_for(act.session, act.who.id))


def _about(act: Act, freeze: Freeze) -> Ask:
    ids = queries.asked_of(act.session, freeze, act.who.id)
    labels = [each.label for each in queries.accounts_of(act.session, [freeze]) if each.account_id in ids]
    row = mrkdwn(":ice_cube: *{}*: is anything scheduled elsewhere on {}?", freeze.why, several(labels, most=3))

    def card() -> Sequence[Block]:
        return messages.elsewhere(freeze, labels, (), NOTHING).blocks

    return Ask(row, blocks.show_it(freeze), card)
