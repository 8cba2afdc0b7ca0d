"""What one process has in hand: so many letters at once, and some hands for crises alone."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.kernel.outbox.leased import Held, Leased
from bot.kernel.outbox.tables import Urgency

A_FEW = 8
"""One of so many hands, and as many more."""


class Hands:
    """`reserved` of the `threads` serve crises only. `lease` is how long a letter is held at a time."""

    def __init__(self, threads: int, reserved: int, lease: timedelta) -> None:
        self._threads, self._reserved, self._lease = threads, reserved, lease
        self._held: dict[int, Held] = {}
        """By the letters' numbers."""
        self._in_haste = False
        self._turn = threading.Condition()

    def __bool__(self) -> bool:
        """Whether there is anything in them."""
        return bool(self._held)

    def numbers(self) -> set[int]:
        with self._turn:
            return set(self._held)

    def free(self, least: Urgency = Urgency.ROUTINE) -> tuple[int, Urgency]:
        """How many more letters they can hold, and of which urgency these must be at least."""
        free = self._threads - len(self._held)
        routine = free - self._reserved
        return (routine, least) if routine > 0 and least is not Urgency.CRISIS else (free, Urgency.CRISIS)

    def take(self, letters: Sequence[Leased], seconds: float) -> None:
        """Leased since then, by the clock that nobody can set."""
        with self._turn:
            self._held |= {each.number: Held(each.lease_until - self._lease, seconds) for each in letters}

    def renew(self, letter: Leased, now: datetime, seconds: float) -> None:
        self._held[letter.number] = Held(now, seconds)

    def put_down(self, letter: Leased) -> None:
        with self._turn:
            self._held.pop(letter.number, None)
            self._in_haste |= letter.urgency is Urgency.CRISIS
            self._turn.notify_all()

    def is_young(self, letter: Leased, now: datetime, seconds: float) -> bool:
        """Whether less than half of its lease is over."""
        return self._held[letter.number].is_young(self._lease / 2, now, seconds)

    def wait_for_some(self, timeout: float) -> None:
        """Until so many are free that a look is worth what it asks of the database, or one put down something of a
        crisis, which others may have waited for.
        """
        with self._turn:
            self._turn.wait_for(self._are_some_free, timeout=timeout)
            self._in_haste = False

    def _are_some_free(self) -> bool:
        some = max(1, self._threads // A_FEW)
        return self._in_haste or self._threads - self._reserved - len(self._held) >= some

    def wait_until_empty(self, timeout: float) -> None:
        with self._turn:
            self._turn.wait_for(lambda: not self._held, timeout=timeout)
