import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.site import UNSIGNED, Post, Site, author, profile_at, signed

NAME = regex.compile(r"[a-z0-9_.]{2,24}(?<!\.)")
"""support.tiktok.com, username: 2 to 24 letters, digits, underscores and full stops, no full stop at the end."""

SHORT = ("vm.tiktok.com", "vt.tiktok.com")


class TikTok(Site):
    network = Network.TIKTOK
    hosts = ("tiktok.com",)
    profile_example = "https://www.tiktok.com/@helviapharma"
    post_example = "https://www.tiktok.com/@helviapharma/video/1234567890"

    def named(self, name: str) -> Handle:
        name = name.removeprefix("@")
        if not NAME.fullmatch(name.lower()):
            raise refuse(
                self.network,
                name,
                "A name there has 2 to 24 letters, digits, underscores or full stops, and no full stop last: "
                "type one like @helviapharma.",
            )
        return Handle(self.network, name.lower(), f"@{name}", f"https://www.tiktok.com/@{name}")

    def profile(self, at: Address) -> Handle:
        if not at.segment(0).startswith("@"):
            raise self.not_an_account()
        return profile_at(self, at, 0)

    def post(self, at: Address) -> Post | None:
        match at.path:
            case (_, *_) if at.host in SHORT:
                return UNSIGNED
            case ("t", _, *_):
                return UNSIGNED
            case (name, "video" | "photo", number, *_) if name.startswith("@") and number.isdigit():
                handle = author(self, name)
                return signed(handle) if handle else None
        return None
