"""What the networks have in common: accounts with pages, posts with addresses, and pages of the network's own."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, HandleError, refuse
from bot.networks.network import Network

FRONTS = frozenset({"www", "m", "mobile", "touch", "mbasic", "web"})
REGION = regex.compile(r"(?!ai|tv|vm|vt)[a-z]{2}(?:-[a-z]{2})?")
"""Sub-domains that show the same pages as the network itself: for telephones, or in a language. All others are tools
(business, analytics, studio …) and pages of the company's own (help, blog, about …): what their paths say is no name.
"""
NUMBER = regex.compile(r"[0-9]+")
LANGUAGE = regex.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?")


@dataclass(frozen=True, slots=True)
class Post:
    """A published post: two addresses of one post have the same `id`, which stands in each of them.

    `by` holds the accounts that it may belong to, empty when the address doesn't say.
    """

    id: str
    by: frozenset[str] = frozenset()


def unsigned(code: str) -> Post:
    return Post(code)


def signed(code: str, *names: Handle) -> Post:
    return Post(code, frozenset(name.handle for name in names))


class Site(ABC):
    """How one network writes its accounts' names and its addresses."""

    network: ClassVar[Network]
    hosts: ClassVar[tuple[str, ...]]
    short_hosts: ClassVar[tuple[str, ...]] = ()
    """Where its short links are, which never say whose they are."""
    own_words: ClassVar[frozenset[str]] = frozenset()
    """What stands where names stand in addresses and is none, in lower case."""
    tabs: ClassVar[frozenset[str]] = frozenset()
    """What may stand behind a name in the address of an account's page or of something on it, in lower case; where
    other words stand there, the first was no name.
    """
    post_example: ClassVar[str]
    profile_example: ClassVar[str]
    numbers_and_names: ClassVar[bool] = False
    """Accounts have a number besides their name, so that one says nothing about the other."""
    marks_in_names: ClassVar[bool] = False
    """The network itself makes addresses with marks that nobody sees."""

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
        return any(host == ours or host.endswith(f".{ours}") for ours in (*self.hosts, *self.short_hosts))

    def is_short(self, host: str) -> bool:
        return host.removeprefix("www.") in self.short_hosts

    def shows_pages(self, host: str) -> bool:
        """Whether accounts' pages are at that host, rather than one of the network's tools or short links."""
        ours = next((ours for ours in self.hosts if host == ours or host.endswith(f".{ours}")), None)
        if ours is None or self.is_short(host):
            return False
        return all(label in FRONTS or REGION.fullmatch(label) for label in host.removesuffix(ours).split(".") if label)

    def require_pages(self, at: Address) -> None:
        if not self.shows_pages(at.host):
            raise self.not_an_account()

    def is_tab(self, word: str) -> bool:
        return word in self.tabs

    def not_an_account(self) -> HandleError:
        return HandleError(f"This isn't an account's page. Paste one such as {self.profile_example}.")

    def own_page(self, name: str) -> HandleError:
        return refuse(self.network, name, f"It is one of its own pages. Paste one such as {self.profile_example}.")


def profile_at(site: Site, at: Address, place: int) -> Handle:
    """The account named by the path's segment at that place."""
    name, behind = at.segment(place), at.segment(place + 1).lower()
    if not name:
        raise site.not_an_account()
    account = site.named(name)
    if behind and site.tabs and not site.is_tab(behind):
        raise site.not_an_account()
    return account


def number(text: str) -> str:
    """Its digits, if it has nothing else, without zeros before them; empty where it is no number."""
    return (text.lstrip("0") or "0") if NUMBER.fullmatch(text) else ""


def signed_name(at: Address) -> str:
    """The name that begins with @, first in the path or behind a language; empty where there is none."""
    place = 1 if LANGUAGE.fullmatch(at.segment(0).lower()) else 0
    name = at.segment(place)
    return name if name.startswith("@") and name != "@" else ""


def author(site: Site, name: str) -> Handle | None:
    """The account of a name in a post's address; None when it can't be one."""
    try:
        return site.named(name)
    except HandleError:
        return None


def by_name(site: Site, code: str, name: str) -> Post | None:
    """The post of the account with that name; None when the name can be nobody's."""
    handle = author(site, name)
    return signed(code, handle) if handle else None


def closed(name: str) -> str:
    """As the end of an address; a name that ends as a sentence does has a slash behind it, or would be cut."""
    return quote(name) + ("/" if name.endswith(".") else "")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
