"""When the gesture that is being handled came in: marked by Slack's socket and by the door, and by nobody else."""

from collections.abc import Callable
from contextvars import Context, ContextVar
from time import monotonic
from typing import ParamSpec, TypeVar

SLACK_WAITS_S = 2.5
"""Slack gives up after three seconds; half of one is for the way there and back."""

P = ParamSpec("P")
T = TypeVar("T")

_arrived: ContextVar[float | None] = ContextVar("arrived", default=None)


def stamp() -> float:
    """Now, for `handle`: taken before a gesture waits for its turn."""
    return monotonic()


def handle(at: float, work: Callable[P, T], *args: P.args, **rest: P.kwargs) -> T:
    """Do the work for something that Slack sent and that came in `at` this stamp, with none of the context variables
    that this thread's last work left behind.
    """
    context = Context()
    context.run(_arrived.set, at)
    return context.run(work, *args, **rest)


def is_from_slack() -> bool:
    return _arrived.get() is not None


def is_late() -> bool:
    """Whether Slack has told the person by now that it did not work."""
    at = _arrived.get()
    return at is not None and monotonic() - at > SLACK_WAITS_S
