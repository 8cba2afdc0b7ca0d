"""Who may decide in a review."""

from enum import StrEnum
from functools import cache

from bot.kernel.act import Act
from bot.kernel.lifecycle import Part, Permission, roles_held
from bot.reviews.course import reviewer_of
from bot.reviews.model import Reviewed


class Deed(StrEnum):
    """What is done in a review; a context's own actions have the same words."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request changes to"
    REJECT = "reject"
    ASK = "ask about"


STAGE = Part[Reviewed](
    "the reviewers of its stage", lambda act, its: bool(roles_held(act, its.review.stage_rules.roles, its))
)


@cache
def decide(verb: str) -> Permission[Reviewed]:
    """`verb` completes “only … can …”: what is decided."""

    def because(_: Act, its: Reviewed) -> str:
        stage = its.review.stage_rules
        wanted = " or ".join(f"the {reviewer_of(role)}" for role in stage.roles)
        return f"In the stage “{stage.name}” only {wanted} can {verb} {its.label}."

    return Permission(f"{verb} {{.label}}", (STAGE,), because=because)
