"""What happens to the codes that people sign with; none of these facts holds one."""

from dataclasses import dataclass

from bot.kernel.events import Event, Named
from bot.signing.model import Signatory


@dataclass(frozen=True, kw_only=True)
class SigningEvent(Event):
    of: Named


class PinSet(SigningEvent):
    """A first one, or another one."""


class AuthenticatorConfirmed(SigningEvent):
    """Its first code was right."""


class SigningLocked(SigningEvent):
    """Too many wrong codes; `who` is whose Slack they came from."""


class CodesRemoved(SigningEvent):
    """An administrator took away somebody's PIN and authenticator, so that they set new ones."""


def named(signatory: Signatory) -> Named:
    """As the trail knows them."""
    return Named(signatory.subject)
