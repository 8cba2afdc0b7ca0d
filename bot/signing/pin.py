"""PINs: which are good enough, and their slow, salted hash."""

import hashlib
import hmac
import os
from dataclasses import dataclass, field

from bot.kernel.db import require_no_transaction
from bot.kernel.problems import Problems

FEWEST, MOST = 6, 12
RUN = "01234567890123456789"
NOT_THE_SAME = "This is not the same PIN."


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form says, typed twice."""

    new_pin: str = field(repr=False)
    again: str = field(repr=False)


def problem(pin: str) -> str:
    """Why it cannot be somebody's PIN; empty where it can."""
    if not (pin.isascii() and pin.isdigit() and FEWEST <= len(pin) <= MOST):
        return f"A PIN is {FEWEST} to {MOST} digits."
    if len(set(pin)) < 3 or pin in RUN or pin[::-1] in RUN:
        return "This PIN is easy to guess. Choose another."
    return ""


def hash_of(draft: Draft) -> str:
    """Before the transaction that keeps it; raises Invalid with a sentence for each field that cannot stand."""
    problems = Problems()
    problems.note("new_pin", problem(draft.new_pin))
    problems.note("again", "" if draft.new_pin == draft.again else NOT_THE_SAME)
    problems.refuse()
    return hashed(draft.new_pin)


def hashed(pin: str) -> str:
    """With a salt of its own: `salt:hash`, in hexadecimal digits."""
    salt = os.urandom(16)
    return f"{salt.hex()}:{_slow(pin, salt).hex()}"


def is_right(pin: str, of: str) -> bool:
    salt, _, expected = of.partition(":")
    return hmac.compare_digest(_slow(pin, bytes.fromhex(salt)), bytes.fromhex(expected))


def _slow(pin: str, salt: bytes) -> bytes:
    """As costly as RFC 7914 has it where somebody waits: 16 MB. Whoever tries here tries five times an hour.
    It takes long enough to keep others waiting who write: raises WithinTransaction.
    """
    require_no_transaction("a PIN is hashed")
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1)
