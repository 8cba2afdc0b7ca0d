"""What happens where a crisis is steered while it goes on."""

from dataclasses import dataclass

from bot.crises.facts import CrisisEvent, PeopleNamed
from bot.crises.states import Kind


class PeopleCalled(PeopleNamed):
    """By somebody, whatever the policy says."""

    kind = Kind.CALLED


@dataclass(frozen=True, kw_only=True)
class LeadGiven(PeopleNamed):
    """The one of its people leads it from now on; `before` led it until then, if anybody did."""

    kind = Kind.LEAD_GIVEN
    before: str


@dataclass(frozen=True, kw_only=True)
class CrisisRescored(CrisisEvent):
    """`before` is the colour that it had."""

    kind = Kind.RESCORED
    before: str


@dataclass(frozen=True, kw_only=True)
class VoiceGiven(PeopleNamed):
    """The one of its people speaks for the company from now on, and nobody else."""

    kind = Kind.VOICE


class AccountsAdded(CrisisEvent):
    """Its note says which."""

    kind = Kind.ACCOUNTS
