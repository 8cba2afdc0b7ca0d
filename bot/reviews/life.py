"""What a review brings into the life of what is reviewed, and who may decide in it."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import TypeVar

from bot.kernel.act import Act
from bot.kernel.lifecycle import Part, Permission, Row, roles_held
from bot.reviews.course import reviewer_of
from bot.reviews.model import Reviewed

M = TypeVar("M", bound=Reviewed)
S = TypeVar("S", bound=StrEnum)


class Deed(StrEnum):
    """What is done in a review. The words complete “nobody can … it now”."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request changes to"
    REJECT = "reject"
    ASK = "ask about"
    ANSWER = "answer questions about"


DECISIONS = frozenset({Deed.APPROVE, Deed.REQUEST_CHANGES, Deed.REJECT, Deed.ASK})
"""What whoever is waited for can do: decide, or ask first."""

STAGE = Part[Reviewed](
    "the reviewers of its stage", lambda act, its: bool(roles_held(act, its.review.stage_rules.roles, its))
)


def rows(*, in_review: S, sent_back: S, rejected: S, answers: Permission[M]) -> Iterator[Row[M, S, Deed]]:
    """Of the life of a matter that is reviewed; `answers`: who answers what reviewers ask. What follows once all have
    approved is the matter's own.
    """
    yield Row(Deed.APPROVE, {in_review: in_review}, decide(Deed.APPROVE))
    yield Row(Deed.REQUEST_CHANGES, {in_review: sent_back}, decide(Deed.REQUEST_CHANGES))
    yield Row(Deed.REJECT, {in_review: rejected}, decide(Deed.REJECT))
    yield Row(Deed.ASK, {in_review: in_review}, decide(Deed.ASK))
    yield Row(Deed.ANSWER, {in_review: in_review}, answers)


@cache
def decide(deed: Deed) -> Permission[Reviewed]:
    def because(_: Act, its: Reviewed) -> str:
        stage = its.review.stage_rules
        wanted = " or ".join(f"the {reviewer_of(role)}" for role in stage.roles)
        return f"In the stage “{stage.name}” only {wanted} can {deed} {its.label}."

    return Permission(f"{deed} {{.label}}", (STAGE,), because=because)
