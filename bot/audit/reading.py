"""Reading the whole trail fast: as the driver gives it, with no object made for what is only hashed."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from bot.kernel.canonical import canonical

AT_ONCE = 500
LENGTH = len("2026-03-02T09:00:00.000000+00:00")
_SQL = "SELECT id, {at}, who, who_name, what, subject, {changes}, note, previous, hash FROM audit_entries ORDER BY id"
_AT = {
    "sqlite": "replace(at, ' ', 'T') || '+00:00'",
    "postgresql": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')",
}
_CHANGES = {"sqlite": "changes", "postgresql": "changes::text"}


class Written(NamedTuple):
    """An entry as it stands in the table: `at` as its hash has it, `changes` as JSON."""

    number: int
    at: str
    who: str
    who_name: str
    what: str
    subject: str
    changes: str
    note: str
    previous: str
    hash: str


def all_entries(session: Session) -> Iterator[Any]:
    """Rows with the fields of Written, in order; they are read as they are needed."""
    kind = session.get_bind().dialect.name
    statement = _SQL.format(at=_AT[kind], changes=_CHANGES[kind])
    streamed = session.connection().exec_driver_sql(statement, execution_options={"stream_results": True})
    return chain.from_iterable(streamed.partitions(AT_ONCE))


def fits(entry: Any) -> bool:
    """Whether its hash is that of what it says. What is stored as it was hashed, as all is by now, need not be read."""
    _, at, who, who_name, what, subject, changes, note, previous, hashed = entry
    if len(at) != LENGTH:
        return False
    head, foot = (
        f'{{"at":"{at}","changes":',
        (
            f',"note":{encode_basestring(note)},"previous":"{previous}","subject":{encode_basestring(subject)},'
            f'"what":{_encoded(what)},"who":{_encoded(who)},"who_name":{_encoded(who_name)}}}'
        ),
    )
    if _sha256(f"{head}{changes}{foot}") == hashed:
        return True
    try:
        return bool(_sha256(f"{head}{canonical(json.loads(changes))}{foot}") == hashed)
    except ValueError:
        return False


_encoded = lru_cache(10_000)(encode_basestring)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
