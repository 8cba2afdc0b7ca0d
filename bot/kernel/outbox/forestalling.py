"""A card that nobody has seen yet need not be sent to say that its matter has ended."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, update
from sqlalchemy.orm import Session

from bot.kernel.outbox.letter import payload_of
from bot.kernel.outbox.tables import State, cards, finished, letters, live
from bot.kernel.statements import Prepared
from bot.kernel.views.blocks import Message


class Last(NamedTuple):
    """What a card is to show."""

    card: str
    channel: str
    message: Message


def forestall(session: Session, states: Sequence[Last], *, is_last: bool = True) -> dict[str, None]:
    """Cancel the cards' first letters, unless they are on their way or may have arrived; which cards that were. What
    waits behind such a letter is no first one. Then what asked before and waits for one shows its state, and stays open
    as it would have where that is not the last.
    """
    answers = _FORESTALL.run_each(session, [{"of": each.card} for each in states])
    cancelled = [each for each, first in zip(states, answers, strict=True) if first]
    heirs = _INHERIT.run_each(session, list(map(_inherited, cancelled)))
    if not is_last:
        _REOPEN.run_all(session, [{"of": letter.card} for letters_after in heirs for letter in letters_after])
    return dict.fromkeys(each.card for each in cancelled)


def _inherited(state: Last) -> dict[str, Any]:
    after = state.message.superseded_by or None
    return {"lane": state.channel, "of": state.card, "state": payload_of(state.message), "after": after}


_ANOTHER = letters.alias("another")
_IS_AFTER_ANOTHER = exists().where(
    _ANOTHER.c.card == letters.c.card, live(_ANOTHER.c.state), _ANOTHER.c.number < letters.c.number
)
_FORESTALL = Prepared(
    update(letters)
    .where(letters.c.card == bindparam("of"), live(letters.c.state), letters.c.state == State.WAITING)
    .where(~letters.c.doubt)
    .where(~_IS_AFTER_ANOTHER)
    .values(finished(State.CANCELLED))
    .returning(letters.c.number)
)


_INHERIT = Prepared(
    update(letters)
    .where(letters.c.channel == bindparam("lane"), live(letters.c.state), letters.c.thread == bindparam("of"))
    .where(letters.c.card.is_not(None))
    .values(payload=bindparam("state"), thread=bindparam("after"))
    .returning(letters.c.card)
)
_REOPEN = Prepared(update(cards).where(cards.c.key == bindparam("of")).values(settled=False))
