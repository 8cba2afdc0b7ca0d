"""What follows from what, on one page."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.accounts import model as account
from bot.company import Company
from bot.consequences import accounts, crises
from bot.crises import model as crisis
from bot.kernel.escalation import Fired
from bot.kernel.events import Event

Follows = Callable[[Session, Any, Company], None]

FACTS: dict[type[Event], tuple[Follows, ...]] = {
    account.AccountProposed: (accounts.show_to_deciders,),
    account.AccountApproved: (accounts.tell_decision, accounts.watch_for_silence),
    account.AccountDeclined: (accounts.tell_decision,),
    account.AccountImported: (accounts.watch_for_silence,),
    account.PostLogged: (accounts.settle_after_post, accounts.watch_for_silence),
    account.AccountFellSilent: (),
    account.AccountSnoozed: (accounts.hush_until,),
    account.AccountRetired: (accounts.stop_watching,),
    account.HashtagRegistered: (),
    crisis.CrisisRaised: (crises.call_for_help,),
    crisis.PeoplePinged: (),
    crisis.CrisisAcknowledged: (crises.hush, crises.tell_raiser_who),
    crisis.LeadTaken: (crises.hush,),
    crisis.UpdatePosted: (crises.hush, crises.tell_update),
    crisis.CrisisWentQuiet: (crises.ask_again,),
    crisis.CrisisResolved: (crises.end,),
}

FIRED: dict[str, Callable[[Session, Fired, Company], None]] = {
    "account": accounts.remind,
    "crisis": crises.fire,
}
"""By the kind of subject: what is said when a rung of its ladder is due."""


class Subscriptions:
    def __init__(self, company: Company) -> None:
        self._company = company

    def follow(self, session: Session, event: Event) -> None:
        """Everything that follows from `event`; one that is not on the page is a programming error."""
        for follows in FACTS[type(event)]:
            follows(session, event, self._company)

    def announce(self, session: Session, fired: Fired) -> None:
        FIRED[fired.subject.partition(":")[0]](session, fired, self._company)
