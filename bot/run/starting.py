"""What a process opens and learns before it does anything: its database, its log, and who the people are."""

import gc

import structlog

from bot.app import Concord
from bot.health import logs
from bot.kernel.clock import Clock, FileClock, SystemClock
from bot.kernel.db import Database
from bot.kernel.waits import A_GESTURE, Waits
from bot.migrations import check, migrate
from bot.settings import DatabaseSettings, Settings, warnings

OBJECTS_A_LOOK = 20_000
"""After so many that are new and not yet gone, Python looks for cycles among them."""

log = structlog.get_logger(__name__)


def open_database(settings: DatabaseSettings, patience: Waits = A_GESTURE) -> Database:
    """The database with its tables as this version needs them; SQLite is brought there, PostgreSQL only checked."""
    database = Database(settings.database_url, patience)
    if database.is_sqlite:
        migrate(database)
    else:
        check(database)
    return database


def clock_of(settings: DatabaseSettings) -> Clock:
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()


def started(settings: Settings) -> Concord:
    """What a process works with until it ends: it knows the people already, and writes its log."""
    logs.configure(settings)
    for why in warnings():
        log.warning("settings", why=why)
    concord = Concord(settings, open_database(settings), clock_of(settings))
    concord.warm()
    concord.require_own_channels()
    look_seldom_for_garbage()
    return concord


def look_seldom_for_garbage() -> None:
    """What is there now stays, and a gesture makes thousands of objects that do not."""
    gc.freeze()
    gc.set_threshold(OBJECTS_A_LOOK)
