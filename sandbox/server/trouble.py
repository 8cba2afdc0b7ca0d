"""What goes wrong on purpose with calls: most of the time nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.wire.cutting import connection_of
from sandbox.workspace import Workspace
from sandbox.workspace.faults import Fault
from sandbox.workspace.limits import POSTING
from sandbox.workspace.models import Json


@dataclass(frozen=True)
class Asked:
    """One call: `do` does what it asks, and `show` makes an HTTP answer of what came of it."""

    name: str
    channel: str
    do: Callable[[], Json]
    show: Callable[[Json], Response]


class Trouble:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def around(self, request: Request, asked: Asked) -> Response:
        """The call's answer, or what the planned fault makes of it."""
        fault = self._workspace.faults.next(asked.name, asked.channel)
        if fault is None:
            return self._well(asked)
        if fault.kind in ("latency", "hang"):
            await asyncio.sleep(fault.seconds)
        if fault.kind == "latency":
            return self._well(asked)
        if fault.kind in ("accept_and_drop", "half_answer", "empty_answer"):
            self._hide(asked, asked.do(), fault)
        return _broken(request, fault)

    def _well(self, asked: Asked) -> Response:
        """As Slack does on a good day, when it still has its limits of how often."""
        wait = self._workspace.limits.wait(asked.name, asked.channel)
        return _ratelimited(wait) if wait else asked.show(asked.do())

    def _hide(self, asked: Asked, result: Json, fault: Fault) -> None:
        if fault.hide and asked.name in POSTING and result.get("ok") and "ts" in result:
            message = self._workspace.messages.get(result["channel"], result["ts"])
            if message is not None:
                message.hidden_from_history = True


class HalfAnswer(Response):
    """Begins a good answer and ends the connection in the middle of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"ok": tr', "more_body": True})
        connection_of(scope).close()


def _broken(request: Request, fault: Fault) -> Response:
    if fault.kind == "ratelimited":
        return _ratelimited(max(1, round(fault.seconds)))
    if fault.kind == "server_error":
        return PlainTextResponse("Internal Server Error", 500)
    if fault.kind == "error":
        return JSONResponse({"ok": False, "error": fault.code})
    if fault.kind == "half_answer":
        return HalfAnswer()
    if fault.kind == "empty_answer":
        return JSONResponse({"ok": True})
    connection_of(request.scope).abort()
    return Response()


def _ratelimited(seconds: int) -> Response:
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})
