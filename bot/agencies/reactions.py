"""Who is told of agencies and their drafts."""

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.accounts import outlet
from bot.agencies import blocks
from bot.agencies.facts import AgencyLetIn, AgencyProlonged, DraftChanged, DraftReady, DraftTakenOver
from bot.company import Company
from bot.delegation.facts import GrantEnded
from bot.delegation.model import RoleGrant
from bot.kernel import outbox
from bot.kernel.subject import Subject
from bot.people.grants import AGENCY

BEFORE_ITS_END = timedelta(days=14)


def tell_agency(session: Session, event: AgencyLetIn, _company: Company) -> None:
    grant = event.of
    message = blocks.let_in(grant, _account(session, grant))
    key = f"{grant.subject}:{event.what}"
    outbox.post(session, key=key, channel=grant.person, message=message, at=event.when)


def ask_owner(session: Session, event: AgencyLetIn | AgencyProlonged, _company: Company) -> None:
    """Two weeks before its end."""
    grant = event.of
    outbox.withdraw(session, path=_asks(grant))
    its = outlet(session, Subject.read(grant.account).number)
    due = max(grant.until - BEFORE_ITS_END, event.when)
    key = f"{_asks(grant)}:{grant.until.isoformat()}"
    message = blocks.ends_soon(grant, its.label)
    outbox.post(session, key=key, channel=its.owner, message=message, at=event.when, not_before=due)


def forget(session: Session, event: GrantEnded, _company: Company) -> None:
    """Nobody is asked whether it goes on."""
    if event.of.role == AGENCY:
        outbox.withdraw(session, path=_asks(event.of))


def show(session: Session, event: DraftReady, company: Company) -> None:
    """To those who can submit it."""
    draft = event.of
    its = outlet(session, draft.account_id)
    people = dict.fromkeys(filter(None, (its.owner, *its.publishers)))
    for each in filter(company.people.may_be_asked, people):
        card = f"{draft.subject}:ready:{each}:{event.when.isoformat()}"
        outbox.show(session, card=card, channel=each, message=blocks.is_ready(draft), at=event.when)


def settle(session: Session, event: DraftChanged | DraftTakenOver, _company: Company) -> None:
    outbox.settle(session, path=f"{event.of.subject}:ready", message=blocks.over(event.of), at=event.when)


def _account(session: Session, grant: RoleGrant) -> str:
    return outlet(session, Subject.read(grant.account).number).label


def _asks(grant: RoleGrant) -> str:
    return f"{grant.subject}:ends"
