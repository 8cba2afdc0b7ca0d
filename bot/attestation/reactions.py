"""What follows from the questions of a quarter: who is asked, and what they see once something is answered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.accounts.facts import AccountRetired, AccountTakenOver
from bot.attestation import blocks, cards, queries, service
from bot.attestation.facts import AccountAttested
from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.act import Act, after
from bot.kernel.errors import TooLate
from bot.kernel.escalation import Fired
from bot.kernel.outbox import homes


def remind(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of its policy. The owner gets all of it in a message, those after the owner a row each."""
    attestation = queries.if_free(session, fired.subject.number)
    if attestation is None:
        raise TooLate(f"{fired.subject} is being changed just now")  # its level is said a minute later
    named = {"owner": [attestation.owner], "backup": [line.account.backup for line in attestation.waiting]}
    there = company.at(session, attestation)
    asked = company.asked(fired, lambda whom: there.resolve(whom, named))
    homes.change(session, asked.people, at=fired.when)
    for reader in asked.people:
        message = blocks.card(attestation, attestation.shown_to(reader), company.rules.attestation.profile)
        asks = escalation.remind(fired, reader, cards.path(attestation), attestation.name, message, asked.why)
        yield replace(asks, is_alone=reader == attestation.owner)


def show_answer(session: Session, event: AccountAttested, company: Company) -> None:
    """To all who were asked about that account."""
    session.flush()
    _go_on(after(session, event), queries.answered_in(session, event.of.id, event.quarter), company)


def ask_no_more(session: Session, event: AccountRetired | AccountTakenOver, company: Company) -> None:
    """About what is retired nobody is asked, and about what another owns that one is (`looking.py`)."""
    session.flush()
    _go_on(after(session, event), queries.open_about(session, [event.of.id]), company)


def _go_on(act: Act, numbers: Sequence[int], company: Company) -> None:
    for number in numbers:
        attestation = queries.held(act.session, number)
        service.let_go(act, attestation)
        cards.show(act, attestation, company)
