"""The web server of every process: uvicorn in its own thread, with limits that leave the rest of the process be."""

import os
import resource
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

import structlog
import uvicorn

from bot.run.connections import Connections, counted
from bot.run.front import Front

ARRIVES_WITHIN_S = 5.0
"""Longer no request is waited for until it is there as a whole."""
IDLE_S = 75
"""Longer than proxies keep a connection for their next request: one that closed it would see that request fail."""
TO_END_S = 3
"""Longer nobody is waited for who is being answered when the process ends."""

log = structlog.get_logger(__name__)


def raise_descriptors() -> None:
    """As many open files and connections as the system allows this process."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # macOS calls its limit infinite, and takes less
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def half_of_descriptors() -> int:
    """So many connections leave as much for the database, Slack and files."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return allowed // 2 if allowed != resource.RLIM_INFINITY else 1 << 20


class Server:
    """Takes connections from when it is made, and answers them within its `with`. Port 0: the system chooses one."""

    def __init__(
        self,
        front: Callable[[Connections], Front],
        host: str,
        port: int,
        *,
        connections: int,
        seconds: float = ARRIVES_WITHIN_S,
        idle: float = IDLE_S,
    ) -> None:
        limited = Connections(min(connections, half_of_descriptors()), seconds, idle)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family)
        # An answer is written in two pieces, the second of which must not wait until the other end has the first.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port: int = self._socket.getsockname()[1]
        self._front = front(limited)
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._front,
                loop="asyncio",
                http=counted(limited),
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                log_level="error",  # strangers who speak no HTTP are nothing to tell
                access_log=False,
                proxy_headers=False,
                server_header=False,
                backlog=max(connections // 2, 1),  # what comes in one rush does not push out what came in it
                timeout_keep_alive=2 * IDLE_S,  # that is for `limited` to say
                timeout_graceful_shutdown=TO_END_S,
            )
        )
        self._thread = threading.Thread(target=self._run, name="web", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()
        self._front.close()

    def _run(self) -> None:
        """A process that nobody can reach any more is to be started anew, so it ends."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            if not self._server.should_exit:
                log.critical("web_server_ended", why="the process ends, for whoever started it to start another")
                os.kill(os.getpid(), signal.SIGTERM)
