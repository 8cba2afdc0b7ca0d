"""Lets only this machine in: a name that was rebound to loopback, or another site's page or form, gets nothing."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_LOOKS = frozenset({"GET", "HEAD"})
NOT_HERE = "The sandbox is for this machine only: ask for http://127.0.0.1 or http://localhost."
ELSEWHERE = "This came from another page."


class OnThisMachine:
    """ASGI middleware around everything: the Web API and the socket, too, are for programs of this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = stranger(scope.get("method", "GET"), Headers(scope=scope))
        if problem and scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        elif problem:
            await PlainTextResponse(problem, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class Guard:
    """ASGI middleware around the routes that a browser can reach without a token."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if problem := form_of_a_page(scope["method"], Headers(scope=scope)):
            await PlainTextResponse(problem, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def stranger(method: str, headers: Headers) -> str:
    """Why this request may not pass; empty when it may."""
    host, origin = headers.get("host", ""), headers.get("origin")
    if _name(f"//{host}") not in _LOOPBACK:
        return NOT_HERE
    if origin is not None and urlsplit(origin).netloc != host:
        return ELSEWHERE
    is_ours = method in _LOOKS or headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    return "" if is_ours else ELSEWHERE


def form_of_a_page(method: str, headers: Headers) -> str:
    """Another site's page can send a form without asking, and JSON only after asking, which it is refused."""
    if method in _LOOKS or headers.get("content-type", "").partition(";")[0] == "application/json":
        return ""
    return "The sandbox takes JSON only: send application/json."


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
