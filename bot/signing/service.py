"""What people do with the codes that they sign with, and what a signature rests on."""

from datetime import datetime

from bot.governance import Sign
from bot.kernel.act import Act
from bot.kernel.errors import Invalid, Refused, TooLate
from bot.signing import totp
from bot.signing.facts import AuthenticatorConfirmed, CodesRemoved, PinSet, named
from bot.signing.life import REMOVE
from bot.signing.model import Signatory, held
from bot.signing.proving import WRONG
from bot.signing.totp import Authenticators

CODE_AGAIN = "Your code is needed again. Press the button once more."
NONE_YET = {
    Sign.PIN: "This needs your PIN: `/social pin` sets one.",
    Sign.TOTP: "This needs your authenticator: `/social authenticator` sets one up.",
}


def has(act: Act, way: Sign) -> bool:
    """Whether this person could give such a code."""
    signatory = act.session.get(Signatory, act.who.id)
    return signatory is not None and signatory.has(way)


def needs_code(act: Act, way: Sign) -> bool:
    """Whether this person's next signature asks for one; raises Refused where they have none to give."""
    if way is Sign.CLICK:
        return False
    signatory = act.session.get(Signatory, act.who.id)
    if signatory is None or not signatory.has(way):
        raise Refused(NONE_YET[way])
    return not signatory.is_trusted(way, act.when)


def sign(act: Act, way: Sign) -> datetime | None:
    """When the code was given that this signature rests on, None for a click. The first of a period comes with it."""
    if way is Sign.CLICK:
        return None
    signatory = held(act.session, act.who.id)
    proof = act.who.proof
    if proof and proof.way == way:
        signatory.way, signatory.given_at, signatory.trusted_until = way, proof.given_at, proof.until
    elif not signatory.is_trusted(way, act.when):
        raise TooLate(CODE_AGAIN)
    return signatory.given_at


def set_pin(act: Act, pin_hash: str) -> None:
    """As `pin.hash_of` makes it; whoever has one already has given that."""
    signatory = held(act.session, act.who.id)
    _require_own(act, signatory, Sign.PIN)
    signatory.pin = pin_hash
    signatory.distrust()
    act.record(PinSet, of=named(signatory))


def begin_authenticator(act: Act, authenticators: Authenticators) -> bytes:
    """The secret of a new one, which counts once its first code was right; nobody is shown it again."""
    signatory = held(act.session, act.who.id)
    signatory.next_seed = totp.new_seed()
    return authenticators.secret(act.who.id, signatory.next_seed)


def confirm_authenticator(act: Act, authenticators: Authenticators, code: str) -> None:
    """Its first code; whoever has one already has given that one's, too."""
    signatory = held(act.session, act.who.id)
    _require_own(act, signatory, Sign.TOTP)
    if not signatory.next_seed:
        raise TooLate("This was confirmed already. `/social authenticator` sets up another one.")
    step = totp.step_of(authenticators.secret(act.who.id, signatory.next_seed), code, act.when)
    if step is None:
        raise Invalid({"first_code": WRONG[Sign.TOTP]})
    signatory.seed, signatory.next_seed, signatory.last_step = signatory.next_seed, None, step
    signatory.distrust()
    act.record(AuthenticatorConfirmed, of=named(signatory))


def remove(act: Act, person: str) -> None:
    """They set new ones."""
    signatory = held(act.session, person)
    REMOVE.require(act, signatory)
    signatory.pin = signatory.seed = signatory.next_seed = None
    signatory.distrust()
    act.record(CodesRemoved, of=named(signatory))


def _require_own(act: Act, signatory: Signatory, way: Sign) -> None:
    if signatory.has(way) and not (act.who.proof and act.who.proof.way == way):
        raise TooLate(CODE_AGAIN)
