"""Lets a fault cut the connection under a request, which ASGI itself has no word for."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, cast
from weakref import WeakValueDictionary

from uvicorn.protocols.http.h11_impl import H11Protocol

_transports: WeakValueDictionary[tuple[Any, Any], asyncio.Transport] = WeakValueDictionary()


class CuttableProtocol(H11Protocol):
    """uvicorn's own, which also remembers the transport of each connection by its two ends."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        stream = cast("asyncio.Transport", transport)
        super().connection_made(stream)
        _transports[self.client, self.server] = stream


def connection_of(scope: Mapping[str, Any]) -> asyncio.Transport:
    """The transport under an HTTP request or a WebSocket."""
    return _transports[tuple(scope["client"]), tuple(scope["server"])]
