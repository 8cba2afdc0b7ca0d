"""An answer from an address that several read: somebody there says to be one person, who has the word in Slack."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.crises.model import Action, AnswerClaimed, ClaimDenied, ClaimLapsed, Crisis
from bot.crises.telling import tell
from bot.kernel.actor import SYSTEM, Actor
from bot.kernel.errors import Forbidden, TooLate


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`person` and `name` are who somebody says to be, `address` is where, such as “the crisis lead's address”; `until`
    is when people are asked again.
    """

    person: str
    name: str
    whose: str
    address: str
    until: datetime


def claim(session: Session, when: datetime, crisis: Crisis, claimed: Claim, how: str) -> None:
    """The crisis stays open; `how` is for the trail. Raises TooLate where nobody is waited for."""
    crisis.check(Action.ACKNOWLEDGE)
    crisis.claimed_by, crisis.claimed_name = claimed.person, claimed.name
    crisis.claimed_from, crisis.claimed_until = claimed.address, claimed.until
    who = Actor(id=f"address:{claimed.whose}", name=f"Somebody at {claimed.address}, who says to be {claimed.name}")
    tell(session, AnswerClaimed, who, when, crisis, f"{claimed.person} {claimed.address}", note=how)


def deny(session: Session, who: Actor, when: datetime, crisis: Crisis) -> None:
    """“That was not me.” Raises Forbidden for anybody else, TooLate where nothing is waited for."""
    if not crisis.claimed_by:
        raise TooLate(f"Nobody waits for this any more. `/crisis show {crisis.id}` tells where {crisis.label} stands.")
    if crisis.claimed_by != who.id:
        raise Forbidden(f"Only {crisis.claimed_name} can say so. If you know better, tell the war room.")
    crisis.drop_claim()
    tell(session, ClaimDenied, who, when, crisis)


def lapse(session: Session, when: datetime, crisis: Crisis) -> None:
    """Nobody confirmed it in time."""
    person = crisis.claimed_by
    crisis.drop_claim()
    tell(session, ClaimLapsed, SYSTEM, when, crisis, person)
