"""What a form says about a post, before anybody looked at it."""

from dataclasses import dataclass
from datetime import datetime

ANOTHER = "another"
"""Chosen for a product that Concord does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Media one a line, `name | alt text`."""

    text: str
    objective: str
    content_type: str
    title: str = ""
    link: str = ""
    media: str = ""
    planned_at: datetime | None = None
    funnel: str = ""
    source: str = ""
    permission: str = ""
    products: tuple[str, ...] = ()
    """By name, or ANOTHER."""
    no_claim: str = ""
    initials: str = ""
