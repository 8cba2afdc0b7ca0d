"""What must hold before anything goes out, on one page: posts and slots ask all of it. A new rule is a row here."""

from bot import outgoing
from bot.freezes.rules import NOT_FROZEN
from bot.kernel.db import Database
from bot.outgoing.rules import IN_STOCK, IN_USE, NOT_WITHDRAWN
from bot.posts.clearance import APPROVED, UNCHANGED

RULES = (IN_USE, NOT_FROZEN, APPROVED, UNCHANGED, NOT_WITHDRAWN, IN_STOCK)


def attach(database: Database) -> None:
    """From now on whoever asks there is answered by these."""
    outgoing.attach(database, RULES)
