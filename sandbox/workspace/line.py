"""The line to the app: whichever transport is attached carries each delivery and brings the acknowledgement back."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from sandbox.workspace.models import Json

ACKNOWLEDGE_WITHIN = 3.0
"""Seconds of real time that Slack gives an app."""

TIMED_OUT = "operation_timeout"
UNREACHABLE = "dispatch_failed"

VERIFICATION_TOKEN = "helvia-sandbox-verification"
"""What every delivery carries, as before there were signatures."""


@dataclass(frozen=True)
class Delivery:
    """`kind` is slash_commands, interactive or events_api; `attempt` counts redeliveries from 1."""

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Reply:
    """The acknowledgement's body ({} when empty), or None and Slack's word for what went wrong."""

    body: Json | None
    error: str = ""


def object_in(text: str) -> Json | None:
    """What an app sent, where it is a JSON object."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def reply_of(body: object) -> Reply:
    """A body that is no object acknowledges nothing."""
    return Reply(body) if isinstance(body, dict) else Reply(None, UNREACHABLE)


class Transport(Protocol):
    @property
    def is_up(self) -> bool: ...

    def deliver(self, delivery: Delivery) -> Reply: ...


class Line:
    def __init__(self) -> None:
        self.transport: Transport | None = None
        self.log: deque[tuple[Delivery, Reply]] = deque(maxlen=1000)
        """The last deliveries and what came back, for whoever looks for the reason of a failure."""

    @property
    def is_up(self) -> bool:
        return self.transport is not None and self.transport.is_up

    def deliver(self, delivery: Delivery) -> Reply:
        """Blocks until the app acknowledged, at most three seconds; never call it holding the workspace's lock."""
        transport = self.transport
        reply = transport.deliver(delivery) if transport and transport.is_up else Reply(None, UNREACHABLE)
        self.log.append((delivery, reply))
        return reply
