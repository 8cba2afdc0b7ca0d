"""Five wrong codes lock for an hour. Each is counted before it is looked at, so that no two at once are one."""

from datetime import datetime, timedelta

from bot.signing.model import Signatory

MOST = 5
LOCK = timedelta(hours=1)


def is_locked(signatory: Signatory, now: datetime) -> bool:
    return signatory.tries >= MOST and signatory.tried_at is not None and now < signatory.tried_at + LOCK


def count(signatory: Signatory, now: datetime) -> int:
    """One more, which may be wrong; which one it is since the last right one, or since the last lock."""
    signatory.tries = (signatory.tries if signatory.tries < MOST else 0) + 1
    signatory.tried_at = now
    return signatory.tries


def forgive(signatory: Signatory) -> None:
    """It was right, whatever was tried before."""
    signatory.tries, signatory.tried_at = 0, None
