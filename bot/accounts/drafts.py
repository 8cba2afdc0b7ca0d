"""What a registration form or a row of a sheet says, and how long it may be."""

from dataclasses import dataclass

LONGEST_TEXT = 500
LONGEST = {
    "name": 80,
    "purpose": LONGEST_TEXT,
    "audience": 150,
    "market": 60,
    "languages": 100,
    "business_unit": 100,
    "brand": 100,
    "why": LONGEST_TEXT,
    "insistence": LONGEST_TEXT,
}
"""So many characters of each a form takes, and a sheet; handles and numbers have rules of their own."""


@dataclass(kw_only=True)
class Draft:
    """Before anybody looked at it; languages and market as typed."""

    network: str = ""
    handle: str = ""
    kind: str = ""
    purpose: str = ""
    audience: str = ""
    market: str = ""
    languages: str = ""
    business_unit: str = ""
    owner: str = ""
    backup: str = ""
    cadence: str = ""
    """Days that may pass between two posts; empty leaves it to the kind."""
    why: str = ""
    brand: str = ""
    name: str = ""
    publisher: str = ""
    deputy: str = ""
    channel: str = ""
    insistence: str = ""
    """Why a campaign needs an account of its own after all."""
