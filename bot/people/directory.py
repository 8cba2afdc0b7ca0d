"""What Slack knows of people and user groups, remembered for minutes; a warm answer never waits for Slack."""

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from bot.governance import EVERYONE, Governance, Role
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, Refused

FRESH_S = 300
"""After so many seconds an answer is still given at once, and asked for again behind it."""
SILENT_S = 5
"""So long Slack is not asked again after it did not answer, lest everybody waits for it one after another."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Person:
    """`is_outside` is true for people of another organisation in a shared channel."""

    id: str
    name: str
    tz: str
    is_guest: bool = False
    is_deactivated: bool = False
    is_bot: bool = False
    is_outside: bool = False


class Unreachable(Refused):
    """Slack could not be asked, and nothing is remembered."""

    def __init__(self) -> None:
        super().__init__("Slack does not answer just now, so I cannot tell who you are. Please try again in a minute.")


class Source(Protocol):
    """Where the directory asks; both raise Unreachable."""

    def person(self, user_id: str) -> Person: ...

    def members(self, group_id: str) -> frozenset[str]: ...


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Remembered(Generic[K, V]):
    def __init__(self, ask: Callable[[K], V], behind: ThreadPoolExecutor) -> None:
        self._ask, self._behind = ask, behind
        self._known: dict[K, tuple[V, float]] = {}
        self._asking: set[K] = set()
        self._silent_until = 0.0
        self._lock = threading.Lock()

    def get(self, key: K) -> V:
        known = self._known.get(key)
        if known is None:
            return self._refresh(key)
        value, since = known
        if time.monotonic() - since > FRESH_S:
            self._refresh_behind(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Slack told, so it does answer."""
        self._known[key] = (value, time.monotonic())
        self._silent_until = 0.0

    def forget(self, key: K) -> None:
        self._known.pop(key, None)

    def _refresh(self, key: K) -> V:
        if time.monotonic() < self._silent_until:
            raise Unreachable
        try:
            value = self._ask(key)
        except Unreachable:
            self._silent_until = time.monotonic() + SILENT_S
            raise
        self.put(key, value)
        return value

    def _refresh_behind(self, key: K) -> None:
        with self._lock:
            if key in self._asking:
                return
            self._asking.add(key)
        self._behind.submit(self._asked, key)

    def _asked(self, key: K) -> None:
        try:
            self._refresh(key)
        except Unreachable:
            return  # what is remembered stays good until Slack answers again
        finally:
            with self._lock:
                self._asking.discard(key)


class Directory:
    def __init__(self, source: Source, governance: Governance) -> None:
        self._governance = governance
        self._behind = ThreadPoolExecutor(max_workers=1, thread_name_prefix="directory")
        self._people = _Remembered(source.person, self._behind)
        self._groups = _Remembered(source.members, self._behind)

    def warm(self) -> None:
        """Ask for everybody whom the governance file names, so that the first gesture need not wait."""
        for user_id in self._people_of(self._governance.members()):
            self._people.get(user_id)

    def person(self, user_id: str) -> Person:
        return self._people.get(user_id)

    def learn(self, person: Person) -> None:
        """Slack told of a change by itself."""
        self._people.put(person.id, person)

    def learn_group(self, group_id: str, members: frozenset[str]) -> None:
        self._groups.put(group_id, members)

    def actor(self, user_id: str) -> Actor:
        """The person as one who acts; raises Forbidden for all who may not act on anything."""
        person = self.person(user_id)
        if person.is_outside:
            raise Forbidden(
                f"Concord works for {self._governance.company} only. Ask your contact there to do this for you."
            )
        if person.is_guest:
            raise Forbidden("Guests cannot act in Concord. Ask a colleague who is a full member to do this for you.")
        if person.is_deactivated or person.is_bot:
            raise Forbidden("Only active people can act in Concord.")
        return Actor(id=person.id, name=person.name, roles=self._roles(user_id), tz=person.tz)

    def holders(self, role: str) -> list[str]:
        """Who holds `role` now: active full members, in the governance file's order, each once.

        Where Slack cannot be asked, people whom the file names count as active, and an unknown group as empty.
        """
        found: dict[str, None] = {}
        for member in self._governance.roles.get(cast("Role", role), []):
            found.update(dict.fromkeys(each for each in self._named(member) if self._may_be_asked(each)))
        return list(found)

    def members(self, group_id: str) -> list[str]:
        """The active full members of a user group; of Slack's silence as with `holders`."""
        return [user_id for user_id in self._named(group_id) if self._may_be_asked(user_id)]

    def is_active(self, user_id: str) -> bool:
        person = self.person(user_id)
        return not (person.is_guest or person.is_deactivated or person.is_bot or person.is_outside)

    def close(self) -> None:
        self._behind.shutdown(wait=False, cancel_futures=True)

    def _named(self, member: str) -> list[str]:
        try:
            return self._people_of([member])
        except Unreachable:
            log.warning("group_unknown", group=member)
            return []

    def _may_be_asked(self, user_id: str) -> bool:
        try:
            return self.is_active(user_id)
        except Unreachable:
            return True  # rather asked in vain than not at all

    def _roles(self, user_id: str) -> frozenset[str]:
        return frozenset(role for role, members in self._governance.roles.items() if self._is_among(user_id, members))

    def _is_among(self, user_id: str, members: list[str]) -> bool:
        if EVERYONE in members or user_id in members:
            return True
        return any(user_id in self._groups.get(each) for each in members if each.startswith("S"))

    def _people_of(self, members: list[str]) -> list[str]:
        people: dict[str, None] = {}
        for member in members:
            if member.startswith("S"):
                people.update(dict.fromkeys(sorted(self._groups.get(member))))
            elif member != EVERYONE:
                people[member] = None
        return list(people)


def person_from_slack(user: dict[str, Any], *, team: str) -> Person:
    """What `users.info` and the event `user_change` say of a person; `team` is the company's own workspace."""
    profile = user.get("profile", {})
    enterprise = user.get("enterprise_user", {})
    at_home = (
        user.get("team_id") == team or team in enterprise.get("teams", []) or team == enterprise.get("enterprise_id")
    )
    return Person(
        id=user["id"],
        name=profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"],
        tz=_time_zone(user.get("tz") or "UTC"),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_deactivated=bool(user.get("deleted")),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_outside=bool(user.get("is_stranger")) or not at_home,
    )


def _time_zone(name: str) -> str:
    """Slack's name of it, or UTC where this machine knows none of that name."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"
