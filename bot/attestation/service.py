"""What can be done with the questions of a quarter."""

from collections.abc import Collection, Iterable, Sequence

from bot.accounts.model import Account, Status
from bot.attestation.facts import AccountAttested
from bot.attestation.life import LIFE, Action
from bot.attestation.model import Answered, Attestation, AttestationLine, State
from bot.kernel.act import Act
from bot.kernel.errors import Forbidden, TooLate

NOTHING_LEFT = "All of them are answered already. See `/account list owner:me`."


def ask(act: Act, quarter: str, owner: str, accounts: Iterable[Account], before: Attestation | None) -> Attestation:
    """Somebody is asked about these, besides what they were asked this quarter."""
    attestation = before or Attestation(quarter=quarter, owner=owner, asked_at=act.when)
    attestation.state = State.OPEN
    act.session.add(attestation)
    known = {line.account_id: line for line in attestation.lines}
    for account in accounts:
        line = known.get(account.id) or AttestationLine(account=account, quarter=quarter, attestation=attestation)
        line.answer, line.lacks = Answered.WAITING, []
        act.session.add(line)
    act.session.flush()
    return attestation


def confirm(act: Act, line: AttestationLine, lacks: Sequence[str] = ()) -> None:
    """It is still right; `lacks` is what its profile does not say."""
    LIFE.require(act, line, Action.CONFIRM)
    _confirm(act, line, lacks)


def confirm_all(act: Act, attestation: Attestation, seen: Collection[int]) -> None:
    """Those of the lines that this person saw, that wait, and that are theirs to confirm."""
    waiting = [line for line in attestation.waiting if line.id in seen]
    if not waiting:
        raise TooLate(NOTHING_LEFT)
    mine = [line for line in waiting if LIFE.allows(act, line, Action.CONFIRM)]
    if not mine:
        LIFE.require(act, waiting[0], Action.CONFIRM)
        raise Forbidden(NOTHING_LEFT)
    for line in mine:
        _confirm(act, line, ())


def _confirm(act: Act, line: AttestationLine, lacks: Sequence[str]) -> None:
    _answer(act, line, Action.CONFIRM)
    line.lacks = [*lacks]
    act.record(AccountAttested, of=line.account, quarter=line.quarter, lacks=tuple(lacks))


def let_go(act: Act, attestation: Attestation) -> None:
    """Of what waits: who owns it no more is not asked, nor is anybody about what is retired."""
    for line in attestation.waiting:
        if line.account.status not in (Status.ACTIVE, Status.DORMANT):
            _answer(act, line, Action.RETIRE)
        elif line.account.owner != attestation.owner:
            _answer(act, line, Action.HAND_ON)


def lapse(act: Act, attestation: Attestation) -> None:
    """A newer quarter asks."""
    for line in attestation.waiting:
        _answer(act, line, Action.LAPSE)


def _answer(act: Act, line: AttestationLine, action: Action) -> None:
    LIFE.move(line, action)
    line.answered_by, line.answered_at = act.who.id, act.when
