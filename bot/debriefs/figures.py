"""What a crisis's own record says of how it went: computed, so that nobody has to remember it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.checklists.queries import lines_of
from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.states import Kind
from bot.freezes.model import Freeze, FrozenAccount
from bot.kernel.durations import spoken


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: str
    kept: bool | None = None
    """Whether that is as good as it should be; None where nothing says so."""


Measure = Callable[[Session, Crisis, Sequence[CrisisEntry]], Iterable[Figure]]


def figures_of(session: Session, crisis: Crisis) -> list[Figure]:
    its = select(CrisisEntry).where(CrisisEntry.crisis_id == crisis.id).order_by(CrisisEntry.id)
    entries = session.scalars(its).all()
    return [figure for measure in MEASURES for figure in measure(session, crisis, entries)]


def answered(_session: Session, crisis: Crisis, entries: Sequence[CrisisEntry]) -> Iterator[Figure]:
    at = _first(entries, Kind.ACKNOWLEDGED)
    took = at - crisis.raised_at if at else None
    yield Figure(
        "Answered after",
        spoken(took) if took is not None else "never",
        took is not None and took <= crisis.respond_within,
    )


def frozen(_session: Session, crisis: Crisis, entries: Sequence[CrisisEntry]) -> Iterator[Figure]:
    if at := _first(entries, Kind.FROZEN):
        yield Figure("Frozen after", spoken(at - crisis.raised_at))


def first_word(_session: Session, crisis: Crisis, entries: Sequence[CrisisEntry]) -> Iterator[Figure]:
    """When a statement was there for everybody who speaks on an account."""
    if at := _first(entries, Kind.SAID):
        yield Figure("First word after", spoken(at - crisis.raised_at))


def first_update(_session: Session, crisis: Crisis, entries: Sequence[CrisisEntry]) -> Iterator[Figure]:
    if at := _first(entries, Kind.UPDATE):
        yield Figure("First update after", spoken(at - crisis.raised_at))


def updates(_session: Session, _crisis: Crisis, entries: Sequence[CrisisEntry]) -> Iterator[Figure]:
    """One that comes only once the crisis has opened again for want of it was not in time."""
    in_time, late = updates_in_time(entries)
    if in_time + late:
        yield Figure("Updates in time", f"{in_time} of {in_time + late}", not late)


def updates_in_time(entries: Sequence[CrisisEntry]) -> tuple[int, int]:
    """How many came in time, and how many did not."""
    in_time, late, until = 0, 0, None
    for entry in entries:
        if entry.kind == Kind.QUIET:
            late, until = late + 1, datetime.max.replace(tzinfo=entry.at.tzinfo)
        elif entry.kind == Kind.ACKNOWLEDGED and until:
            until = entry.at
        elif entry.kind == Kind.UPDATE:
            in_time += not until or entry.at > until
            until = None
    return in_time, late


def confirmed(session: Session, crisis: Crisis, _entries: Sequence[CrisisEntry]) -> Iterator[Figure]:
    """Of all accounts that were ever frozen for it."""
    answered = func.count(FrozenAccount.account_id.distinct()).filter(FrozenAccount.answer_id.is_not(None))
    counted = select(func.count(FrozenAccount.account_id.distinct()), answered)
    total, sure = session.execute(counted.join(Freeze).where(Freeze.crisis_id == crisis.id)).one()
    if total:
        yield Figure("Accounts confirmed", f"{sure} of {total}", sure == total)


def checklist(session: Session, crisis: Crisis, _entries: Sequence[CrisisEntry]) -> Iterator[Figure]:
    if lines := lines_of(session, crisis):
        ticked = [line for line in lines if not line.is_open]
        yield Figure("Checklist", f"{len(ticked)} of {len(lines)}", len(ticked) == len(lines))


def resolved(_session: Session, crisis: Crisis, _entries: Sequence[CrisisEntry]) -> Iterator[Figure]:
    if crisis.resolved_at:
        yield Figure("Resolved after", spoken(crisis.resolved_at - crisis.raised_at))


MEASURES: tuple[Measure, ...] = (answered, frozen, first_word, first_update, updates, confirmed, checklist, resolved)
"""In the order in which they are read; whoever knows more of a crisis adds a row."""


def _first(entries: Sequence[CrisisEntry], kind: Kind) -> datetime | None:
    return next((each.at for each in entries if each.kind == kind), None)
