"""Who holds a role, and where: the entries under `roles`, the regions, and which hub an account belongs to."""

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from bot.governance.roles import EVERYONE
from bot.governance.routes import read_market
from bot.governance.section import Section
from bot.kernel.kinds import Kind
from bot.kernel.scope import Scope

Markets = Annotated[
    list[str], BeforeValidator(lambda each: [read_market(one) for one in each] if isinstance(each, list) else each)
]


class OperatingModel(StrEnum):
    """Whom an account has as its community manager: one for all, or that of its region or brand."""

    ONE = "one hub"
    REGIONS = "hub per region"
    BRANDS = "hub per brand"


class Entry(Section):
    """These people hold the role where all its conditions are met; an empty one always is."""

    who: list[str] = Field(min_length=1)
    deputy: list[str] = Field(default=[])
    """Asked when everybody in `who` is gone."""
    markets: Markets = Field(default=[])
    regions: list[str] = Field(default=[])
    brands: list[str] = Field(default=[])
    kinds: list[Kind] = Field(default=[])

    @property
    def members(self) -> list[str]:
        return [*self.who, *self.deputy]

    @property
    def conditions(self) -> dict[str, list[str]]:
        """By the field of a scope that each is about."""
        given = {
            "market": self.markets,
            "region": self.regions,
            "brand": self.brands,
            "kind": list(map(str, self.kinds)),
        }
        return {field: values for field, values in given.items() if values}

    def fits(self, scope: Scope) -> bool:
        return all(
            getattr(scope, field).casefold() in map(str.casefold, values) for field, values in self.conditions.items()
        )

    @field_validator("who", "deputy")
    @classmethod
    def _are_ids(cls, members: list[str]) -> list[str]:
        for member in members:
            if member != EVERYONE and member[:1] not in {"U", "W", "S"}:
                raise ValueError(f"{member!r} is no person (U…), user group (S…) or everyone")
        return members

    @field_validator("deputy")
    @classmethod
    def _is_somebody(cls, members: list[str]) -> list[str]:
        if EVERYONE in members:
            raise ValueError("everyone cannot be a deputy")
        return members


def _entries(written: Any) -> Any:
    """A plain list of people is one entry without conditions."""
    is_plain = isinstance(written, list) and written and not any(isinstance(each, dict) for each in written)
    return [{"who": written}] if is_plain else written


def _role(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name == EVERYONE:
        raise ValueError(f"{name!r} cannot be a role: write small letters, digits and _")
    return name


RoleName = Annotated[str, AfterValidator(_role)]
Entries = Annotated[list[Entry], BeforeValidator(_entries)]
