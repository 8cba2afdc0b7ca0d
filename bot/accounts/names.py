"""What people call an account, and how they may spell it."""

from typing import NamedTuple

from bot.kernel.numbers import number_of
from bot.networks import Network


class Name(NamedTuple):
    """These five of its columns; `name` may be empty or the handle again."""

    network: Network
    handle: str
    shown: str
    url: str
    name: str

    @property
    def at(self) -> str:
        """The handle in short, without what kind of page it is: `cardiva` for `company/cardiva`."""
        return self.shown.rpartition("/")[2]

    @property
    def is_named(self) -> bool:
        """Whether people call it otherwise than by its handle."""
        return self.name.casefold().lstrip("@") not in {"", self.at.casefold().lstrip("@"), self.shown.casefold()}

    @property
    def label(self) -> str:
        """`Cardiva on LinkedIn`, or `@HelviaGlobal on X` where the handle is all the name it has."""
        there = f"on {self.network.label}"
        called = self.name if self.is_named else self.at
        return called if called.casefold().endswith(f" {there}".casefold()) else f"{called} {there}"

    @property
    def full_label(self) -> str:
        """`Cardiva on LinkedIn · cardiva`: the label, and the handle where the label does not have it."""
        return f"{self.label} · {self.at}" if self.is_named else self.label

    @property
    def bare_address(self) -> str:
        """`x.com/HelviaGlobal`, which no other account has."""
        return self.url.split("://", 1)[-1].removeprefix("www.")

    @property
    def spellings(self) -> set[str]:
        """In lower case."""
        beside = f"{self.label} ({self.at})"
        there = {f"{each} on {self.network.label}" for each in self._handles}
        whole = {*self.short_spellings, self.label, self.full_label, beside, *there}
        return {spelling.lower().rstrip("/") for spelling in whole}

    @property
    def short_spellings(self) -> set[str]:
        """Those that do not say on which network."""
        return {*self._handles, self.name, self.url, self.bare_address}

    @property
    def _handles(self) -> set[str]:
        return {self.shown, self.shown.removeprefix("@"), self.at, self.handle}


def how_many(accounts: int, hashtags: int) -> str:
    """“3 accounts and 1 hashtag”; what there is none of is left out."""
    counts = ((accounts, "account"), (hashtags, "hashtag"))
    return " and ".join(number_of(count, one) for count, one in counts if count)
