"""The due step as somebody would write it by hand with the database's own driver: read, write letters, move on."""

import json
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

WEEK = timedelta(weeks=1)
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
CLAIM = (
    "SELECT id, subject, policy, ladder, urgency, loop, began, cycle, step, next_fire_at FROM escalations"
    " WHERE state = 'running' AND urgency = 20 AND next_fire_at <= {p} ORDER BY next_fire_at LIMIT {p}"
)
LETTER = (
    "INSERT INTO letters (id, key, method, channel, payload, urgency, state, due_at, not_before, attempts, doubt,"
    " plain) VALUES ({p}, {p}, 'chat.postMessage', 'U0JONAS000', {p}, 20, 'waiting', {p}, {p}, 0, false, false)"
    " ON CONFLICT (key) DO NOTHING"
)
MOVE = "UPDATE escalations SET step = step + 1, next_fire_at = {p} WHERE id = {p}"


class Cursor(Protocol):
    def execute(self, query: Any, parameters: Any = ..., /) -> Any: ...

    def executemany(self, query: Any, parameters: Any, /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


def due_step(url: str, now: datetime, at_once: int) -> float:
    """Seconds, until nothing is due any more."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
            return _all(cursor, "%s", now, at_once, claim=CLAIM + " FOR UPDATE SKIP LOCKED", begin="BEGIN")
    with closing(sqlite3.connect(str(parsed.database), isolation_level=None)) as file, closing(file.cursor()) as cursor:
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        return _all(cursor, "?", now.replace(tzinfo=None), at_once, claim=CLAIM, begin="BEGIN IMMEDIATE")


def _all(cursor: Cursor, mark: str, now: datetime, at_once: int, *, claim: str, begin: str) -> float:
    asked, letter, move = (each.format(p=mark) for each in (claim, LETTER, MOVE))
    # SQLite keeps text, written as SQLAlchemy writes it.
    written = _text if mark == "?" else _itself
    due, later = written(now), written(now + WEEK)
    began = time.perf_counter()
    while True:
        cursor.execute(begin)
        cursor.execute(asked, (due, at_once))
        rows = cursor.fetchall()
        cursor.executemany(letter, [_letter(row, due) for row in rows])
        cursor.executemany(move, [(later, row[0]) for row in rows])
        cursor.execute("COMMIT")
        if not rows:
            return time.perf_counter() - began


def _letter(row: Sequence[Any], due: object) -> tuple[Any, ...]:
    payload = json.dumps({"text": f"{row[1]} is silent", "blocks": []})
    return (uuid4().hex, f"escalation:{row[0]}:1:0:0:owner", payload, due, due)


def _text(when: datetime) -> object:
    return when.isoformat(" ", timespec="microseconds")


def _itself(when: datetime) -> object:
    return when
