"""The roles that a company gives to its people."""

from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    COMMUNITY_MANAGER = "community_manager"
    AUTHOR = "author"
    MEDICAL = "medical"
    LEGAL = "legal"
    REGULATORY = "regulatory"
    BRAND = "brand"
    CRISIS_LEAD = "crisis_lead"
    SPOKESPERSON = "spokesperson"
    LEADERSHIP = "leadership"
    DRUG_SAFETY = "drug_safety"


ROLES: tuple[str, ...] = tuple(Role)
EVERYONE = "everyone"
"""Stands in a role's list for each full member of the company's own workspace."""
NEEDED = (Role.ADMINISTRATOR, Role.COMMUNITY_MANAGER)
"""Without somebody in each of these nobody hears what Concord cannot do by itself."""
FOR_EVERYONE = (Role.AUTHOR,)
"""Roles that each full member may hold; holders of all others sign, decide or are asked by name."""


def is_group(member: str) -> bool:
    """Whether Slack calls a user group so, and no person."""
    return member.startswith("S")
