"""What the form and a row of a sheet say about a product."""

from dataclasses import dataclass

LONGEST = {"name": 100, "local_names": 1000, "markets": 1000, "statements": 3000, "safety": 3000, "help": 3000}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """As it was typed, before anybody looked at it. Several names or markets are separated by commas, semicolons or
    lines; words that must be said are one a line, `CH de: …`.
    """

    name: str = ""
    local_names: str = ""
    markets: str = ""
    prescription: str = ""
    """Yes, no, or what spreadsheets write for them."""
    statements: str = ""
    safety: str = ""
    help: str = ""
