"""What networks allow to some of the company's accounts beyond the usual."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidatorFunctionWrapHandler, field_validator

from bot import networks
from bot.governance.section import Section
from bot.networks import X_LONG_LIMIT, Handle, HandleError, Network

LONGEST_POST = 1_000_000


def _on_x(name: str) -> str:
    try:
        return networks.parse(Network.X, name).handle
    except HandleError as error:
        raise ValueError(error.sentence.rstrip(".")) from error


def _instance(host: str) -> str:
    try:
        return networks.instance(host)
    except HandleError as error:
        raise ValueError(f"{host!r} is no instance such as mastodon.social") from error


class Allowances(Section):
    """Accounts on X that may write long posts, and instances of Mastodon with the characters that each takes."""

    x: list[Annotated[str, AfterValidator(_on_x)]] = Field(default=[])
    mastodon: dict[
        Annotated[str, AfterValidator(_instance)], Annotated[int, Field(strict=True, ge=1, le=LONGEST_POST)]
    ] = Field(default={})

    @field_validator("mastodon", mode="wrap")
    @classmethod
    def _each_instance_once(cls, written: Any, read: ValidatorFunctionWrapHandler) -> dict[str, int]:
        """Two spellings of one instance would each say something of it."""
        known: dict[str, int] = read(written)
        if len(known) < len(written):
            raise ValueError(f"an instance is there twice; there are {', '.join(known)}")
        return known

    def of(self, account: Handle) -> networks.Allowance:
        usual = networks.USUAL
        if account.network is Network.X:
            return networks.Allowance(x=X_LONG_LIMIT if account.handle in self.x else usual.x)
        host = account.handle.partition("@")[2]
        return networks.Allowance(mastodon=self.mastodon.get(host, usual.mastodon))
