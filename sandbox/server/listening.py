"""A port of this machine, and uvicorn as the sandbox needs it: connections can be cut, and an end is prompt."""

from __future__ import annotations

import socket

import uvicorn
from starlette.types import ASGIApp

from sandbox.wire.cutting import CuttableProtocol

LOOPBACK = "127.0.0.1"
MOST = 65_535


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
    try:
        listener = _bound(port)
    except OSError as problem:
        raise PortInUse(
            f"Port {port} is in use, perhaps by another sandbox (http://{LOOPBACK}:{port}): stop it, or choose another "
            f"port with `make run PAGE_PORT={port + 1}` or --port."
        ) from problem
    listener.listen(1024)
    return listener


def port_for_the_app(wanted: str | None, usual: int) -> int:
    """The port that was asked for, or says that it is taken; where none was, the usual one, or any that is free."""
    if wanted is not None:
        if not wanted.isdecimal() or int(wanted) > MOST:
            raise PortInUse(f"PORT is where the app answers, a number up to {MOST}; it is {wanted!r}.")
        if not _is_free(int(wanted)):
            raise PortInUse(
                f"The app's port {wanted} is in use: stop what listens there, choose another PORT, or leave it out for "
                "any that is free."
            )
        usual = int(wanted)
    with _bound(usual if _is_free(usual) else 0) as probe:
        port: int = probe.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    try:
        _bound(port).close()
    except OSError:
        return False
    return True


def _bound(port: int) -> socket.socket:
    # Only where the protocol is named does asyncio send at once what is small, instead of waiting 40 ms for company.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError:
        listener.close()
        raise
    return listener
