"""Who is connected to the web server: so many and no more, and nobody for long without a whole request."""

import asyncio
from dataclasses import dataclass
from typing import TypeAlias, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

Peer: TypeAlias = tuple[str, int]
"""Address and port of the other end, which ASGI calls a request's client."""

BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True, slots=True)
class _Owing:
    """Has not sent a whole request yet; `answered`: or nothing of another one."""

    transport: asyncio.Transport
    deadline: asyncio.TimerHandle
    answered: bool


class Connections:
    """Used by the server's loop alone. Beyond `limit` whoever has owed a whole request for the longest has to go, so
    that half-sent ones keep no whole one out; where each request is in hand, whoever came last. A request may take
    `seconds` to arrive, and a connection wait for `idle` seconds until its next one begins.
    """

    def __init__(self, limit: int, seconds: float, idle: float) -> None:
        self._limit, self._seconds, self._idle = limit, seconds, idle
        self._owing: dict[Peer, _Owing] = {}
        self._in_hand: dict[Peer, asyncio.Transport] = {}

    def __len__(self) -> int:
        return len(self._owing) + len(self._in_hand)

    def enter(self, peer: Peer, transport: asyncio.Transport) -> None:
        if len(self) >= self._limit and not self._owing:
            _part(transport, BUSY)
            return
        if len(self) >= self._limit:
            self._let_go(next(iter(self._owing)), BUSY)
        self._wait_for(peer, transport, answered=False)

    def hear(self, peer: Peer) -> None:
        """Something arrived from it: where it was idle, its next request begins."""
        if (owing := self._owing.get(peer)) and owing.answered:
            self.leave(peer)
            self._wait_for(peer, owing.transport, answered=False)

    def take(self, peer: Peer) -> None:
        """Its request is there as a whole, and worth the work."""
        if owing := self._owing.pop(peer, None):
            owing.deadline.cancel()
            self._in_hand[peer] = owing.transport

    def answer(self, peer: Peer) -> None:
        """It is being answered, and may send another one."""
        if transport := self._in_hand.pop(peer, None):
            self._wait_for(peer, transport, answered=True)

    def leave(self, peer: Peer) -> None:
        self._in_hand.pop(peer, None)
        if owing := self._owing.pop(peer, None):
            owing.deadline.cancel()

    def _wait_for(self, peer: Peer, transport: asyncio.Transport, *, answered: bool) -> None:
        patience = self._idle if answered else self._seconds
        deadline = asyncio.get_running_loop().call_later(patience, self._let_go, peer, TOO_SLOW)
        self._owing[peer] = _Owing(transport, deadline, answered)

    def _let_go(self, peer: Peer, why: bytes) -> None:
        owing = self._owing.pop(peer)
        owing.deadline.cancel()
        _part(owing.transport, b"" if owing.answered else why)


def _part(transport: asyncio.Transport, why: bytes) -> None:
    """Whoever does not even read what was answered before is not waited for."""
    if transport.get_write_buffer_size():
        transport.abort()
    else:
        transport.write(why)
        transport.close()


def counted(connections: Connections) -> type[H11Protocol]:
    """The server's protocol, which tells `connections` who comes and goes."""

    class Counted(H11Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            super().connection_made(cast("asyncio.Transport", transport))
            if self.client:
                connections.enter(self.client, self.transport)
            else:
                self.transport.abort()  # gone already

        def data_received(self, data: bytes) -> None:
            if self.client:
                connections.hear(self.client)
            super().data_received(data)

        def connection_lost(self, exc: Exception | None) -> None:
            if self.client:
                connections.leave(self.client)
            super().connection_lost(exc)

    return Counted
