"""The link of an alert: it names the alert and until when it is good, and is signed, so that nobody can make one up."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PATH = "/answer/"
GOOD_FOR = timedelta(days=1)
_PURPOSE = b"concord: the links of pages"


@dataclass(frozen=True, slots=True)
class Token:
    alert_id: int
    until: datetime


class Links:
    """`url` is where this process or another of the same deployment is reached from outside."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url.rstrip("/")
        self._key = hmac.digest(secret.encode(), _PURPOSE, hashlib.sha256)

    def make(self, alert_id: int, now: datetime) -> str:
        named = f"{alert_id}.{int((now + GOOD_FOR).timestamp())}"
        return f"{self._url}{PATH}{named}.{self._sign(named)}"

    def read(self, token: str) -> Token | None:
        """What the link says, late or not; None where Concord did not write it."""
        named, _, signature = token.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(named).encode()):
            return None
        alert_id, _, until = named.partition(".")
        return Token(int(alert_id), datetime.fromtimestamp(int(until), UTC))

    def _sign(self, named: str) -> str:
        digest = hmac.digest(self._key, named.encode(), hashlib.sha256)
        return urlsafe_b64encode(digest).decode().rstrip("=")
