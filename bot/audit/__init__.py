"""The audit trail: append-only, each entry chained to the one before it."""

from bot.audit.queries import notes
from bot.audit.service import write
from bot.audit.verifying import Misfit, verify

__all__ = ["Misfit", "notes", "verify", "write"]
