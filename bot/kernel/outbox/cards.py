"""Living cards: what a message shows changes in place, and what becomes due together for one reader is one message."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from bot.kernel.outbox import digest, homes, writing
from bot.kernel.outbox.asking import Ask
from bot.kernel.outbox.letter import payload_of
from bot.kernel.outbox.showing import Showing
from bot.kernel.outbox.tables import Place, State, Urgency, beneath, cards, finished, letters, live
from bot.kernel.statements import Prepared
from bot.kernel.views.blocks import Message


def show(
    session: Session,
    *,
    card: str,
    channel: str,
    message: Message,
    at: datetime,
    urgency: int = Urgency.DECISION,
    after: str = "",
) -> None:
    """A living card: posted the first time, replaced in place afterwards, wherever it then is; not before the card
    `after`.
    """
    homes.change(session, [channel], at=at)
    payload = {**payload_of(message), **({"after": after} if after else {})}
    writing.show(session, Showing(card, channel, payload, at, urgency))


def settle(session: Session, *, path: str, message: Message, at: datetime, is_last: bool = True) -> int:
    """Show a last state on each card beneath `path` whose matter was still open, and withdraw those that nobody can
    have seen; how many there were. Where it is not the last, the cards that show it stay open.
    """
    return settle_each(session, paths=[path], message=message, at=at, is_last=is_last)


def settle_each(session: Session, *, paths: Sequence[str], message: Message, at: datetime, is_last: bool = True) -> int:
    """The same beneath each of these paths, in one trip."""
    for path in paths:
        writing.empty_cards(session, path)
    asked = [{"path": path} for path in paths]
    rows = list(chain.from_iterable((_SETTLE if is_last else _OPEN).run_each(session, asked)))
    homes.change(session, [card.channel for card in rows], at=at)
    for card in rows:
        if card.within is not None:
            line = digest.closed_row(message) if is_last else digest.open_row(message)
            _change_row(session, card, line, at, message.superseded_by)
        elif card.ts is not None or not _forestall(session, card.key, card.channel, message, is_last=is_last):
            last = Showing(card.key, card.channel, payload_of(message), at, Urgency.DECISION, settled=is_last)
            writing.show(session, last)
        elif not is_last:
            _CLOSE.later(session, of=card.key)
    return len(rows)


_IS_OPEN = (beneath(cards.c.key), cards.c.settled.is_(False))
_PLACE = (cards.c.key, cards.c.channel, cards.c.ts, cards.c.within)
_SETTLE = Prepared(update(cards).where(*_IS_OPEN).values(settled=True).returning(*_PLACE))
_OPEN = Prepared(select(*_PLACE).where(*_IS_OPEN).with_for_update())
_CLOSE = Prepared(update(cards).where(cards.c.key == bindparam("of")).values(settled=True))


def take_back(session: Session, *, path: str) -> None:
    """What was gathered beneath `path` is not asked; nothing outside of `together`."""
    for theirs in session.info.get(_GATHERED, {}).values():
        theirs[:] = [each for each in theirs if each.path != path]


def has_asked(session: Session, *, path: str) -> bool:
    """Whether there is or was a card beneath `path`."""
    writing.empty_cards(session, path)
    return bool(_ANY.run(session, path=path))


_ANY = Prepared(select(cards.c.key).where(beneath(cards.c.key)).limit(1))


def place_of(session: Session, card: str) -> Place | None:
    """Where Slack has it; None as long as it has not said so."""
    row = _WHERE.run(session, of=card)
    return Place(row[0].posted_in, row[0].ts) if row and row[0].ts else None


_WHERE = Prepared(select(cards.c.posted_in, cards.c.ts).where(cards.c.key == bindparam("of")))


def _forestall(session: Session, card: str, channel: str, state: Message, *, is_last: bool = True) -> bool:
    """Cancel the card's first letter, unless it is on its way or may have arrived; whether it was cancelled. Then what
    asked before and waits for it shows its `state`, and stays open as it would have where that is not the last.
    """
    if not _FORESTALL.run(session, of=card):
        return False
    after = state.superseded_by or None
    heirs = _INHERIT.run(session, lane=channel, of=card, state=payload_of(state), after=after)
    if not is_last:
        _REOPEN.run_all(session, [{"of": each.card} for each in heirs])
    return True


_FORESTALL = Prepared(
    update(letters)
    .where(letters.c.card == bindparam("of"), live(letters.c.state), letters.c.state == State.WAITING)
    .where(~letters.c.doubt)
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


def ask(session: Session, asked: Ask, *, at: datetime) -> None:
    """By a new card, which rings."""
    _supersede(session, asked, asked.card, at)
    show(session, card=asked.card, channel=asked.channel, message=asked.explained, at=at, urgency=asked.urgency)


def _supersede(session: Session, asked: Ask, by: str, at: datetime) -> None:
    settle(session, path=asked.path, message=replace(asked.before, superseded_by=by), at=at)


@contextmanager
def together(session: Session, *, at: datetime) -> Iterator[None]:
    """What is gathered in this block is asked when it ends: each reader by the card of what is asked, or by a digest
    where that is several things.
    """
    session.info[_GATHERED] = defaultdict(list)
    try:
        yield
        for theirs in filter(None, session.info[_GATHERED].values()):
            if len(theirs) == 1:
                ask(session, theirs[0], at=at)
            else:
                _ask_in_digest(session, theirs, at)
    finally:
        del session.info[_GATHERED]


def gather(session: Session, asked: Ask) -> None:
    """Within `together`."""
    session.info[_GATHERED][asked.channel, asked.card if asked.is_alone else ""].append(asked)


_GATHERED = "concord.asks"


def _ask_in_digest(session: Session, asks: Sequence[Ask], at: datetime) -> None:
    channel = asks[0].channel
    card = f"{DIGEST}:{channel}:{asks[0].key}"
    for each in asks:
        _supersede(session, each, card, at)
        row = {"key": each.card, "within": card, "line": digest.open_row(each.message, each.reason)}
        _PUT_IN.later(session, **row, channel=channel, version=1, shown_at=at, settled=False)
    _show_digest(session, card, channel, at)


DIGEST = "digest"
_PUT_IN = Prepared(lambda insert: insert(cards).on_conflict_do_nothing(index_elements=[cards.c.key]))


def _change_row(session: Session, card: Row[Any], line: digest.Line, at: datetime, newer: str) -> None:
    session.execute(update(cards).where(cards.c.key == card.key).values(line=line))
    _show_digest(session, card.within, card.channel, at, newer)


def _show_digest(session: Session, card: str, channel: str, at: datetime, newer: str = "") -> None:
    """As its rows are now; `newer` is the card that asks the last of them anew. One that nobody has seen, and that
    asks nothing any more, is withdrawn.
    """
    writing.empty_cards(session, card)
    # Held, so that two who settle a row each do not show one another's as open.
    is_seen = session.scalar(select(cards.c.ts).where(cards.c.key == card).with_for_update())
    rows = session.scalars(select(cards.c.line).where(cards.c.within == card).order_by(cards.c.key)).all()
    message = replace(digest.message(rows), superseded_by=newer if digest.is_superseded(rows) else "")
    if any(map(digest.is_open, rows)) or is_seen or not _forestall(session, card, channel, message):
        show(session, card=card, channel=channel, message=message, at=at)
