"""Logs: JSON for machines, readable in a terminal; whatever they say, never a secret."""

import logging
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, ExcInfo, Processor

from bot.kernel import secrets
from bot.kernel.failures import message, trace, without_rows
from bot.settings import DatabaseSettings

BOLT = "bolt"
"""The logger that Bolt is given."""
QUIET = ("httpx", "httpcore", "slack_bolt", "slack_sdk", "alembic", "urllib3")
"""Libraries that tell more than anybody wants to read; their warnings stay."""


class StderrLogger:
    """Where a line of Concord's own goes: written past the standard library, which takes several times as long. As
    there, a line that cannot be written undoes nothing of what it tells.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name

    def write(self, line: str) -> None:
        with suppress(OSError, ValueError):  # the disk is full, or nobody listens any more
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = write


def configure(settings: DatabaseSettings) -> None:
    """From now on everything that is logged, by whom ever, is written as a line of ours; so is what nobody caught."""
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    renderer: Processor = structlog.processors.JSONRenderer()
    if not as_json:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    traced = structlog.processors.ExceptionRenderer(_trace)
    last: list[Processor] = [traced, _hide_secrets, renderer]
    structlog.configure(
        processors=[*first, *last],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=StderrLogger,
        cache_logger_on_first_use=True,
    )
    _configure_libraries(settings.log_level, first, last)
    sys.excepthook, threading.excepthook = _end_of_process, _end_of_thread


def say_what_nobody_caught(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """As Python does it, but without secrets and people's words: for a process that writes no log."""
    sys.stderr.write(secrets.hidden(trace(error)))


def _end_of_process(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    structlog.get_logger(__name__).critical("process_ends", exc_info=error)


def _end_of_thread(died: threading.ExceptHookArgs) -> None:
    name = died.thread.name if died.thread else None
    structlog.get_logger(__name__).error("thread_died", thread=name, exc_info=died.exc_value)


def _configure_libraries(level: str, first: list[Processor], last: list[Processor]) -> None:
    """What they say looks the same."""
    plain = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=[plain, *last]))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Bolt warns at each start that a client was handed to it besides the token in the environment.
    logging.getLogger(BOLT).setLevel(logging.ERROR)


def _trace(exc_info: ExcInfo) -> str:
    return trace(exc_info[1])


def _hide_secrets(_logger: Any, _method: str, entry: EventDict) -> EventDict:
    return {key: _hidden(value) for key, value in entry.items()}


def _hidden(value: Any) -> Any:
    if isinstance(value, Exception):
        return secrets.hidden(message(value))
    if isinstance(value, str):
        return secrets.hidden(without_rows(value))
    if isinstance(value, dict):
        return {key: _hidden(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_hidden(each) for each in value]
    return value
