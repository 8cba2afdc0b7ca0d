"""The story of a crisis as one long text, newest first: a page is what stands between two of its characters."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, Subquery, and_, case, cast, func, select
from sqlalchemy.orm import Session

from bot.crises import stars
from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.stars import CrisisSource, CrisisStar
from bot.crises.states import Kind
from bot.crises.texts import SHORT
from bot.kernel.text.escaping import ESCAPES
from bot.kernel.views.pagination import Page
from bot.private import PrivateText

PAGE = 2000
"""So many characters a page, as Slack takes them escaped: they fit into a message beside all else."""
HEAD = 100
"""So many a line has besides its words."""
ENDS = (Kind.RESOLVED, Kind.FALSE_ALARM, Kind.SAME, Kind.DRILL_OVER)
SPOKEN = (Kind.RAISED, Kind.RESCORED, Kind.UPDATE, Kind.NOTE, *ENDS, Kind.REOPENED)
"""What somebody says something with."""


@dataclass(frozen=True, slots=True)
class Line:
    """What happened, as far as it is on the page: its words from `begin` until before `end`, counted escaped."""

    entry: CrisisEntry
    times: int
    """How often the same people were pinged one time after the other, `since` then."""
    since: datetime
    begin: int
    end: int
    is_continued: bool
    source: str
    """The address of the message that it was taken from."""
    is_starred: bool
    """Whether the review is to tell it."""


def page(session: Session, crisis: Crisis, number: int) -> Page[Line]:
    """The one that is nearest to `number`; as much is read of a long story as of a short one."""
    lines = _lines(crisis)
    total = session.scalar(select(func.max(lines.c.until))) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    first, last = (number - 1) * PAGE, number * PAGE
    there = select(lines).where(lines.c.until > first, lines.c.start < last).order_by(lines.c.newest.desc())
    rows = session.execute(there).all()
    # Asked for by number: joined, PostgreSQL compares each with each where it takes a table that grows for empty.
    newest = _with_what_is_known_besides().where(CrisisEntry.id.in_([row.newest for row in rows]))
    entries = {each[0].id: each for each in session.execute(newest)}
    return Page([_line(row, entries[row.newest], first, last) for row in rows], number, pages, total)


def _with_what_is_known_besides() -> Select[CrisisEntry, str | None, int | None]:
    lines = select(CrisisEntry, CrisisSource.address, CrisisStar.entry_id)
    lines = lines.outerjoin(CrisisSource, CrisisSource.entry_id == CrisisEntry.id)
    return lines.outerjoin(CrisisStar, CrisisStar.entry_id == CrisisEntry.id)


def starred(session: Session, crisis: Crisis) -> list[Line]:
    """What the review of it tells, the oldest first, each with its first words."""
    ends = ((each, SHORT if each.kind in SPOKEN else 0) for each in stars.starred(session, crisis.id))
    return [Line(entry, 1, entry.at, 0, end, is_continued=False, source="", is_starred=True) for entry, end in ends]


def _line(row: Row[Any], known: Row[CrisisEntry, str | None, int | None], first: int, last: int) -> Line:
    entry, source, star = known
    begin, end = max(first - row.start, 0), min(last - row.start, row.words)
    return Line(entry, row.times, row.since, begin, end, row.start < first, source or "", star is not None)


def _lines(crisis: Crisis) -> Subquery:
    """Each line's newest entry, and where its words start and end; one whose words are not shown has one character."""
    grouped = _grouped(crisis)
    end = func.sum(grouped.c.words + HEAD).over(order_by=grouped.c.newest.desc())
    start = end - grouped.c.words - HEAD
    length = case((grouped.c.words > 0, grouped.c.words), else_=1)
    return select(grouped, start.label("start"), (start + length).label("until")).subquery()


def _grouped(crisis: Crisis) -> Subquery:
    """The same people pinged again and again are one line."""
    entries = _entries(crisis)
    number = func.sum(entries.c.begins).over(order_by=entries.c.id.desc()).label("number")
    numbered = select(entries, number).subquery()
    return (
        select(
            func.max(numbered.c.id).label("newest"),
            func.count().label("times"),
            func.min(numbered.c.at).label("since"),
            cast(func.sum(numbered.c.words), Integer).label("words"),
        )
        .group_by(numbered.c.number)
        .subquery()
    )


def _entries(crisis: Crisis) -> Subquery:
    """Each entry's number and time, whether a line begins with it, and of how many words' characters."""
    newer = {each: func.lag(each).over(order_by=CrisisEntry.id.desc()) for each in (CrisisEntry.kind, CrisisEntry.text)}
    is_same = and_(CrisisEntry.kind == Kind.PINGED, *(each == before for each, before in newer.items()))
    own = case((CrisisEntry.words.number.is_(None), CrisisEntry.text), else_=func.coalesce(PrivateText.text, ""))
    length = func.length(_escaped(own))
    is_above = and_(CrisisEntry.kind == Kind.RAISED, length <= SHORT)  # what happened stands above the timeline
    words = case((is_above, 0), (CrisisEntry.kind.in_(SPOKEN), length), else_=0)
    begins = case((is_same, 0), else_=1)
    return (
        select(CrisisEntry.id, CrisisEntry.at, begins.label("begins"), words.label("words"))
        .outerjoin(PrivateText, PrivateText.id == CrisisEntry.words.number)
        .where(CrisisEntry.crisis_id == crisis.id)
        .subquery()
    )


def _escaped(words: ColumnElement[str]) -> ColumnElement[str]:
    for sign, escape in ESCAPES.items():
        words = func.replace(words, sign, escape)
    return words
