"""What a registration form or a row of a sheet says."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Draft:
    """Before anybody looked at it; languages and market as typed."""

    network: str
    handle: str
    kind: str
    purpose: str
    audience: str
    market: str
    languages: str
    business_unit: str
    owner: str
    backup: str
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
