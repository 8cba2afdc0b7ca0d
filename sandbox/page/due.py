"""Asks the bot when it has something due next: the `next_due` of its readiness, an ISO moment."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

PATIENCE = 2.0
"""Seconds; a bot that takes longer has, for the page, nothing due."""

NextDue = Callable[[], datetime | None]


def asker(readiness_url: str) -> NextDue:
    """A question that never raises: None when nothing is due, or nobody answers, or no URL was given."""

    def ask() -> datetime | None:
        return _moment(_readiness(readiness_url)) if readiness_url else None

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


def _moment(answer: object) -> datetime | None:
    due = answer.get("next_due") if isinstance(answer, dict) else None
    try:
        moment = datetime.fromisoformat(due) if isinstance(due, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
