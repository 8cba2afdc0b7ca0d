"""Logs: JSON for machines, readable in a terminal; whatever they say, never a secret."""

import logging
import re
import sys
from contextlib import suppress
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from bot.settings import DatabaseSettings

_SECRET = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)")
BOLT = "bolt"
"""The logger that Bolt is given."""
QUIET = ("httpx", "httpcore", "apscheduler", "slack_bolt", "slack_sdk", "alembic", "urllib3")
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
    told: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    shown: Processor = structlog.processors.JSONRenderer()
    if not as_json:
        shown = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    last: list[Processor] = [structlog.processors.format_exc_info, _hide_secrets, shown]
    structlog.configure(
        processors=[*told, *last],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=StderrLogger,
        cache_logger_on_first_use=True,
    )
    _configure_libraries(settings.log_level, told, last)


def _configure_libraries(level: str, told: list[Processor], last: list[Processor]) -> None:
    """What they say looks the same."""
    plain = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=told, processors=[plain, *last]))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Bolt warns at each start that a client was handed to it besides the token in the environment.
    logging.getLogger(BOLT).setLevel(logging.ERROR)


def _hide_secrets(_logger: Any, _method: str, said: EventDict) -> EventDict:
    return {key: _hidden(value) for key, value in said.items()}


def _hidden(value: Any) -> Any:
    if isinstance(value, (str, Exception)):
        return _SECRET.sub("[hidden]", str(value))
    if isinstance(value, dict):
        return {key: _hidden(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_hidden(each) for each in value]
    return value
