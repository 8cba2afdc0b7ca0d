from urllib.parse import quote

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, fold, refuse, refuse_lookalikes
from bot.networks.network import Network
from bot.networks.sites.site import UNSIGNED, Post, Site

NAME = regex.compile(r"(?![_.·-])[\p{L}\p{M}\p{N}_.·-]{3,30}(?<![_.·-])")
"""support.google.com/youtube, handles: 3 to 30 letters or digits, and inside _ - . and the middle dot."""

CHANNEL = regex.compile(r"UC[A-Za-z0-9_-]{22}")
LEGACY = regex.compile(r"[\p{L}\p{M}\p{N}_.'-]{1,100}")
VIDEO = regex.compile(r"[A-Za-z0-9_-]{6,}")
SHAPE = "A handle there has 3 to 30 letters or digits: type one like @HelviaPharma, or paste the channel's address."
RESERVED = frozenset(
    {
        "about",
        "account",
        "embed",
        "feed",
        "gaming",
        "hashtag",
        "live",
        "playlist",
        "post",
        "premium",
        "results",
        "shorts",
        "t",
        "upload",
        "watch",
    }
)


class YouTube(Site):
    network = Network.YOUTUBE
    hosts = ("youtube.com", "youtu.be")
    profile_example = "https://www.youtube.com/@HelviaPharma"
    post_example = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

    def named(self, name: str) -> Handle:
        kind, slash, rest = name.partition("/")
        if slash:
            return self.listed(kind.lower(), rest.strip("/"))
        name = name.removeprefix("@")
        if not NAME.fullmatch(fold(name)):
            raise refuse(self.network, name, SHAPE)
        refuse_lookalikes(self.network, name)
        return Handle(self.network, fold(name), f"@{name}", f"https://www.youtube.com/@{quote(name)}")

    def listed(self, kind: str, name: str) -> Handle:
        """The older kinds of address: a channel's id, which is case-sensitive, and the c/ and user/ names."""
        if kind == "channel" and CHANNEL.fullmatch(name):
            return self.at(kind, name, name)
        if kind in ("c", "user") and LEGACY.fullmatch(fold(name)):
            refuse_lookalikes(self.network, name)
            return self.at(kind, fold(name), name)
        raise refuse(self.network, f"{kind}/{name}", SHAPE)

    def at(self, kind: str, handle: str, name: str) -> Handle:
        return Handle(
            self.network, f"{kind}/{handle}", f"{kind}/{name}", f"https://www.youtube.com/{kind}/{quote(name)}"
        )

    def profile(self, at: Address) -> Handle:
        first, second = at.segment(0), at.segment(1)
        if first.startswith("@"):
            return self.named(first)
        if first in ("channel", "c", "user"):
            return self.listed(first, second)
        if not first or first.lower() in RESERVED or at.host == "youtu.be":
            raise self.not_an_account()
        return self.listed("c", first)

    def post(self, at: Address) -> Post | None:
        match at.path:
            case ("watch", *_):
                video = at.query.get("v", "")
            case ("shorts" | "live" | "post", code, *_):
                video = code
            case (code, *_) if at.host == "youtu.be":
                video = code
            case _:
                return None
        return UNSIGNED if VIDEO.fullmatch(video) else None
