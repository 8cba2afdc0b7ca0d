"""What is different where a crisis is a drill: who is called, by which ways and when, and that it counts as none."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement

from bot.company import Company
from bot.crises.model import Crisis
from bot.kernel.escalation import Policy
from bot.kernel.escalation.policy import OTHER_WAY_AFTER
from bot.kernel.outbox.tables import Urgency

REAL: ColumnElement[bool] = Crisis.drill.is_(False)
"""For all that counts, lists or offers crises."""


def policy_of(crisis: Crisis, policy: Policy) -> Policy:
    """The same levels; a drill is not urgent."""
    if not crisis.drill:
        return policy
    calm = {"urgency": Urgency.ROUTINE, "other_way_after": None}
    return Policy.model_validate(policy.as_json | calm)


def called(crisis: Crisis, people: Sequence[str]) -> list[str]:
    """Of those whom a policy means, whoever takes part; where none of them does, all who do."""
    if not crisis.drill:
        return list(people)
    return [each for each in people if each in crisis.players] or list(crisis.players)


def asked_now(crisis: Crisis, people: Iterable[str], company: Company, at: datetime) -> list[str]:
    """Out of their working hours nobody is disturbed by a drill who did not agree to that."""
    if not crisis.drill:
        return list(people)
    return [each for each in people if crisis.players.get(each) or company.is_at_work(each, at)]


def may_be_alerted(crisis: Crisis, people: Iterable[str]) -> list[str]:
    """By other ways than Slack."""
    return [each for each in people if not crisis.drill or crisis.players.get(each)]


def waits_for_slack(crisis: Crisis, usual: timedelta | None) -> timedelta | None:
    """Until somebody who agreed is alerted."""
    return OTHER_WAY_AFTER if crisis.drill else usual
