from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from bot.networks.address import Address
from bot.networks.handle import Handle, HandleError, refuse
from bot.networks.network import Network


@dataclass(frozen=True, slots=True)
class Post:
    """A published post's address: `by` holds the accounts that it may belong to, empty when the address doesn't say."""

    by: frozenset[str] = frozenset()


UNSIGNED = Post()


def signed(*names: Handle) -> Post:
    return Post(frozenset(name.handle for name in names))


class Site(ABC):
    """How one network writes its accounts' names and its addresses."""

    network: ClassVar[Network]
    hosts: ClassVar[tuple[str, ...]]
    post_example: ClassVar[str]
    profile_example: ClassVar[str]
    numbers_and_names: ClassVar[bool] = False
    """Accounts have a number besides their name, so that one says nothing about the other."""

    @abstractmethod
    def named(self, name: str) -> Handle:
        """The account of a name typed by hand, with or without @."""

    @abstractmethod
    def profile(self, at: Address) -> Handle:
        """The account that an address on this network shows."""

    @abstractmethod
    def post(self, at: Address) -> Post | None:
        """The post that an address on this network shows, or None."""

    def owns(self, host: str) -> bool:
        return any(host == ours or host.endswith(f".{ours}") for ours in self.hosts)

    def not_an_account(self) -> HandleError:
        return HandleError(
            f"That address on {self.network.label} isn't an account's page. Paste one such as {self.profile_example}."
        )

    def own_page(self, name: str) -> HandleError:
        shape = (
            f"It is one of {self.network.label}'s own pages: type an account's name, or paste {self.profile_example}."
        )
        return refuse(self.network, name, shape)


def profile_at(site: Site, at: Address, place: int) -> Handle:
    """The account named by the path's segment at that place."""
    name = at.segment(place)
    if not name:
        raise site.not_an_account()
    return site.named(name)


def author(site: Site, name: str) -> Handle | None:
    """The account of a name in a post's address; None when it can't be one."""
    try:
        return site.named(name)
    except HandleError:
        return None
