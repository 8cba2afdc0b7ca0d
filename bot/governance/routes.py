"""The reviews that posts and other matters go through, and the products whose names decide which."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, field_validator

from bot.governance.section import Section
from bot.kernel.durations import Duration
from bot.kernel.kinds import Kind
from bot.kernel.locales import market


class Reviewable(StrEnum):
    """What may be reviewed."""

    POST = "post"
    STATEMENT = "statement"
    ANSWER = "answer"
    PLAN = "plan"
    AD = "ad"
    GUIDELINE = "guideline"
    GOVERNANCE = "governance"
    """The governance file itself."""
    CRISIS_REVIEW = "crisis review"
    """The after-action review of a crisis."""


class Sign(StrEnum):
    """What a decision asks for besides being logged in to Slack: nothing, a PIN, or an authenticator's code."""

    CLICK = "click"
    PIN = "pin"
    TOTP = "totp"


class Stage(Section):
    """One step of a review: who decides, whether one of each role suffices, and how long it may take."""

    name: str
    roles: list[str] = Field(min_length=1)
    decide: Literal["any", "all"] = "all"
    within: Duration = timedelta(days=2)
    sign: Sign | None = None
    """As its route says, where it is left out."""

    @field_validator("roles")
    @classmethod
    def _each_is_asked_once(cls, roles: list[str]) -> list[str]:
        if twice := sorted({role for role in roles if roles.count(role) > 1}):
            raise ValueError(f"names {', '.join(twice)} twice: keep one")
        return roles


class Product(Section):
    """A product of the company's, and how else it is written: local names, other alphabets."""

    name: str
    local_names: list[str] = Field(default=[])

    @field_validator("name", "local_names")
    @classmethod
    def _can_be_found(cls, names: str | list[str]) -> str | list[str]:
        for name in [names] if isinstance(names, str) else names:
            if not any(letter.isalnum() for letter in name):
                raise ValueError(f"{name!r} has no letter")
        return names


class Route(Section):
    """What goes this way (an empty condition fits everything), and through which stages, in order."""

    name: str
    of: list[Reviewable] = Field(default=[Reviewable.POST], min_length=1)
    markets: list[str] = Field(default=[])
    """ISO 3166, or `global`."""
    kinds: list[Kind] = Field(default=[])
    names_product: bool | None = None
    products: list[str] = Field(default=[])
    """By name: posts that name one of these, whatever else they name."""
    same_person: Literal["allowed", "refused"] = "refused"
    """Whether one person who holds several of its roles may give several of its approvals."""
    sign: Sign = Sign.CLICK
    stages: list[Stage] = Field(min_length=1)

    @field_validator("markets", mode="before")
    @classmethod
    def _exist(cls, markets: Any) -> Any:
        return [read_market(each) for each in markets] if isinstance(markets, list) else markets

    def covers(self, other: "Route") -> bool:
        """Whether whatever fits the conditions of `other` fits these too."""
        return (
            (not self.markets or (bool(other.markets) and set(other.markets) <= set(self.markets)))
            and (not self.kinds or (bool(other.kinds) and set(other.kinds) <= set(self.kinds)))
            and self.names_product in {None, other.names_product, True if other.products else None}
            and (not self.products or (bool(other.products) and all(map(self.asks_about, other.products))))
        )

    @property
    def fits_everything(self) -> bool:
        """Of the kinds that it is for."""
        return not self.markets and not self.kinds and not self.products and self.names_product is None

    def fits(self, *, market: str, kind: str, names_product: bool, products: Collection[str] = ()) -> bool:
        return (
            (not self.markets or market in self.markets)
            and (not self.kinds or kind in self.kinds)
            and self.names_product in {None, names_product}
            and (not self.products or any(map(self.asks_about, products)))
        )

    def asks_about(self, product: str) -> bool:
        return product.casefold() in {each.casefold() for each in self.products}


def read_market(written: Any) -> str:
    """Its code; raises ValueError where it is none."""
    if isinstance(written, bool):
        raise ValueError('write Norway as "NO", with quotes')
    try:
        return market(str(written))
    except ValueError as error:
        raise ValueError(f"{written!r} is no country such as CH, nor global") from error
