"""The same deliveries to a request URL, signed, as Slack makes them to an app in HTTP mode."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from urllib.parse import urlencode

import httpx

from sandbox.workspace.line import (
    ACKNOWLEDGE_WITHIN,
    TIMED_OUT,
    UNREACHABLE,
    VERIFICATION_TOKEN,
    Delivery,
    Reply,
    object_in,
    reply_of,
)
from sandbox.workspace.models import Json

FORM = "application/x-www-form-urlencoded"
NO_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=20)
"""Slack delivers at once whatever people do at once."""


class HttpTransport:
    def __init__(self, url: str, signing_secret: str, patience: float = ACKNOWLEDGE_WITHIN) -> None:
        self._url = url
        self._secret = signing_secret
        self._client = httpx.Client(timeout=patience, limits=NO_LIMITS, trust_env=False)

    @property
    def is_up(self) -> bool:
        return True

    def close(self) -> None:
        self._client.close()

    def verify(self) -> bool:
        """Whether the app gives the challenge back, which Slack asks for before it takes a request URL."""
        challenge = secrets.token_urlsafe(16)
        payload = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
        return self.deliver(Delivery("events_api", payload)).body in ({"challenge": challenge}, {"text": challenge})

    def deliver(self, delivery: Delivery) -> Reply:
        body, kind = _body(delivery)
        try:
            answer = self._client.post(self._url, content=body, headers=self._headers(body, kind, delivery))
        except httpx.TimeoutException:
            return Reply(None, TIMED_OUT)
        except httpx.HTTPError:
            return Reply(None, UNREACHABLE)
        if answer.status_code != 200:
            return Reply(None, UNREACHABLE)
        content = _read(answer)
        return Reply({}) if delivery.kind == "events_api" and content is None else reply_of(content)

    def _headers(self, body: bytes, kind: str, delivery: Delivery) -> dict[str, str]:
        now = str(int(time.time()))
        headers = {
            "Content-Type": kind,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": now,
            "X-Slack-Signature": signature(self._secret, now, body),
        }
        if delivery.attempt:
            headers |= {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": delivery.reason}
        return headers


def signature(secret: str, timestamp: str, body: bytes) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def _body(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload).encode(), FORM
    text = json.dumps(delivery.payload)
    if delivery.kind == "interactive":
        return urlencode({"payload": text}).encode(), FORM
    return text.encode(), "application/json"


def _read(answer: httpx.Response) -> Json | None:
    """The JSON object; plain text is what the person is shown."""
    if not answer.content:
        return {}
    if answer.headers.get("content-type", "").startswith("application/json"):
        return object_in(answer.text)
    return {"text": answer.text}
