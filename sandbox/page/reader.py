"""Who is looking at the page, from where, and when: what a text needs to be shown to one person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

_PERMALINK = re.compile(
    r"(?P<host>https?://[^/]+)/archives/(?P<channel>[A-Z0-9]+)/p(?P<seconds>\d{10})(?P<micros>\d{6})(?![\w/])"
)


class Names(Protocol):
    """Turns the ids in a message into what this reader may know of them; None is "not for you, or not there".

    `people` and `channels` are what a picker offers: id and name.
    """

    def person(self, person_id: str) -> str | None: ...

    def channel(self, channel_id: str) -> str | None: ...

    def group(self, group_id: str) -> str | None: ...

    def people(self) -> Sequence[tuple[str, str]]: ...

    def channels(self) -> Sequence[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody's eyes.

    `me` is a user id, `handle` its word in the page's addresses, `groups` the user groups that ping this person; `own`
    are the addresses under which links lead back into this workspace.
    """

    me: str
    handle: str
    zone: ZoneInfo
    now: datetime
    names: Names
    groups: frozenset[str] = frozenset()
    own: tuple[str, ...] = ()

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def inside(self, address: str) -> str | None:
        """Where a message's permalink leads on this person's page; None for an address out in the world."""
        match = _PERMALINK.match(address)
        if not match or match["host"] not in self.own:
            return None
        thread = re.search(r"[?&]thread_ts=([\d.]+)", address)
        root = f"&thread={thread[1]}" if thread else ""
        return f"/as/{self.handle}/c/{match['channel']}?at={match['seconds']}.{match['micros']}{root}"

    def today(self) -> datetime:
        return self.local(self.now)

    def of_ts(self, ts: str) -> datetime:
        """A message's `ts` (seconds, a dot, microseconds) as this person's local time."""
        return self.local(datetime.fromtimestamp(float(ts), UTC))
