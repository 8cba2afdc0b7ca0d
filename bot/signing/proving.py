"""A code that somebody gives, looked at in transactions of its own: what is wrong stays counted, whatever is undone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.governance import Sign
from bot.kernel.act import Act
from bot.kernel.actor import Actor, Proof
from bot.kernel.db import Database
from bot.kernel.errors import Invalid
from bot.signing import pin, totp, tries
from bot.signing.facts import SigningLocked, named
from bot.signing.model import Signatory, held
from bot.signing.totp import Authenticators

WRONG = {Sign.PIN: "This is not your PIN.", Sign.TOTP: "This is not the code in your app now."}
USED = "This code was used already. Wait for the next one."
LOCKED = "Five wrong codes: wait for an hour."


@dataclass(frozen=True, slots=True)
class Given:
    """`key` is the gesture's own: delivered again, a code counts again."""

    way: Sign
    code: str = field(repr=False)
    key: str


def prove(
    database: Database, who: Actor, given: Given, authenticators: Authenticators, *, now: datetime, period: timedelta
) -> Proof:
    """Raises Invalid where it is not theirs, was used, or where too many were wrong."""
    number, pin_hash, secret = _counted(database, who, given, authenticators, now)
    step = totp.step_of(secret, given.code, now) if secret else None
    is_right = pin.is_right(given.code, pin_hash) if pin_hash else step is not None
    with database.transaction() as session:
        signatory = held(session, who.id)
        is_used = is_right and not pin_hash and not _is_new(signatory, step, given.key)
        if is_right and not is_used:
            tries.forgive(signatory)
            signatory.last_step, signatory.last_key = step or signatory.last_step, given.key
        elif number == tries.MOST:
            signatory.distrust()
            Act(session, who, now).record(SigningLocked, of=named(signatory))
    if is_right and not is_used:
        return Proof(given.way, now, now + period)
    left = tries.MOST - number
    why = USED if is_used else WRONG[given.way]
    raise Invalid({given.way: f"{why} {_left(left)}" if left else LOCKED})


def _counted(
    database: Database, who: Actor, given: Given, authenticators: Authenticators, now: datetime
) -> tuple[int, str, bytes]:
    """Which try it is, and what the code is held against: the PIN's hash, or the authenticator's secret."""
    with database.transaction() as session:
        signatory = held(session, who.id)
        if not signatory.has(given.way):
            raise Invalid({given.way: "You have none yet."})
        if tries.is_locked(signatory, now):
            raise Invalid({given.way: LOCKED})
        number = tries.count(signatory, now)
        if given.way is Sign.PIN:
            return number, signatory.pin or "", b""
        return number, "", authenticators.secret(who.id, signatory.seed or "")


def _is_new(signatory: Signatory, step: int | None, key: str) -> bool:
    """Neither it nor a later one was used, but by this very gesture."""
    last = signatory.last_step
    return step is None or last is None or step > last or (step == last and key == signatory.last_key)


def _left(number: int) -> str:
    return "One try is left." if number == 1 else f"{number} tries are left."
