"""An answer from an address that several read: somebody there says to be one person, who has the word in Slack."""

from dataclasses import dataclass
from datetime import datetime

from bot.crises.facts import AnswerClaimed, ClaimDenied, ClaimLapsed, tell
from bot.crises.life import DENY, LIFE, Action
from bot.crises.model import Crisis
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`person` and `name` are who somebody says to be, `address` is where, such as “the crisis lead's address”, and
    `whose` what the governance file calls it; `until` is when people are asked again.
    """

    person: str
    name: str
    whose: str
    address: str
    until: datetime

    @property
    def somebody(self) -> Actor:
        """Who makes it, as far as anybody knows."""
        return Actor(id=f"address:{self.whose}", name=f"Somebody at {self.address} who says they are {self.name}")


def claim(act: Act, crisis: Crisis, claimed: Claim, how: str) -> None:
    """The crisis stays open; `how` is for the trail. Raises TooLate where nobody is waited for."""
    LIFE.check(crisis, Action.ACKNOWLEDGE)
    crisis.claimed_by, crisis.claimed_name = claimed.person, claimed.name
    crisis.claimed_from, crisis.claimed_until = claimed.address, claimed.until
    tell(act, AnswerClaimed, crisis, how, person=claimed.person, address=claimed.address)


def deny(act: Act, crisis: Crisis) -> None:
    """“That was not me.” Raises Forbidden for anybody else, TooLate where nothing is waited for."""
    if not crisis.claimed_by:
        raise TooLate(f"{crisis.label} needs no answer now. See `/crisis show {crisis.id}`.")
    DENY.require(act, crisis)
    drop(crisis)
    tell(act, ClaimDenied, crisis)


def drop(crisis: Crisis) -> None:
    """Nobody claims to have answered it any more."""
    crisis.claimed_by = crisis.claimed_name = crisis.claimed_from = ""
    crisis.claimed_until = None


def lapse(act: Act, crisis: Crisis) -> None:
    """Nobody confirmed it in time."""
    person = crisis.claimed_by
    drop(crisis)
    tell(act, ClaimLapsed, crisis, person=person)
