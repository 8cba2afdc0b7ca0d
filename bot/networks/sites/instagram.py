import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.site import UNSIGNED, Post, Site, author, profile_at, signed

NAME = regex.compile(r"(?!\.)(?!.*\.\.)[a-z0-9_.]{1,30}(?<!\.)")
"""help.instagram.com, username: at most 30 letters, digits, _ and full stops, these not first, last or doubled."""

SHAPE = (
    "A name there has 1 to 30 letters, digits, underscores or full stops, and no full stop first, last or doubled: "
    "type one like @helvia.pharma."
)
PIECES = ("p", "reel", "reels", "tv")
RESERVED = frozenset({"about", "accounts", "developer", "direct", "explore", "legal", "stories", *PIECES})


class Instagram(Site):
    network = Network.INSTAGRAM
    hosts = ("instagram.com", "instagr.am")
    profile_example = "https://www.instagram.com/helvia.pharma"
    post_example = "https://www.instagram.com/p/C1abcDEfgHi/"

    def named(self, name: str) -> Handle:
        name = name.removeprefix("@")
        if not NAME.fullmatch(name.lower()):
            raise refuse(self.network, name, SHAPE)
        if name.lower() in RESERVED:
            raise self.own_page(name)
        return Handle(self.network, name.lower(), f"@{name}", f"https://www.instagram.com/{name}/")

    def profile(self, at: Address) -> Handle:
        return profile_at(self, at, 0)

    def post(self, at: Address) -> Post | None:
        match at.path:
            case (piece, _, *_) if piece in PIECES:
                return UNSIGNED
            case ("stories", name, _, *_):
                handle = author(self, name)
            case (name, piece, _, *_) if piece in PIECES:
                handle = author(self, name)
            case _:
                return None
        return signed(handle) if handle else None
