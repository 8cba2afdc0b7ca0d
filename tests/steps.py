"""Short ways to where a test begins."""

from datetime import datetime
from typing import Any

from sqlalchemy import text

from bot.accounts import service
from bot.accounts.checks import account_of
from bot.accounts.drafts import Draft
from bot.accounts.facts import AccountImported
from bot.accounts.model import Account, Status
from bot.kernel.act import due
from bot.kernel.actor import SYSTEM
from sandbox.desk import Desk, texts
from tests.world import Helvia

WAITERS = text("SELECT count(*) FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0")
"""How many of PostgreSQL's connections wait for another one."""
CARDIVA: dict[str, Any] = {"handle": "@Cardiva"}


USUAL: dict[str, Any] = {
    "network": "x",
    "handle": "@Cardiva",
    "kind": "brand",
    "purpose": "Explain heart failure",
    "audience": "Cardiologists",
    "market": "CH",
    "languages": "en",
    "business_unit": "Cardiology",
    "owner": "U0JONAS000",
    "backup": "U0SOFIA000",
    "why": "Nobody speaks to cardiologists",
}
"""What is proposed of an account."""


def register_account(helvia: Helvia, *, last_post_at: datetime | None = None, **differently: Any) -> int:
    """An active account of Jonas's, with Sofia as backup, on X in Switzerland, silent after 7 days; its id."""
    draft = Draft(**{**USUAL, "brand": differently.get("handle", "Cardiva"), **differently})
    helvia.concord.people.meet(each for each in (draft.owner, draft.backup, draft.publisher, draft.deputy) if each)
    account = account_of(draft, helvia.concord.sheets.rules, by=SYSTEM.id, at=helvia.now)
    with helvia.session() as session:
        account.status, account.decided_at, account.last_post_at = Status.ACTIVE, helvia.now, last_post_at
        service.enter(session, account)
        due(session, helvia.now).record(AccountImported, of=account)
    return account.id


def modal_text(desk: Desk) -> str:
    """All that is to be read in the modal on top."""
    assert desk.modal is not None
    return texts(desk.modal.content["blocks"])


def account_now(helvia: Helvia, account_id: int) -> Account:
    with helvia.session() as session:
        return session.get_one(Account, account_id)
