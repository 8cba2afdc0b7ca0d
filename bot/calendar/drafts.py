"""What the form says that plans a slot."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(kw_only=True)
class Draft:
    """As it was typed, before anybody looked at it."""

    day: date | None
    time: time | None
    zone: str
    repeats: str
    rule: str
    theme: str
    content_type: str
    content: str
    maker: str
