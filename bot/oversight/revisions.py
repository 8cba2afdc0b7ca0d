"""Governances that were written down, in force or not: what a process does not have as a file it finds here."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import governance
from bot.governance import Governance
from bot.kernel.act import Act
from bot.oversight.model import Revision, RevisionKept


def keep_revision(act: Act, rules: Governance, *, based_on: str) -> Revision:
    """Written down, and no more; `based_on` is the SHA-256 of what is in force."""
    revision = Revision(text=rules.text, sha256=rules.sha256, based_on=based_on, by=act.who.id, at=act.when)
    act.session.add(revision)
    act.session.flush()
    act.record(RevisionKept, of=revision)
    return revision


def latest(session: Session, sha256: str) -> Revision | None:
    """The newest that says this."""
    same = select(Revision).where(Revision.sha256 == sha256)
    return session.scalars(same.order_by(Revision.id.desc()).limit(1)).first()


def rules_of(revision: Revision) -> Governance:
    """Raises GovernanceError where this process lacks what its addresses need."""
    return governance.parse(revision.text)
