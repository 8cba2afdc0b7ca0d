"""Authenticators: one-time passwords by time (RFC 6238, SHA-1, six digits, 30 seconds), which every such app knows."""

import base64
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlencode

from bot.kernel.errors import Refused

DIGITS, PERIOD_S = 6, 30
NO_KEY = "Codes of authenticators (`sign: totp`) need a key: set SECRET_KEY."


def new_seed() -> str:
    return secrets.token_hex(20)


@dataclass(frozen=True)
class Authenticators:
    """What makes their secrets, so that none is kept: `key` is the deployment's own, or empty."""

    key: str = field(repr=False)

    def secret(self, person: str, seed: str) -> bytes:
        if not self.key:
            raise Refused(NO_KEY)
        return hmac.digest(self.key.encode(), f"authenticator:{person}:{seed}".encode(), "sha256")[:20]


def step_of(secret: bytes, typed: str, at: datetime) -> int | None:
    """The period whose code that is: this one, or for slow hands and other clocks the one before or after."""
    now = int(at.timestamp()) // PERIOD_S
    code = "".join(typed.split())
    right = (step for step in (now, now - 1, now + 1) if hmac.compare_digest(code_of(secret, step), code.encode()))
    return next(right, None)


def code_of(secret: bytes, step: int, digits: int = DIGITS) -> bytes:
    digest = hmac.digest(secret, step.to_bytes(8), "sha1")
    first = digest[-1] & 0xF
    number = int.from_bytes(digest[first : first + 4]) & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits).encode()


def written(secret: bytes) -> str:
    """In groups of four, as people type it into their app."""
    return " ".join(_groups(base64.b32encode(secret).decode()))


def uri(secret: bytes, name: str, company: str) -> str:
    """What apps read from a link or a picture."""
    about = urlencode({"secret": base64.b32encode(secret).decode(), "issuer": company}, quote_via=quote)
    return f"otpauth://totp/{quote(company, safe='')}:{quote(name, safe='')}?{about}"


def _groups(text: str) -> Iterator[str]:
    return (text[first : first + 4] for first in range(0, len(text), 4))
