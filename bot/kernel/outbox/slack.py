"""The sender's line to Slack: kept open, never repeating a call by itself, honest about what it does not know."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

import httpx

from bot.kernel.db import require_no_transaction
from bot.kernel.tls import trust

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
CONNECTIONS = httpx.Limits(max_connections=48, max_keepalive_connections=48, keepalive_expiry=60.0)
"""One for each of the sender's threads, and some for who else calls."""
PERMALINK = "chat.getPermalink"
USER_AGENT = "concord-sender"
NO_RETRY_AFTER_S = 30.0
"""How long a 429 holds when it does not say."""


class Known(Enum):
    """What is known about a call: Slack answered; nobody knows whether it took it; it never reached Slack."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    UNREACHED = "unreached"


@dataclass(frozen=True, slots=True)
class Answer:
    """`retry_after` (seconds) is there when and only when Slack asked for a pause. `shortened` is its word for why it
    took no more than a short form.
    """

    known: Known
    ok: bool = False
    error: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    retry_after: float | None = None
    shortened: str = ""


class Wire(Protocol):
    def call(self, method: str, payload: Mapping[str, Any]) -> Answer: ...


class SlackWire:
    """Safe to use from many threads. `url` is the Web API's root, such as https://slack.com/api/; `dated` is told the
    `Date` of each answer.
    """

    def __init__(self, url: str, token: str, *, dated: Callable[[str], None] = lambda _: None) -> None:
        self._dated = dated
        headers = {"User-Agent": USER_AGENT}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT, limits=CONNECTIONS, verify=trust())
        self.use(token)

    def use(self, token: str) -> None:
        """Call with this token from now on."""
        self._http.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
        require_no_transaction(f"Slack is asked for {method}")
        try:
            response = self._http.post(method, **_body(method, payload))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            return Answer(Known.UNREACHED, error=type(error).__name__)
        except httpx.HTTPError as error:
            return Answer(Known.UNANSWERED, error=type(error).__name__)
        self._dated(response.headers.get("Date", ""))
        return _read(response)

    def put(self, url: str, content: bytes) -> Answer:
        """The bytes of a file, to where Slack wants them; nothing is shown of it yet."""
        require_no_transaction("Slack is sent a file")
        try:
            response = httpx.post(url, content=content, timeout=TIMEOUT, verify=trust())
        except httpx.HTTPError as error:
            return Answer(Known.UNREACHED, error=type(error).__name__)
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            return _read(response)
        is_taken = response.status_code == httpx.codes.OK
        return Answer(
            Known.ANSWERED if is_taken else Known.UNREACHED, ok=is_taken, error=f"http_{response.status_code}"
        )

    def close(self) -> None:
        self._http.close()


def _body(method: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    # Not every method reads JSON (conversations.replies does not); all of those that write messages do.
    if method.startswith("chat.") and method != PERMALINK:
        return {
            "content": json.dumps(payload).encode(),
            "headers": {"Content-Type": "application/json; charset=utf-8"},
        }
    return {"data": {name: _form_value(value) for name, value in payload.items()}}


def _form_value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _read(response: httpx.Response) -> Answer:
    status = response.status_code
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return Answer(Known.ANSWERED, error="ratelimited", retry_after=_retry_after(response))
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return Answer(Known.UNANSWERED, error=f"http_{status}")
    try:
        data = response.json()
    except ValueError:
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("ok"), bool):
        return Answer(Known.UNANSWERED, error=f"http_{status}_without_an_answer")
    if data["ok"]:
        return Answer(Known.ANSWERED, ok=True, data=data)
    error = str(data.get("error", "no_error_named"))
    pause = _retry_after(response) if error in {"ratelimited", "rate_limited"} else None
    return Answer(Known.ANSWERED, error=error, data=data, retry_after=pause)


def _retry_after(response: httpx.Response) -> float:
    try:
        return float(max(int(response.headers["Retry-After"]), 0))
    except (KeyError, ValueError):
        return NO_RETRY_AFTER_S
