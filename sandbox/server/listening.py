"""A port of this machine, and uvicorn as the sandbox needs it: connections can be cut, and an end is prompt."""

from __future__ import annotations

import socket

import uvicorn
from starlette.types import ASGIApp

from sandbox.wire.cutting import CuttableProtocol

LOOPBACK = "127.0.0.1"


class PortInUse(OSError):
    """Something else listens there."""


class PromptServer(uvicorn.Server):
    """Does not wait for streams that would never end by themselves, such as the page's stream of changes."""

    def __init__(self, app: ASGIApp, ping_seconds: float) -> None:
        config = uvicorn.Config(
            app,
            http=CuttableProtocol,
            ws="websockets-sansio",
            ws_ping_interval=ping_seconds,
            lifespan="off",
            log_level="warning",
            timeout_keep_alive=75,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.close()
        await super().shutdown(sockets)


def listen(port: int) -> socket.socket:
    """Takes a port of this machine, or says that it is taken."""
    # Only where the protocol is named does asyncio send at once what is small, instead of waiting 40 ms for company.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as problem:
        listener.close()
        raise PortInUse(
            f"Port {port} is in use, perhaps by a sandbox that runs already: look at http://{LOOPBACK}:{port}, "
            "stop what listens there, or choose another port with --port."
        ) from problem
    listener.listen(1024)
    return listener
