"""All tables: importing this module completes the metadata."""

from bot.accounts import model as accounts
from bot.alerts import model as paging
from bot.audit import model as audit
from bot.calendar import model as calendar
from bot.crises import model as crises
from bot.health import findings as watch
from bot.health import sign_of_life
from bot.kernel import escalation, receipts
from bot.kernel.db import Base
from bot.kernel.outbox import tables
from bot.oversight import model as oversight
from bot.people import news
from bot.posts import model as posts

MODELS = (
    accounts,
    audit,
    calendar,
    crises,
    escalation,
    tables,
    news,
    oversight,
    paging,
    posts,
    receipts,
    sign_of_life,
    watch,
)
TABLES = frozenset(Base.metadata.tables)
