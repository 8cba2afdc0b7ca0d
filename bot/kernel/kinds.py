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
