"""Bluesky, whose names are names of domains."""

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, by_name, profile_at, unsigned, words

DOMAIN = regex.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
"""atproto.com/specs/handle: a domain name of at most 253 characters, labels of at most 63, the last one no number."""

LONGEST = 253
NOT_ALLOWED = ("alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion")
"""atproto.com/specs/handle: top-level domains that never resolve."""

HOME = "bsky.social"
SHAPE = "Names are domain names, such as @helvia.bsky.social or @helvia.com."


class Bluesky(Site):
    network = Network.BLUESKY
    hosts = ("bsky.app", HOME)
    short_hosts = ("go.bsky.app",)
    own_words = words("about admin api at atproto blog bluesky bsky did help jobs mail pds plc status support www xrpc")
    """Before .bsky.social."""
    profile_example = "https://bsky.app/profile/helvia.bsky.social"
    post_example = "https://bsky.app/profile/helvia.bsky.social/post/3kabcdefgh2x"

    def named(self, name: str) -> Handle:
        name = name.removeprefix("@").lower()
        handle = name if "." in name else f"{name}.{HOME}"
        if handle == HOME or (handle.endswith(f".{HOME}") and handle.removesuffix(f".{HOME}") in self.own_words):
            raise self.own_page(name)
        if len(handle) > LONGEST or not DOMAIN.fullmatch(handle) or handle.rpartition(".")[2] in NOT_ALLOWED:
            raise refuse(self.network, name, SHAPE)
        return Handle(self.network, handle, f"@{handle}", f"https://bsky.app/profile/{handle}")

    def profile(self, at: Address) -> Handle:
        if at.host.endswith(f".{HOME}"):
            return self.named(at.host)
        self.require_pages(at)
        if at.words[:1] != ("profile",) or at.segment(1).startswith("did:"):
            raise self.not_an_account()
        return profile_at(self, at, 1)

    def post(self, at: Address) -> Post | None:
        match at.words:
            case ("profile", name, "post", code, *_) if name.startswith("did:"):
                return unsigned(code)
            case ("profile", name, "post", code, *_) if DOMAIN.fullmatch(name.removeprefix("@")):
                return by_name(self, code, name)
        return None
