"""So many at a time, first come, first served."""

import threading
from collections import deque


class Turns:
    """A semaphore gives a turn to whoever asks at the right moment: of many who wait some would wait for all others."""

    def __init__(self, at_a_time: int) -> None:
        self._lock = threading.Lock()
        self._free = at_a_time
        self._waiting: deque[threading.Lock] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for one."""
        return len(self._waiting)

    def take(self, timeout: float) -> bool:
        """Whether it came within so many seconds."""
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        return mine.acquire(timeout=timeout) or self._has_come(mine)

    def give_back(self) -> None:
        """To whoever has waited for longest, if anybody waits."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1

    def _has_come(self, mine: threading.Lock) -> bool:
        """Whether it came just after all; nobody is waited for any more who has left."""
        with self._lock:
            if mine not in self._waiting:
                return True
            self._waiting.remove(mine)
            return False
