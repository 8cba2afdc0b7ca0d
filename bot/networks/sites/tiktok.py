"""TikTok."""

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, by_name, number, signed_name, unsigned

NAME = regex.compile(r"[a-z0-9_.]{2,24}(?<!\.)")
"""support.tiktok.com, username: 2 to 24 letters, digits, underscores and full stops, no full stop at the end."""
SHAPE = "Names have 2 to 24 letters, digits, _ or full stops, and no full stop last, such as @helviapharma."


class TikTok(Site):
    network = Network.TIKTOK
    hosts = ("tiktok.com",)
    short_hosts = ("vm.tiktok.com", "vt.tiktok.com")
    profile_example = "https://www.tiktok.com/@helviapharma"
    post_example = "https://www.tiktok.com/@helviapharma/video/1234567890"

    def named(self, name: str) -> Handle:
        name = name.removeprefix("@")
        if not NAME.fullmatch(name.lower()):
            raise refuse(self.network, name, SHAPE)
        return Handle(self.network, name.lower(), f"@{name}", f"https://www.tiktok.com/@{name}")

    def profile(self, at: Address) -> Handle:
        self.require_pages(at)
        name = signed_name(at)
        if not name:
            raise self.not_an_account()
        return self.named(name)

    def post(self, at: Address) -> Post | None:
        if self.is_short(at.host):
            return unsigned(at.segment(0)) if at.path else None
        name, code = signed_name(at), number(at.last.lower().removesuffix(".html"))
        match at.words:
            case ("t", _, *_):
                return unsigned(at.segment(1))
            case ("v", _) | ("embed", *_) | ("player", "v1", _) | ("share" | "@", "video" | "photo", _) if code:
                return unsigned(code)
        pieces = at.words[at.path.index(name) + 1 :] if name else ()
        match pieces:
            case ("video" | "photo", code, *_) if number(code):
                return by_name(self, number(code), name)
        return None
