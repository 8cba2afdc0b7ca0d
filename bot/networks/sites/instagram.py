"""Instagram."""

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, by_name, profile_at, unsigned, words

NAME = regex.compile(r"(?!\.)(?!.*\.\.)[a-z0-9_.]{1,30}(?<!\.)")
"""help.instagram.com, username: at most 30 letters, digits, _ and full stops, these not first, last or doubled."""

SHAPE = "Names have 1 to 30 letters, digits, _ or single full stops inside, such as @helvia.pharma."
PIECES = ("p", "reel", "reels", "tv")
NOT_A_PIECE = ("audio", "videos")
CODE = regex.compile(r"[A-Za-z0-9_=-]+")


class Instagram(Site):
    network = Network.INSTAGRAM
    hosts = ("instagram.com", "instagr.am")
    own_words = words(
        "_n _u a about accounts ads api ar archive challenge consent data developer developers direct directory"
        " download emails explore graphql hashtag invites legal linkshim lite locations nametag notifications oauth p"
        " popular press privacy query reel reels s session share static stories tags terms topics tv u web"
        " your_activity"
    )
    tabs = words(
        "c channel collections embed feed followers following guide guides igtv live mentions p photos photos_of_you"
        " profilecard reel reels reposts saved stories tagged tv"
    )
    profile_example = "https://www.instagram.com/helvia.pharma"
    post_example = "https://www.instagram.com/p/C1abcDEfgHi/"

    def named(self, name: str) -> Handle:
        name = name.removeprefix("@")
        if name.lower() in self.own_words:
            raise self.own_page(name)
        if not NAME.fullmatch(name.lower()):
            raise refuse(self.network, name, SHAPE)
        return Handle(self.network, name.lower(), f"@{name}", f"https://www.instagram.com/{name}/")

    def profile(self, at: Address) -> Handle:
        self.require_pages(at)
        match at.words:
            case ("_u", _):
                return profile_at(self, at, 1)
            case ("share" | "s", *_):
                raise self.not_an_account()
        return profile_at(self, at, 0)

    def post(self, at: Address) -> Post | None:
        code = at.segment(2)
        match at.words:
            case ("share", *_) | (("s" | "p" | "reel" | "reels" | "tv"), _, *_):
                return self.nobodys(at)
            case ("stories", "highlights", _, *_):
                return unsigned(code)
            case ("stories", name, _, *_):
                return by_name(self, code, name)
            case (name, piece, _, *_) if piece in PIECES:
                return by_name(self, code, name)
        return None

    def nobodys(self, at: Address) -> Post | None:
        """The address doesn't say whose it is: /p/CODE, and what *Copy link* gives, /share/p/CODE or /share/CODE."""
        code = (at.segment(2) if at.words[0] == "share" else "") or at.segment(1)
        is_code = CODE.fullmatch(code) and code not in (*NOT_A_PIECE, *PIECES)
        return unsigned(code) if is_code else None
