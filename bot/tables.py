"""All tables: importing this module completes the metadata."""

from bot.accounts import entries as spellings
from bot.accounts import importing
from bot.accounts import model as accounts
from bot.agencies import model as agencies
from bot.alerts import model as alerts
from bot.attestation import model as attestation
from bot.audit import model as audit
from bot.briefing import model as briefing
from bot.calendar import model as calendar
from bot.changes import model as changes
from bot.checklists import model as checklists
from bot.crises import calls, entries, following, members, stars
from bot.crises import model as crises
from bot.debriefs import model as debriefs
from bot.delegation import model as delegation
from bot.drills import model as drills
from bot.files import model as files
from bot.freezes import model as freezes
from bot.health import findings, sign_of_life
from bot.kernel import escalation, receipts
from bot.kernel.db import Base
from bot.kernel.outbox import tables as outbox
from bot.oversight import model as oversight
from bot.people import news
from bot.policies import model as policies
from bot.posts import model as posts
from bot.private import model as private
from bot.products import model as products
from bot.reviews import model as reviews
from bot.signing import model as signing
from bot.voice import model as voice

MODELS = (
    accounts,
    agencies,
    attestation,
    audit,
    briefing,
    calendar,
    calls,
    changes,
    checklists,
    crises,
    debriefs,
    delegation,
    drills,
    entries,
    escalation,
    files,
    following,
    freezes,
    importing,
    members,
    outbox,
    news,
    oversight,
    alerts,
    policies,
    posts,
    private,
    products,
    receipts,
    reviews,
    sign_of_life,
    signing,
    spellings,
    stars,
    voice,
    findings,
)
TABLES = frozenset(Base.metadata.tables)
