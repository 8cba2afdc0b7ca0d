import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.site import UNSIGNED, Post, Site, author, profile_at, signed

NAME = regex.compile(r"[a-z0-9_]{1,15}")
"""help.x.com, username rules: at most 15 letters, digits and underscores."""

RESERVED = frozenset(
    {
        "about",
        "account",
        "compose",
        "explore",
        "hashtag",
        "home",
        "i",
        "intent",
        "jobs",
        "login",
        "logout",
        "messages",
        "notifications",
        "privacy",
        "search",
        "settings",
        "share",
        "signup",
        "tos",
    }
)


class X(Site):
    network = Network.X
    hosts = ("x.com", "twitter.com")
    profile_example = "https://x.com/HelviaGlobal"
    post_example = "https://x.com/HelviaGlobal/status/1234567890"

    def named(self, name: str) -> Handle:
        name = name.removeprefix("@")
        if not NAME.fullmatch(name.lower()):
            raise refuse(
                self.network,
                name,
                "A name there has 1 to 15 letters, digits or underscores: type one like @HelviaGlobal.",
            )
        if name.lower() in RESERVED:
            raise self.own_page(name)
        return Handle(self.network, name.lower(), f"@{name}", f"https://x.com/{name}")

    def profile(self, at: Address) -> Handle:
        return profile_at(self, at, 0)

    def post(self, at: Address) -> Post | None:
        match at.path:
            case ("i", "status", number, *_) | ("i", "web", "status", number, *_) if number.isdigit():
                return UNSIGNED
            case (name, "status" | "statuses", number, *_) if number.isdigit():
                handle = author(self, name)
                return signed(handle) if handle else None
        return None
