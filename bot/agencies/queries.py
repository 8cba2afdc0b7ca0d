"""Which drafts there are."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.accounts import Outlet, outlets_of
from bot.agencies.blocks import MOST
from bot.agencies.model import AgencyDraft, Status
from bot.kernel import loading
from bot.kernel.act import Act
from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE
from bot.kernel.subject import Subject


def by_id(session: Session, draft_id: int) -> AgencyDraft:
    """To be looked at; raises NotFound."""
    return _there(session.get(AgencyDraft, draft_id))


def held(session: Session, draft_id: int) -> AgencyDraft:
    """To be changed, until the transaction ends; raises NotFound."""
    return _there(loading.held(session, AgencyDraft, draft_id))


def _there(draft: AgencyDraft | None) -> AgencyDraft:
    if draft is None:
        raise NotFound(GONE)
    return draft


def mine(act: Act) -> Sequence[AgencyDraft]:
    """Those of whoever acts that nobody has taken over, on accounts on which they are let in; the newest first."""
    ids = [each.id for each in accounts_of(act)]
    theirs = AgencyDraft.author == act.who.id, AgencyDraft.status != Status.TAKEN, AgencyDraft.account_id.in_(ids)
    newest = select(AgencyDraft).where(*theirs).order_by(AgencyDraft.id.desc()).limit(MOST)
    return act.session.scalars(newest).all()


def accounts_of(act: Act) -> list[Outlet]:
    """For which whoever acts may write now."""
    subjects = act.who.rights.drafts_for(act.who.id)
    named = outlets_of(act.session, [Subject.read(each).number for each in subjects])
    return [each for each in named if each.is_open]
