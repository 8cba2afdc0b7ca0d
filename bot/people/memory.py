"""What Slack said of people and user groups, how old it is, and how Slack is asked again."""

import hashlib
import math
import threading
from collections.abc import Collection, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from time import monotonic
from typing import Generic, Protocol, TypeVar

from bot.governance import is_group
from bot.kernel.db import require_no_transaction
from bot.kernel.errors import Refused
from bot.people.person import Person

PATIENCE_S = 2.0
"""So long an answer is waited for, all that one gesture needs together: Slack gives a gesture three seconds."""
SILENT_S = 5.0
"""So long Slack is not asked again after it did not answer, lest everybody waits for it one after another."""
AT_ONCE = 8
"""So many questions are under way together."""


class Unreachable(Refused):
    """Slack could not be asked, and nothing is remembered that would do."""

    def __init__(
        self,
        sentence: str = "Slack does not answer: I cannot check who you are. Try again in a minute.",
    ) -> None:
        super().__init__(sentence)


class Source(Protocol):
    """Where the memory asks; both raise Unreachable."""

    def person(self, user_id: str) -> Person: ...

    def members(self, group_id: str) -> frozenset[str]: ...


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Remembered(Generic[K, V]):
    def __init__(self) -> None:
        self._known: dict[K, tuple[V, float]] = {}

    def get(self, key: K) -> V | None:
        """As it was said last, however long ago."""
        known = self._known.get(key)
        return known[0] if known else None

    def age(self, key: K) -> float:
        """In seconds; endless where nothing is known, or where it was doubted since."""
        known = self._known.get(key)
        return monotonic() - known[1] if known else math.inf

    def all(self) -> list[V]:
        return [value for value, _ in list(self._known.values())]

    def put(self, key: K, value: V) -> None:
        self._known[key] = (value, monotonic())

    def doubt(self, key: K) -> None:
        if known := self._known.get(key):
            self._known[key] = (known[0], -math.inf)


class Memory:
    """Ids that begin with S are user groups, all others people. Looking never waits for Slack; `ask` does."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.people = _Remembered[str, Person]()
        self.groups = _Remembered[str, frozenset[str]]()
        self._silent_until = 0.0
        self._asking = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="directory")
        self._behind = ThreadPoolExecutor(1, thread_name_prefix="directory-behind")
        self._waiting: set[str] = set()
        self._lock = threading.Lock()

    def older_than(self, seconds: float, ids: Iterable[str]) -> list[str]:
        """Those of which nothing younger is known."""
        return [each for each in ids if self._age(each) > seconds]

    def ask(self, ids: Collection[str], *, though_silent: bool = False) -> None:
        """Ask Slack for all of these, and wait PATIENCE_S for all together; raises Unreachable where one is missing.

        Soon after Slack did not answer it is not asked at all, but `though_silent`.
        """
        if not ids:
            return
        require_no_transaction("Slack is asked who people are")
        if not though_silent and monotonic() < self._silent_until:
            raise Unreachable
        asked = [self._asking.submit(self._ask, each) for each in ids]
        answered, missing = wait(asked, timeout=PATIENCE_S)
        if missing:
            for each in missing:
                each.cancel()
            self._fall_silent()
            raise Unreachable
        for each in answered:
            each.result()

    def ask_behind(self, ids: Iterable[str]) -> None:
        """Ask without waiting; whoever looks next may find the answer."""
        with self._lock:
            new = set(ids) - self._waiting
            self._waiting |= new
        for each in new:
            self._behind.submit(self._ask_again, each)

    def learn(self, slack_id: str, value: Person | frozenset[str]) -> None:
        """Slack told, so it does answer."""
        if isinstance(value, Person):
            self.people.put(slack_id, value)
        else:
            self.groups.put(slack_id, value)
        self._silent_until = 0.0

    def mark(self, slack_id: str) -> str:
        """Differs where what is remembered differs; empty where nothing is."""
        members, person = self.groups.get(slack_id), self.people.get(slack_id)
        known = repr(person) if person else repr(sorted(members)) if members is not None else ""
        return hashlib.sha256(known.encode()).hexdigest()[:16] if known else ""

    def doubt(self, slack_id: str) -> None:
        """What is remembered is old by now, whenever it was said: it is asked for again."""
        self.people.doubt(slack_id)
        self.groups.doubt(slack_id)
        self.ask_behind([slack_id])

    def close(self) -> None:
        for each in (self._asking, self._behind):
            each.shutdown(wait=False, cancel_futures=True)

    def _age(self, slack_id: str) -> float:
        return self.groups.age(slack_id) if is_group(slack_id) else self.people.age(slack_id)

    def _ask(self, slack_id: str) -> None:
        try:
            if is_group(slack_id):
                self.learn(slack_id, self._source.members(slack_id))
            else:
                self.learn(slack_id, self._source.person(slack_id))
        except Unreachable:
            self._fall_silent()
            raise

    def _ask_again(self, slack_id: str) -> None:
        try:
            if monotonic() >= self._silent_until:
                self._ask(slack_id)
        except Unreachable:
            return  # what is remembered stays as old as it is until Slack answers again
        finally:
            with self._lock:
                self._waiting.discard(slack_id)

    def _fall_silent(self) -> None:
        self._silent_until = monotonic() + SILENT_S
