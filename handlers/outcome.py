"""What came of a gesture, in a word from a fixed list, for whoever counts."""

from slack_bolt.error import BoltUnhandledRequestError
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from bot.kernel.db import Database
from bot.kernel.errors import Forbidden, Invalid, NotFound, Refused, TooLate
from bot.people import Unreachable
from handlers.body import Body
from handlers.showing import NotShown

KINDS = {
    "block_actions": "action",
    "block_suggestion": "search",
    "event_callback": "event",
    "message_action": "shortcut",
    "shortcut": "shortcut",
    "view_submission": "form",
}


def kind_of(body: Body) -> str:
    return "command" if "command" in body else KINDS.get(str(body.get("type")), "other")


def outcome_of(error: Exception) -> str:
    """The kinds of refusal, what is nobody's fault, and `failed` for what is ours."""
    match error:
        case Invalid():
            return "invalid"
        case Forbidden():
            return "forbidden"
        case NotFound():
            return "not found"
        case TooLate():
            return "too late"
        case Unreachable():
            return "unreachable"
        case NotShown():
            return "not shown"
        case Refused():
            return "refused"
        case BoltUnhandledRequestError():
            return "unheard"
        case StaleDataError():
            return "conflict"
        case IntegrityError() if Database.is_beaten(error):
            return "conflict"
        case SQLAlchemyError() if Database.is_undone(error):
            return "busy"
        case DBAPIError() if Database.is_lost(error):
            return "unsure"
        case DBAPIError() if Database.is_full(error):
            return "no room"
        case _:
            return "failed"
