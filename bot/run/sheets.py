"""A sheet from a file or to one, and what is printed of what became of it."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from bot import settings
from bot.app import Concord, NotReady
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.numbers import number_of
from bot.kernel.report import Report, Row
from bot.kernel.sheet import AT_ONCE, Sheet, Unreadable
from bot.kernel.text.markup import quotation
from bot.kernel.waits import AT_LEISURE
from bot.run.starting import open_database
from bot.settings import DatabaseSettings

S = TypeVar("S", bound=Sheet)
R = TypeVar("R")


def read(kind: type[S], file: Path) -> S:
    """Raises NotReady where it is no such sheet: looked at before anything starts."""
    try:
        sheet = kind(file.read_bytes())
        _ = sheet.rows
    except OSError as error:
        raise NotReady(f"{file} cannot be read: {error.strerror}.") from None
    except Unreadable as error:
        raise NotReady(f"{file}: {error.sentence}") from None
    return sheet


def take_in(
    concord: Concord,
    who: Actor,
    sheet: Sheet,
    take_some: Callable[[Act, Sequence[Row]], Report],
    conclude: Callable[[Act, str, Report], None],
) -> Report:
    """Some rows a transaction. Where it breaks off it can be begun again: what came in is known then."""

    def act(session: Session) -> Act:
        return Act(session, who, concord.clock.now())

    def some(rows: Sequence[Row]) -> Report:
        return concord.database.transact(lambda session: take_some(act(session), rows))

    report = some(sheet.batch(0))
    for begin in range(AT_ONCE, len(sheet.rows), AT_ONCE):
        report = report.plus(some(sheet.batch(begin)))
    concord.database.transact(lambda session: conclude(act(session), sheet.sha256, report))
    return report


def write(
    file: Path, rows: Callable[[Session], Sequence[R]], given_out: Callable[[Sequence[R]], bytes], noun: str
) -> int:
    """What the database has of them; raises NotReady where the file exists already."""
    if file.exists():
        raise NotReady(f"{file} exists already. Name a new file.")
    database = open_database(settings.load(DatabaseSettings), AT_LEISURE)
    with database.snapshot() as session:
        given = rows(session)
        file.write_bytes(given_out(given))
    database.close()
    print(f"{file} holds {number_of(len(given), noun)}.")
    return 0


def say(report: Report, sheet: Sheet) -> int:
    """0 where nothing was bad."""
    print(report.sentence)
    if sheet.unread:
        print(f"Unknown columns, not read: {', '.join(map(quotation, sheet.unread))}.")
    for problem in report.problems:
        print(problem, file=sys.stderr)
    return 1 if report.problems else 0
