"""Where letters become rows: all of a transaction together, for each statement is a trip to the database."""

from collections.abc import Sequence

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from bot.kernel import gathered
from bot.kernel.gathered import Waiting
from bot.kernel.outbox import showing
from bot.kernel.outbox.letter import Letter
from bot.kernel.outbox.showing import Showing
from bot.kernel.outbox.tables import Urgency, letters, live
from bot.kernel.statements import Prepared


def write(session: Session, letter: Letter) -> None:
    """One whose key is known already is not written again."""
    gathered.waiting(session, _write).setdefault(letter["key"], letter)


def show(session: Session, card: Showing) -> None:
    """Only the last of what a transaction decides about a card is shown, and it goes no later than the others."""
    waiting = gathered.waiting(session, _write)
    if before := waiting.get(key := f"{showing.KEY}:{card.card}"):
        card.urgency = min(card.urgency, before.urgency)
    waiting[key] = card


def hasten(session: Session, card: str, urgency: int) -> None:
    """What hangs under a card must not wait for it while it waits itself behind what is less urgent."""
    hastened = gathered.waiting(session, _hasten)
    hastened[card] = min(urgency, hastened.get(card, urgency))
    if waiting := gathered.waiting(session, _write).get(f"{showing.KEY}:{card}"):
        waiting.urgency = min(waiting.urgency, urgency)


def _hasten(session: Session, waiting: Waiting) -> None:
    _HASTEN.run_all(session, [{"of": card, "now": urgency} for card, urgency in sorted(waiting.items())])


_HASTEN = Prepared(
    update(letters)
    .where(letters.c.card == bindparam("of"), live(letters.c.state), letters.c.urgency > bindparam("now"))
    .values(urgency=bindparam("now"))
)


def come_first(session: Session) -> None:
    """What is gathered besides is written after the letters."""
    gathered.waiting(session, _write)


def empty(session: Session, path: str) -> None:
    """Before anything that looks at letters whose key is `path` or beneath it."""
    if any(f"{key}:".startswith(f"{path}:") for key in gathered.waiting(session, _write)):
        gathered.write_now(session, _write)


def empty_cards(session: Session, path: str) -> None:
    """The same for cards, and for the letters that are theirs."""
    empty(session, f"{showing.KEY}:{path}")


def _write(session: Session, waiting: Waiting) -> None:
    by_card = showing.letters_of(session, [each for each in waiting.values() if isinstance(each, Showing)])
    new = (by_card.get(each.card) if isinstance(each, Showing) else each for each in waiting.values())
    add(session, list(filter(None, new)))


def add(session: Session, new: Sequence[Letter]) -> None:
    session.info[_RANK] = min([written_rank(session), *(each["urgency"] for each in new)])
    _ADD.run_all(session, new)


def written_rank(session: Session) -> int:
    """Of all letters that it has written, that of the most urgent."""
    rank: int = session.info.get(_RANK, Urgency.ROUTINE)
    return rank


_RANK = "concord.rank"
_ADD = Prepared(lambda insert: insert(letters).on_conflict_do_nothing(index_elements=[letters.c.key]))
