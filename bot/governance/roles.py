"""The roles that a company gives to its people."""

from typing import Literal, get_args

Role = Literal[
    "administrator",
    "community_manager",
    "author",
    "medical",
    "legal",
    "regulatory",
    "brand",
    "crisis_lead",
    "spokesperson",
    "leadership",
    "drug_safety",
]
ROLES: tuple[str, ...] = get_args(Role)
EVERYONE = "everyone"
"""Stands in a role's list for each full member of the company's own workspace."""
NEEDED = ("administrator", "community_manager")
"""Without somebody in each of these nobody hears what Concord cannot do by itself."""
FOR_EVERYONE = ("author",)
"""Roles that each full member may hold; holders of all others sign, decide or are asked by name."""
