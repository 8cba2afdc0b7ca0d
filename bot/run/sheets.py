"""A sheet from a file, and what is printed of what became of it."""

import sys
from pathlib import Path
from typing import TypeVar

from bot.app import NotReady
from bot.kernel.sheet import Report, Sheet, Unreadable
from bot.kernel.text.markup import quotation

S = TypeVar("S", bound=Sheet)


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


def say(report: Report, sheet: Sheet) -> int:
    """0 where nothing was bad."""
    print(report.sentence)
    if sheet.unread:
        print(f"Unknown columns were not read: {', '.join(map(quotation, sheet.unread))}.")
    for problem in report.problems:
        print(problem, file=sys.stderr)
    return 1 if report.problems else 0
