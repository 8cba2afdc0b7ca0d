"""All tables: importing this module completes the metadata."""

from bot.accounts import model as accounts
from bot.audit import model as audit
from bot.crises import model as crises
from bot.kernel import escalation, letters, receipts
from bot.kernel.db import Base

MODELS = (accounts, audit, crises, escalation, letters, receipts)
TABLES = frozenset(Base.metadata.tables)
