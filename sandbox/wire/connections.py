"""The connections that an app has open, taken in turn."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass, field

from starlette.websockets import WebSocket

from sandbox.workspace.models import Json

MOST_CONNECTIONS = 10
TIME_TO_REFRESH = 2.0


@dataclass(eq=False)
class Connection:
    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    sent: set[str] = field(default_factory=set)
    """The envelopes that went this way and are not acknowledged yet."""
    is_leaving: bool = False

    def send(self, message: Json) -> None:
        """From any thread."""
        asyncio.run_coroutine_threadsafe(self.socket.send_text(json.dumps(message)), self.loop)


class Connections:
    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._connections: list[Connection] = []

    @property
    def is_up(self) -> bool:
        return bool(self._connections)

    @property
    def connections(self) -> int:
        return len(self._connections)

    def wait_for(self, connections: int, timeout: float) -> bool:
        """Blocks until at least that many connections are open."""
        with self._lock:
            return self._lock.wait_for(lambda: len(self._connections) >= connections, timeout)

    def wait_for_at_most(self, connections: int, timeout: float) -> bool:
        """Blocks until no more than that many are open."""
        with self._lock:
            return self._lock.wait_for(lambda: len(self._connections) <= connections, timeout)

    def _next(self) -> Connection | None:
        """Whose turn it is; while every connection is being refreshed, the new one is waited for."""
        with self._lock:
            if self._connections:
                self._lock.wait_for(self._staying, TIME_TO_REFRESH)
            staying = self._staying() or self._connections
            if not staying:
                return None
            chosen = staying[0]
            self._connections.remove(chosen)
            self._connections.append(chosen)
            return chosen

    def _staying(self) -> list[Connection]:
        return [each for each in self._connections if not each.is_leaving]

    def _admit(self, connection: Connection) -> bool:
        with self._lock:
            if len(self._connections) >= MOST_CONNECTIONS:
                return False
            self._connections.append(connection)
            self._lock.notify_all()
            return True

    def _remove(self, connection: Connection) -> None:
        with self._lock:
            if connection in self._connections:
                self._connections.remove(connection)
                self._lock.notify_all()

    def _all(self) -> list[Connection]:
        with self._lock:
            return list(self._connections)
