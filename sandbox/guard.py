"""Lets only this machine in: a name that was rebound to loopback, or another site's page or form, gets nothing."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """ASGI middleware around the routes that a browser can reach without a token."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if problem := refusal(scope["method"], headers):
            await PlainTextResponse(problem, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def refusal(method: str, headers: Headers) -> str:
    """Why this request may not pass; empty when it may."""
    host = headers.get("host", "")
    if _name(f"//{host}") not in _LOOPBACK:
        return "The sandbox is only for the machine it runs on: ask for it as http://127.0.0.1 or http://localhost."
    if method in ("GET", "HEAD"):
        return ""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "This came from another page."
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "This came from another page."
    if headers.get("content-type", "").partition(";")[0] != "application/json":
        return "The sandbox takes JSON only: send it as application/json."
    return ""


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
