"""What asks somebody whether accounts are still right."""

from collections.abc import Iterator

from bot.attestation import blocks, queries
from bot.attestation.model import Attestation
from bot.company import Company
from bot.governance.settings import ATTESTATION
from bot.kernel import escalation
from bot.kernel.act import Act
from bot.kernel.views.asks import Ask
from bot.kernel.views.blocks import actions, section


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """The owner at once, a backup once the policy has come to them."""
    attestations = queries.asking(act.session, act.who.id)
    words = escalation.words_by_now(act.session, [each.subject for each in attestations], ATTESTATION)
    for each in attestations:
        if act.who.id == each.owner or "backup" in words.get(each.subject, ()):
            yield _ask(act, each)


def _ask(act: Act, attestation: Attestation) -> Ask:
    waiting = [line for line in attestation.shown_to(act.who.id) if line.is_waiting]
    row, show = blocks.row(attestation, waiting), blocks.show(attestation)
    return Ask(row, show, lambda: [section(row), actions(show)])
