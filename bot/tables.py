"""All tables: importing this module completes the metadata."""

from bot import sign_of_life
from bot.accounts import model as accounts
from bot.audit import model as audit
from bot.calendar import model as calendar
from bot.crises import model as crises
from bot.kernel import escalation, letters, receipts
from bot.kernel.db import Base
from bot.oversight import model as oversight
from bot.paging import model as paging
from bot.people import news
from bot.posts import model as posts
from bot.watch import model as watch

MODELS = (
    accounts,
    audit,
    calendar,
    crises,
    escalation,
    letters,
    news,
    oversight,
    paging,
    posts,
    receipts,
    sign_of_life,
    watch,
)
TABLES = frozenset(Base.metadata.tables)
