"""What people read where something failed: a sentence for each kind of error, and the log a line for each surprise."""

from uuid import uuid4

import structlog
from slack_bolt.error import BoltUnhandledRequestError
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from bot.kernel.db import Database
from bot.kernel.errors import Invalid, Refused
from bot.kernel.reference import GONE
from bot.migrations import is_newer

log = structlog.get_logger(__name__)

A_MOMENT_FASTER = "Somebody else was faster. Look before you try again."

UNSURE = "My database connection broke. Look in a minute whether this was done."

UNEXPECTED = "Something went wrong; nothing was changed. Try again, or tell an administrator: {number}."

BUSY = "The database is busy: nothing was changed. Try again in a moment."

REPLACED = "I am being updated: nothing was changed. Try again in a minute."

NO_ROOM = "My disk is full: nothing was changed. Tell an administrator."


NOT_IN_TIME = "Slack was too slow to show this. Try again."
NOT_IN_ONE_VIEW = "This is too long for Slack. Ask for less, or tell an administrator."
NOT_SHOWN = "Slack did not show this: {}. Try again, or tell an administrator that word."
_TOO_LATE = {"", "expired_trigger_id", "trigger_expired", "expired_url"}
_TOO_LONG = {"view_too_large", "msg_too_long", "msg_blocks_too_long"}


def not_shown(answer: str) -> str:
    """`answer` is Slack's own word for why; empty where it did not answer in time."""
    if answer in _TOO_LATE:
        return NOT_IN_TIME
    return NOT_IN_ONE_VIEW if answer in _TOO_LONG else NOT_SHOWN.format(f"`{answer}`")


def sentence_for(error: Exception, database: Database) -> tuple[str, dict[str, str]]:
    """The sentence, and under which fields of a form which problem is."""
    match error:
        case Invalid():
            return error.sentence, error.problems
        case Refused():
            return error.sentence, {}
        case BoltUnhandledRequestError():
            log.error("no_listener")
            return GONE, {}
        case StaleDataError():
            log.warning("a_moment_faster", exc_info=error)
            return A_MOMENT_FASTER, {}
        case IntegrityError() if Database.is_beaten(error):
            log.warning("a_moment_faster", exc_info=error)
            return A_MOMENT_FASTER, {}
        case SQLAlchemyError() if Database.is_undone(error):
            log.error("database_busy", exc_info=error)
            return BUSY, {}
        case DBAPIError() if Database.is_lost(error):
            log.error("database_lost", exc_info=error)
            return UNSURE, {}
        case DBAPIError() if Database.is_full(error):
            log.error("disk_full", exc_info=error)
            return NO_ROOM, {}
        case DBAPIError() if is_newer(database):
            log.error("newer_version_was_here", exc_info=error)
            return REPLACED, {}
        case _:
            number = uuid4().hex[:8]
            log.error("unexpected", number=number, exc_info=error)
            return UNEXPECTED.format(number=number), {}
