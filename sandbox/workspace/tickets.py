"""What an interaction hands to the app to act with: trigger ids and response URLs, both of short life."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.workspace.clock import WorkspaceClock
from sandbox.workspace.refusals import Refused

TRIGGER_SECONDS = 3.0
RESPONSE_USES = 5
RESPONSE_LIFE = timedelta(minutes=30)


@dataclass
class Trigger:
    person: str
    view: str
    born: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Lets the app answer one interaction later; `message` is the ts of the message that was clicked, if any, and
    `posted` that of the last one that came by this URL.
    """

    person: str
    channel: str
    message: str
    thread: str
    until: datetime
    left: int = RESPONSE_USES
    posted: str = ""


class Tickets:
    def __init__(self, clock: WorkspaceClock) -> None:
        self._clock = clock
        self.trigger_life = TRIGGER_SECONDS
        self._lock = threading.Lock()
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def clear(self) -> None:
        with self._lock:
            self._triggers.clear()
            self._urls.clear()

    def new_trigger(self, person: str, view: str = "") -> str:
        """Good once, within three seconds of real time; `view` is the modal it was born in."""
        key = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        with self._lock:
            self._drop_stale()
            self._triggers[key] = Trigger(person, view, time.monotonic())
        return key

    def exchange(self, key: str) -> Trigger:
        with self._lock:
            trigger = self._triggers.get(key)
            if trigger is None:
                raise Refused("invalid_trigger_id", "[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]")
            if time.monotonic() - trigger.born > self.trigger_life:
                raise Refused("expired_trigger_id")
            if trigger.used:
                raise Refused("exchanged_trigger_id")
            trigger.used = True
            return trigger

    def new_response_url(self, base: str, person: str, channel: str, message: str = "", thread: str = "") -> str:
        key = secrets.token_urlsafe(18)
        with self._lock:
            self._urls[key] = ResponseUrl(person, channel, message, thread, self._clock.now() + RESPONSE_LIFE)
        return f"{base}/response/{key}"

    def use(self, key: str) -> ResponseUrl:
        """One use of a response URL; refuses an unknown, an old and a worn-out one as Slack does."""
        with self._lock:
            url = self._urls.get(key)
            if url is None or self._clock.now() > url.until:
                raise Refused("expired_url")
            if url.left == 0:
                raise Refused("used_url")
            url.left -= 1
            return url

    def posted_by(self, address: str) -> str:
        """The ts of what was posted by that response URL, if anything was."""
        with self._lock:
            url = self._urls.get(address.rpartition("/")[2])
            return url.posted if url else ""

    def _drop_stale(self) -> None:
        """Forgets what expired long ago; recent ones can still say why they are refused."""
        horizon = time.monotonic() - 20 * TRIGGER_SECONDS
        self._triggers = {key: trigger for key, trigger in self._triggers.items() if trigger.born > horizon}
