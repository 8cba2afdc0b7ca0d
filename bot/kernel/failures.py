"""What may be told of an error: where it arose and what it is, but not the words that it quotes."""

import re
from collections.abc import Iterator
from traceback import format_tb
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.kernel.secrets import HIDDEN

QUOTES = (ValueError, LookupError)
"""Python's errors that say which value they could not take: what somebody typed, perhaps."""
DATA_EXCEPTION = "22"
"""PostgreSQL's class of errors that quote a value in their first line."""
_ROWS = re.compile(r"(?:^|\n|\\n)(?:DETAIL|CONTEXT|HINT|QUERY):.*", re.DOTALL)
BECAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
MEANWHILE = "\nDuring handling of the above exception, another exception occurred:\n\n"


def message(error: BaseException) -> str:
    """What the error says, without values and rows."""
    if isinstance(error, DBAPIError) and error.orig:
        return f"({type(error.orig).__qualname__}) {message(error.orig)}\n[SQL: {error.statement}]"
    if isinstance(error, QUOTES):
        return HIDDEN
    diagnosis = getattr(error, "diag", None)
    return _primary(diagnosis) if diagnosis and diagnosis.sqlstate else without_rows(str(error))


def trace(error: BaseException) -> str:
    """As Python prints it, with `message` instead of what the errors say."""
    return "".join(_traced(error, set()))


def without_rows(text: str) -> str:
    """PostgreSQL quotes rows after its first line, up to the end."""
    return _ROWS.sub("", text)


def _primary(diagnosis: Any) -> str:
    is_quoting = diagnosis.sqlstate.startswith(DATA_EXCEPTION)
    return HIDDEN if is_quoting else str(diagnosis.message_primary)


def _traced(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before and id(before) not in seen:
        yield from _traced(before, seen)
        yield BECAUSE if error.__cause__ else MEANWHILE
    kind = type(error)
    yield "Traceback (most recent call last):\n"
    yield from format_tb(error.__traceback__)
    yield f"{kind.__module__}.{kind.__qualname__}: {message(error)}\n"
