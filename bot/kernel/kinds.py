"""The kinds of account that there are: the registry, routes and cadences use the same words."""

from enum import StrEnum

from bot.kernel.text.lookalikes import plain


class Kind(StrEnum):
    CORPORATE = "corporate"
    BRAND = "brand"
    CUSTOMER_SERVICE = "customer service"
    EXECUTIVE = "executive"
    CAREERS = "careers"
    REGIONAL = "regional"
    DISEASE_AWARENESS = "disease awareness"
    CAMPAIGN = "campaign"


def kind_named(typed: str) -> Kind:
    """`Customer Service`, `customer_service`, `CustomerService account` alike; raises ValueError for no such kind."""
    letters = "".join(filter(str.isalpha, plain(typed))).removesuffix("account")
    if kind := _BY_LETTERS.get(letters):
        return kind
    raise ValueError(typed)


_BY_LETTERS = {each.replace(" ", ""): each for each in Kind}
