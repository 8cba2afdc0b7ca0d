"""Asks the bot when it has something due next: the `next_due` of its readiness, an ISO moment."""

import json
import time
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from typing import Protocol
from urllib.parse import urlsplit

PATIENCE = 2.0
"""Seconds; a bot that takes longer has, for the page, nothing due."""
TRIES = 20
AGAIN_IN = PATIENCE / TRIES


class NextDue(Protocol):
    def __call__(self, since: datetime | None = None) -> datetime | None:
        """What was so at `since` or later, for a bot looks at what is due now and then only; None: nothing is due."""


def asker(readiness_url: str) -> NextDue:
    """A question that never raises: None when nothing is due, or nobody answers, or no URL was given."""

    def ask(since: datetime | None = None) -> datetime | None:
        answer = _readiness(readiness_url) if readiness_url else None
        for _ in range(TRIES):
            as_of = _moment(answer, "as_of")
            if since is None or as_of is None or as_of >= since:
                break
            time.sleep(AGAIN_IN)
            answer = _readiness(readiness_url)
        return _moment(answer, "next_due")

    return ask


def _readiness(url: str) -> object:
    """The JSON of /readyz, whichever status it comes with."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path or "/")
        return json.loads(connection.getresponse().read())
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()


def _moment(answer: object, name: str) -> datetime | None:
    written = answer.get(name) if isinstance(answer, dict) else None
    try:
        moment = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
