"""What a form says about a post, before anybody looked at it."""

from dataclasses import dataclass
from datetime import datetime


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
    names_product: bool = False
    no_claim: str = ""
    initials: str = ""
