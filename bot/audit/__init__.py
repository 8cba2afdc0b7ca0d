"""The audit trail: append-only, each entry chained to the one before it."""

from bot.audit.anchoring import unanchored
from bot.audit.checkpoints import origin
from bot.audit.export import export
from bot.audit.queries import notes, record
from bot.audit.service import write
from bot.audit.verifying import Misfit, Report, verify

__all__ = ["Misfit", "Report", "export", "notes", "origin", "record", "unanchored", "verify", "write"]
