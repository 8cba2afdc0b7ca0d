import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.site import UNSIGNED, Post, Site, author, profile_at, signed

NAME = regex.compile(r"[a-z0-9]{5,50}")
"""facebook.com/help, usernames: 5 to 50 letters, digits and full stops; full stops and capitals make no difference."""

NUMBER = regex.compile(r"\d{1,20}")
NUMBERED = regex.compile(r"[^/]*-(?P<number>\d{6,20})")
BY_NUMBER = regex.compile(r"(?:/?profile\.php)?\?id=(?P<number>\d{1,20})", regex.IGNORECASE)
RESERVED = frozenset(
    {
        "ads",
        "events",
        "gaming",
        "groups",
        "hashtag",
        "help",
        "home.php",
        "login",
        "marketplace",
        "messages",
        "notifications",
        "pages",
        "people",
        "permalink.php",
        "photo",
        "photo.php",
        "plugins",
        "profile.php",
        "reel",
        "search",
        "settings",
        "share",
        "sharer",
        "stories",
        "story.php",
        "watch",
    }
)
SHAPE = (
    "A name there has 5 to 50 letters, digits or full stops: type one like @helvia.pharma, or paste the page's address."
)
SHARES = ("p", "v", "r")


class Facebook(Site):
    network = Network.FACEBOOK
    hosts = ("facebook.com", "fb.com", "fb.watch", "fb.me")
    profile_example = "https://www.facebook.com/helvia.pharma"
    post_example = "https://www.facebook.com/helvia.pharma/posts/1234567890"
    numbers_and_names = True

    def named(self, name: str) -> Handle:
        numbered = BY_NUMBER.fullmatch(name) or NUMBERED.fullmatch(name)
        if numbered:
            return self.numbered(numbered["number"])
        name = name.removeprefix("@")
        if NUMBER.fullmatch(name):
            return self.numbered(name)
        handle = name.lower().replace(".", "")
        if not RESERVED.isdisjoint({name.lower(), handle}):
            raise self.own_page(name)
        if not NAME.fullmatch(handle) or name != name.strip("."):
            raise refuse(self.network, name, SHAPE)
        if handle.isdigit():
            return self.numbered(handle)
        return Handle(self.network, handle, f"@{name}", f"https://www.facebook.com/{name}")

    def numbered(self, number: str) -> Handle:
        number = number.lstrip("0") or "0"
        return Handle(self.network, number, f"@{number}", f"https://www.facebook.com/profile.php?id={number}")

    def profile(self, at: Address) -> Handle:
        match at.path:
            case ("profile.php", *_):
                return self.named(f"?id={at.query.get('id', '')}")
            case ("pages" | "people", _, number, *_):
                return self.named(number)
            case ("p" | "pg", _, *_):
                return profile_at(self, at, 1)
        return profile_at(self, at, 0)

    def post(self, at: Address) -> Post | None:
        if at.host == "fb.watch":
            return UNSIGNED if at.path else None
        match at.path:
            case ("permalink.php" | "story.php", *_) if "story_fbid" in at.query:
                handle = author(self, at.query.get("id", ""))
                return signed(handle) if handle else UNSIGNED
            case ("photo.php" | "photo", *_) if "fbid" in at.query:
                return UNSIGNED
            case ("watch", *_) if "v" in at.query:
                return UNSIGNED
            case ("share", kind, _, *_) if kind in SHARES:
                return UNSIGNED
            case ("reel", _, *_) | ("groups", _, "posts" | "permalink", _, *_):
                return UNSIGNED
            case (name, "posts" | "videos" | "photos", _, *_):
                handle = author(self, name)
                return signed(handle) if handle else None
        return None
