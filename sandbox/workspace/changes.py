"""Tells whoever shows the workspace that something in it is different now."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable


class Changes:
    """A version that grows with every change, and two ways to wait for the next one."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._listeners: list[Callable[[], None]] = []
        self._version = 0

    @property
    def version(self) -> int:
        return self._version

    def bump(self) -> None:
        with self._condition:
            self._version += 1
            self._condition.notify_all()
            listeners = list(self._listeners)
        for listener in listeners:
            listener()

    def on_change(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; what is returned stops that."""
        with self._condition:
            self._listeners.append(listener)
        return lambda: self._forget(listener)

    def _forget(self, listener: Callable[[], None]) -> None:
        with self._condition:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def wait(self, since: int, timeout: float) -> int:
        """Blocks the calling thread until the version is past `since`, at most `timeout` seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self._version > since, timeout)
            return self._version

    async def after(self, since: int, timeout: float) -> int:
        """The same for a coroutine."""
        loop = asyncio.get_running_loop()
        changed = asyncio.Event()

        def notice() -> None:
            loop.call_soon_threadsafe(changed.set)

        stop = self.on_change(notice)
        try:
            if self._version <= since:
                await asyncio.wait_for(changed.wait(), timeout)
        except TimeoutError:
            return self._version
        finally:
            stop()
        return self._version
