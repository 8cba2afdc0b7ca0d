from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.instagram import NAME, SHAPE
from bot.networks.sites.site import UNSIGNED, Post, Site, author, profile_at, signed


class Threads(Site):
    """A Threads account has the name of its Instagram account, so Instagram's rule holds."""

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
        if not at.segment(0).startswith("@"):
            raise self.not_an_account()
        return profile_at(self, at, 0)

    def post(self, at: Address) -> Post | None:
        match at.path:
            case ("t", _, *_):
                return UNSIGNED
            case (name, "post", _, *_) if name.startswith("@"):
                handle = author(self, name)
                return signed(handle) if handle else None
        return None
