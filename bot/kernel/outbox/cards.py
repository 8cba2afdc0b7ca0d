"""Living cards: what a message shows changes in place, and what becomes due together for one reader is one message."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from bot.kernel import drills
from bot.kernel.outbox import digest, homes, writing
from bot.kernel.outbox.asking import Ask
from bot.kernel.outbox.forestalling import Last, forestall
from bot.kernel.outbox.letter import payload_of
from bot.kernel.outbox.showing import Showing
from bot.kernel.outbox.tables import Place, Urgency, beneath, cards
from bot.kernel.statements import Prepared, in_one_trip
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
    payload = {**payload_of(drills.told(session, card, message)), **({"after": after} if after else {})}
    writing.show(session, Showing(card, channel, payload, at, urgency))


def settle(session: Session, *, path: str, message: Message, at: datetime, is_last: bool = True) -> int:
    """Show a last state on each card beneath `path` whose matter was still open, and withdraw those that nobody can
    have seen; how many there were. Where it is not the last, the cards that show it stay open.
    """
    return settle_every(session, {path: message}, at=at, is_last=is_last)


def settle_each(session: Session, *, paths: Sequence[str], message: Message, at: datetime, is_last: bool = True) -> int:
    """The same beneath each of these paths."""
    return settle_every(session, dict.fromkeys(paths, message), at=at, is_last=is_last)


def settle_every(session: Session, states: Mapping[str, Message], *, at: datetime, is_last: bool = True) -> int:
    """Beneath each path its own state, however many in as many trips as one."""
    for path in states:
        writing.empty_cards(session, path)
    answers = (_SETTLE if is_last else _OPEN).run_each(session, [{"path": path} for path in states])
    rows = [
        (row, drills.told(session, row.key, state))
        for beneath_it, state in zip(answers, states.values(), strict=True)
        for row in beneath_it
    ]
    homes.change(session, [row.channel for row, _ in rows], at=at)
    _change_rows(session, [(row, state) for row, state in rows if row.within is not None], at, is_last=is_last)
    alone = [(row, state) for row, state in rows if row.within is None]
    unsent = [Last(row.key, row.channel, state) for row, state in alone if row.ts is None]
    cancelled = forestall(session, unsent, is_last=is_last)
    for row, state in alone:
        if row.key not in cancelled:
            last = Showing(row.key, row.channel, payload_of(state), at, Urgency.DECISION, settled=is_last)
            writing.show(session, last)
    if not is_last:
        _CLOSE.run_all(session, [{"of": key} for key in cancelled])
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


def readers(session: Session, *, path: str) -> list[str]:
    """To whom there is or was a card beneath `path`, in the order of their ids."""
    writing.empty_cards(session, path)
    return sorted({channel for (channel,) in _CHANNELS.run(session, path=path)})


_ANY = Prepared(select(cards.c.key).where(beneath(cards.c.key)).limit(1))
_CHANNELS = Prepared(select(cards.c.channel).where(beneath(cards.c.key)))


def open_beneath(session: Session, *, path: str) -> list[tuple[str, str]]:
    """The cards beneath `path` that still ask and stand alone, each with its channel."""
    writing.empty_cards(session, path)
    return [(row.key, row.channel) for row in _OPEN.run(session, path=path) if row.within is None]


def place_of(session: Session, card: str) -> Place | None:
    """Where Slack has it; None as long as it has not said so."""
    row = _WHERE.run(session, of=card)
    return Place(row[0].posted_in, row[0].ts) if row and row[0].ts else None


_WHERE = Prepared(select(cards.c.posted_in, cards.c.ts).where(cards.c.key == bindparam("of")))


def ask(session: Session, asked: Ask, *, at: datetime) -> None:
    """By a new card, which rings."""
    ask_each(session, [asked], at=at)


def ask_each(session: Session, asks: Sequence[Ask], *, at: datetime) -> None:
    """Several readers, each by a card of their own, in as many trips as one."""
    for once in _once_a_path(asks):
        _supersede(session, [(each, each.card) for each in once], at)
        for each in once:
            show(session, card=each.card, channel=each.channel, message=each.explained, at=at, urgency=each.urgency)


def _once_a_path(asks: Sequence[Ask]) -> Iterator[Sequence[Ask]]:
    """What asks again where another of them asked comes after that."""
    while asks:
        first = {each.path: each for each in reversed(asks)}
        yield list(reversed(first.values()))
        asks = [each for each in asks if first[each.path] is not each]


def _supersede(session: Session, asks: Sequence[tuple[Ask, str]], at: datetime) -> None:
    """What asked before says so; each with the card that asks now."""
    before = {each.path: replace(each.before, superseded_by=card) for each, card in asks}
    settle_every(session, before, at=at)


@contextmanager
def together(session: Session, *, at: datetime) -> Iterator[None]:
    """What is gathered in this block is asked when it ends: each reader by the card of what is asked, or by a digest
    where that is several things.
    """
    session.info[_GATHERED] = defaultdict(list)
    try:
        yield
        gathered = [theirs for theirs in session.info[_GATHERED].values() if theirs]
        ask_each(session, [theirs[0] for theirs in gathered if len(theirs) == 1], at=at)
        for theirs in gathered:
            if len(theirs) > 1:
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
    for once in _once_a_path(asks):
        _supersede(session, [(each, card) for each in once], at)
        _PUT_IN.run_all(session, [_row(each, card, at) for each in once])
    _show_digests(session, {card: (channel, "")}, at)


def _row(asked: Ask, card: str, at: datetime) -> dict[str, Any]:
    line = digest.open_row(asked.message, asked.reason)
    place = {"key": asked.card, "within": card, "channel": asked.channel}
    return {**place, "line": line, "version": 1, "shown_at": at, "settled": False}


DIGEST = "digest"
_PUT_IN = Prepared(lambda insert: insert(cards).on_conflict_do_nothing(index_elements=[cards.c.key]))


def _change_rows(session: Session, states: Sequence[tuple[Row[Any], Message]], at: datetime, *, is_last: bool) -> None:
    """Of digests, which then show them."""
    line = digest.closed_row if is_last else digest.open_row
    _LINE.run_all(session, [{"of": row.key, "says": line(state)} for row, state in states])
    _show_digests(session, {row.within: (row.channel, state.superseded_by) for row, state in states}, at)


_LINE = Prepared(update(cards).where(cards.c.key == bindparam("of")).values(line=bindparam("says")))


def _show_digests(session: Session, digests: Mapping[str, tuple[str, str]], at: datetime) -> None:
    """As their rows are now: the channel of each, and the card that asks the last of its rows anew. One that nobody
    has seen, and that asks nothing any more, is withdrawn.
    """
    for card in digests:
        writing.empty_cards(session, card)
    # Held, so that two who settle a row each do not show one another's as open.
    asked = [(statement, {"of": card}) for statement in (_SEEN, _LINES) for card in digests]
    answers = in_one_trip(session, asked)
    open_or_seen, states = set[str](), list[Last]()
    for (card, (channel, newer)), seen, lines in zip(
        digests.items(), answers[: len(digests)], answers[len(digests) :], strict=True
    ):
        rows = [line for (line,) in lines]
        message = replace(digest.message(rows), superseded_by=newer if digest.is_superseded(rows) else "")
        states.append(Last(card, channel, message))
        if any(map(digest.is_open, rows)) or any(ts for (ts,) in seen):
            open_or_seen.add(card)
    cancelled = forestall(session, [each for each in states if each.card not in open_or_seen])
    for each in states:
        if each.card not in cancelled:
            show(session, card=each.card, channel=each.channel, message=each.message, at=at)


_SEEN = Prepared(select(cards.c.ts).where(cards.c.key == bindparam("of")).with_for_update())
_LINES = Prepared(select(cards.c.line).where(cards.c.within == bindparam("of")).order_by(cards.c.key))
