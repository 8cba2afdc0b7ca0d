"""The front of the web server: it reads requests as a whole, and gives to threads only what is worth their time."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, TypeAlias

from bot.kernel import arrival
from bot.run.connections import Connections
from bot.run.door import Door
from bot.run.request import Answers, Reply, Request

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

SLACK_PATH = "/slack/events"
CLOSE = (b"connection", b"close")


class TurnedAway(Exception):
    """The request gets no further, and what more the other end sends is not read."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class HungUp(Exception):
    """Nobody waits for an answer any more."""


class Desk:
    """Threads that answer one kind of request, of at most `longest` bytes; with more than `limit` in hand whoever comes
    is turned away, and where there is a `door`, whoever is not Slack.
    """

    def __init__(self, answer: Answers, *, threads: int, limit: int, longest: int, door: Door | None = None) -> None:
        self._answer, self._limit, self._in_hand = answer, limit, 0
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="gestures" if door else "pages")
        self.longest, self.door = longest, door

    async def handle(self, request: Request) -> Reply:
        """Done to its end, too, where nobody waits for it any more."""
        if self._in_hand >= self._limit:
            raise TurnedAway(HTTPStatus.SERVICE_UNAVAILABLE)
        self._in_hand += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._answer, request)
        finally:
            self._in_hand -= 1

    def close(self) -> None:
        """Finish what is begun; what waits for a thread has changed nothing."""
        self._threads.shutdown(cancel_futures=True)


class Front:
    """An ASGI application: `slack` answers at its own path, `pages` at all others."""

    def __init__(self, connections: Connections, pages: Desk, slack: Desk | None = None) -> None:
        self._connections, self._pages, self._slack = connections, pages, slack

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        last = []
        try:
            reply = await self._reply(scope, receive)
        except TurnedAway as turned:
            reply, last = Reply(turned.status), [CLOSE]
        except HungUp:
            return
        finally:
            self._connections.answer(scope["client"])
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in reply.headers]
        length = (b"content-length", str(len(reply.body)).encode())
        headers = [*(header for header in headers if header[0] != length[0]), length, *last]
        await send({"type": "http.response.start", "status": reply.status, "headers": headers})
        await send({"type": "http.response.body", "body": reply.body})

    def close(self) -> None:
        for desk in (self._slack, self._pages):
            if desk:
                desk.close()

    async def _reply(self, scope: MutableMapping[str, Any], receive: Receive) -> Reply:
        arrived, headers = arrival.stamp(), _headers(scope)
        desk = self._slack if self._slack and scope["path"] == SLACK_PATH else self._pages
        if desk.door and scope["method"] != "POST":
            raise TurnedAway(HTTPStatus.METHOD_NOT_ALLOWED)
        if desk.door and not desk.door.may_be_slack(headers):
            raise TurnedAway(HTTPStatus.UNAUTHORIZED)
        body = await _whole(receive, desk.longest)
        if desk.door and not desk.door.is_slack(headers, body):
            raise TurnedAway(HTTPStatus.UNAUTHORIZED)
        self._connections.take(scope["client"])
        query = scope["query_string"].decode("latin-1")
        return await desk.handle(
            Request(scope["method"], scope["path"], query, headers, body, scope["client"], arrived)
        )


async def _whole(receive: Receive, longest: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HungUp
        body += message["body"]
        if len(body) > longest:
            raise TurnedAway(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not message["more_body"]:
            return bytes(body)


def _headers(scope: MutableMapping[str, Any]) -> dict[bytes, bytes]:
    """A name with an underscore could pass for one with a hyphen."""
    headers: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if b"_" not in name:
            headers[name] = b",".join([headers[name], value]) if name in headers else value
    return headers
