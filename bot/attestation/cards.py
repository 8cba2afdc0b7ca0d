"""The message that asks, as it is now."""

from bot.attestation import blocks
from bot.attestation.model import Attestation, State
from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.act import Act
from bot.kernel.outbox import homes


def show(act: Act, attestation: Attestation, company: Company) -> None:
    """As it is now, to each who was asked; who has nothing left is asked no more."""
    session, at, waiting = act.session, act.when, attestation.waiting
    if not waiting and attestation.state == State.OPEN:
        attestation.state = State.ENDED
        escalation.stop(session, subject=attestation.subject, why="answered")
    readers = outbox.readers(session, path=path(attestation))
    homes.change(session, {*readers, attestation.owner}, at=at)
    for reader in readers:
        own = attestation.shown_to(reader)
        message = blocks.card(attestation, own, company.rules.attestation.profile)
        is_last = not any(line.is_waiting for line in own)
        outbox.settle(session, path=f"{path(attestation)}:{reader}", message=message, at=at, is_last=is_last)


def path(attestation: Attestation) -> str:
    """All that asks it."""
    return f"{attestation.subject}:still-right"
