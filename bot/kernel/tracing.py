"""Which request a line of the log belongs to: a gesture, or a look at what is due; what it writes remembers it."""

from uuid import uuid4

from structlog.contextvars import get_contextvars

LENGTH = 12


def new_request() -> str:
    """To be bound in the log's context as `request`."""
    return uuid4().hex[:LENGTH]


def request() -> str:
    """The one under way, or a new one."""
    return get_contextvars().get("request") or new_request()


def new_letter() -> str:
    """The id of a letter: it begins with the request under way, so that the line of its delivery can name it."""
    return f"{request()}{uuid4().hex[LENGTH:]}"


def request_of(letter: str) -> str:
    return letter[:LENGTH]
