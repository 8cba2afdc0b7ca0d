"""Words that can be forgotten: kept apart from the record, which has their SHA-256, until a rule purges them."""

from bot.private.asking import private_input
from bot.private.keeping import Kept, end, keep
from bot.private.model import PrivateText
from bot.private.purging import purge
from bot.private.reading import purged

__all__ = ["Kept", "PrivateText", "end", "keep", "private_input", "purge", "purged"]
