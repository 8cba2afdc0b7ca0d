"""The kinds of account that there are: the registry, routes and cadences use the same words."""

from enum import StrEnum


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
    """`Customer Service` and `customer_service` alike; raises ValueError for no such kind."""
    try:
        return Kind(" ".join(typed.replace("_", " ").replace("-", " ").casefold().split()))
    except ValueError as error:
        raise ValueError(typed) from error
