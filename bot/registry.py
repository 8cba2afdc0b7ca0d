"""What follows from what happens to accounts."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot import crossings
from bot.accounts import facts as account
from bot.accounts import handover, silence
from bot.accounts import reactions as accounts
from bot.attestation import facts as attested
from bot.attestation import reactions as attesting
from bot.attestation.model import KIND as ATTESTATION
from bot.company import Company
from bot.kernel.events import Event

FACTS: dict[type[Event], tuple[Callable[[Session, Any, Company], None], ...]] = {
    account.AccountProposed: (accounts.show_to_deciders,),
    account.AccountApproved: (accounts.tell_decision, silence.watch),
    account.AccountDeclined: (accounts.tell_decision,),
    account.AccountImported: (silence.watch,),
    account.SheetImported: (),
    account.SheetExported: (accounts.send_registry,),
    account.PostLogged: (silence.end, silence.watch, crossings.settle_slot),
    account.AccountFellSilent: (),
    account.AccountSnoozed: (silence.hush_until,),
    account.AccountWoken: (silence.ask_again,),
    account.AccountRetired: (
        silence.stop_watching,
        crossings.cancel_slots,
        crossings.tell_authors,
        attesting.ask_no_more,
    ),
    account.AccountTakenOver: (handover.settle, attesting.ask_no_more),
    attested.AccountAttested: (attesting.show_answer,),
    account.HashtagRegistered: (),
    account.HashtagTakenOver: (handover.settle,),
}

REMINDED = {"account": silence.remind, ATTESTATION: attesting.remind}
"""By the kind of subject, as the page of subscriptions has them."""
