"""Lets only this machine's own page in: a name that was rebound to loopback, or another site's form, gets nothing."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: https:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-cache"),
]


class Guard:
    """ASGI middleware around the page's own routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if problem := refusal(scope["method"], headers):
            await PlainTextResponse(problem, 403)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self._app(scope, receive, send_guarded)


def refusal(method: str, headers: Headers) -> str:
    """Why this request may not pass; empty when it may."""
    host = headers.get("host", "")
    if _name(f"//{host}") not in _LOOPBACK:
        return "This page is only for the machine it runs on: open it as http://127.0.0.1 or http://localhost."
    if method in ("GET", "HEAD"):
        return ""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "This came from another page."
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "This came from another page."
    if headers.get("content-type", "").partition(";")[0] != "application/json":
        return "This page sends JSON only."
    return ""


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
