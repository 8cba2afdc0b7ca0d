"""Threads, whose accounts have the names of their Instagram accounts."""

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.instagram import NAME, SHAPE
from bot.networks.sites.site import Post, Site, by_name, signed_name, unsigned


class Threads(Site):
    network = Network.THREADS
    hosts = ("threads.com", "threads.net")
    profile_example = "https://www.threads.com/@helvia.pharma"
    post_example = "https://www.threads.com/@helvia.pharma/post/C1abcDEfgHi"

    def named(self, name: str) -> Handle:
        name = name.removeprefix("@")
        if not NAME.fullmatch(name.lower()):
            raise refuse(self.network, name, SHAPE)
        return Handle(self.network, name.lower(), f"@{name}", f"https://www.threads.com/@{name}")

    def profile(self, at: Address) -> Handle:
        self.require_pages(at)
        if at.words == ("intent", "follow") and "username" in at.query:
            return self.named(at.query["username"])
        name = signed_name(at)
        if not name:
            raise self.not_an_account()
        return self.named(name)

    def post(self, at: Address) -> Post | None:
        match at.words:
            case ("t", _, *_):
                return unsigned(at.segment(1))
            case (name, "post", _, *_) if name.startswith("@"):
                return by_name(self, at.segment(2), name)
        return None
