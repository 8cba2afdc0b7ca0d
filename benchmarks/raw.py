"""The due step as somebody would write it by hand with the database's own driver: read, write letters, move on."""

import json
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from benchmarks import driver
from benchmarks.driver import Driver

WEEK = timedelta(weeks=1)
CLAIM = (
    "SELECT id, subject, policy, ladder, urgency, loop, began, cycle, step, next_fire_at FROM escalations"
    " WHERE state = 'running' AND urgency = 20 AND next_fire_at <= ? ORDER BY next_fire_at LIMIT ?"
    " FOR UPDATE SKIP LOCKED"
)
LETTER = (
    "INSERT INTO letters (id, key, method, channel, payload, urgency, state, due_at, not_before, attempts, doubt,"
    " plain) VALUES (?, ?, 'chat.postMessage', 'U0JONAS000', ?, 20, 'waiting', ?, ?, 0, false, false)"
    " ON CONFLICT (key) DO NOTHING"
)
MOVE = "UPDATE escalations SET step = step + 1, next_fire_at = ? WHERE id = ?"


def due_step(url: str, now: datetime, at_once: int) -> float:
    """Seconds, until nothing is due any more."""
    with driver.opened(url) as database:
        began = time.perf_counter()
        while _step(database, now, at_once):
            pass
        return time.perf_counter() - began


def _step(database: Driver, now: datetime, at_once: int) -> int:
    due, later = database.moment(now), database.moment(now + WEEK)
    database.begin()
    rows = database.read(CLAIM, due, at_once)
    database.run_all(LETTER, [_letter(row, due) for row in rows])
    database.run_all(MOVE, [(later, row[0]) for row in rows])
    database.commit()
    return len(rows)


def _letter(row: Sequence[Any], due: object) -> tuple[Any, ...]:
    payload = json.dumps({"text": f"{row[1]} is silent", "blocks": []})
    return (uuid4().hex, f"escalation:{row[0]}:1:0:0:owner", payload, due, due)
