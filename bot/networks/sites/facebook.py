"""Facebook: pages and people by name or by number."""

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, HandleError, refuse
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, author, profile_at, signed, unsigned, words

NAME = regex.compile(r"(?![0-9]{21,}$)[a-z0-9]{3,50}")
"""facebook.com/help, usernames: 5 to 50 letters, digits and full stops, and older ones have 3 or 4; full stops and
capitals make no difference. Digits alone are a number.
"""
NUMBER = regex.compile(r"[0-9]{1,20}")
NUMBERED = regex.compile(r"(?:[^/]*-)?(?P<number>[0-9]{6,20})")
BY_NUMBER = regex.compile(r"(?:/?profile\.php)?\?id=(?P<number>[0-9]{1,20})", regex.IGNORECASE)
NO_NAME = regex.compile(r".*\.(?:php|html?|aspx?|js|json|txt|xml|ico|png|css)|v[0-9]+(?:\.[0-9]+)?", regex.IGNORECASE)
"""A page of the program's, or a version of its interface."""

SUITE = words("home inbox posts insights content_calendar stories_and_posts planner published_posts")
"""Of Meta Business Suite: there `asset_id` is the page's number; elsewhere in it, an advertiser's."""
POST = regex.compile(r"pfbid[A-Za-z0-9]+|[0-9]+")
PIECES = ("posts", "videos", "photos", "reels")
SHAPE = "Names have 3 to 50 letters, digits or full stops, such as @helvia.pharma. Or paste the page's address."


class Facebook(Site):
    network = Network.FACEBOOK
    hosts = ("facebook.com", "fb.com")
    short_hosts = ("fb.watch", "fb.me")
    own_words = words(
        "about.php accountquality ad_campaign ads adsmanager ajax album app_scoped_user_id badges bookmarks business"
        " business_manager campaign careers checkpoint commerce communitystandards composer confirmemail connect"
        " creatorstudio crisisresponse deals dialog directory donate edit event events events_manager feed"
        " find-friends find_friends findfriends flx friends fundraisers games gaming group groups hashtag help home"
        " homepage inbox insights intent invite jobs l latest legal lists lite live login logout map marketplace me"
        " media memories messages mobile n nearby note notes notifications oauth offers p page pages payments people"
        " pg permalink photo photos places plugins policies policy posts privacy profile public questions r recover"
        " reel reels reg saved search security settings share sharer stories story support surveys terms topic topics"
        " tr translations video videos watch whitehat work"
    )
    tabs = words(
        "about ads app biz booking book community directory events featured followers following friends fundraisers"
        " groups home info insights jobs likes live live_videos locations map media menu mentions music notes offers"
        " page photo photos posts publishing reels reviews services settings shop sports timeline videos wall watch"
    )
    profile_example = "https://www.facebook.com/helvia.pharma"
    post_example = "https://www.facebook.com/helvia.pharma/posts/1234567890"
    numbers_and_names = True

    def is_tab(self, word: str) -> bool:
        """`photos_stream`, `app_123` and the like too, and a tab's number."""
        return regex.split(r"[_.-]", word)[0] in self.tabs or word.isdigit()

    def named(self, name: str) -> Handle:
        by_number = BY_NUMBER.fullmatch(name)
        name = name.removeprefix("@")
        numbered = by_number or NUMBERED.fullmatch(name)
        if numbered:
            return self.numbered(numbered["number"])
        if NUMBER.fullmatch(name):
            return self.numbered(name)
        handle = name.lower().replace(".", "")
        if not self.own_words.isdisjoint({name.lower(), handle}) or NO_NAME.fullmatch(name):
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
        if at.words[:1] == ("latest",) and at.segment(1).lower() in SUITE:
            return self.by_number([at.query.get("asset_id", "")])
        self.require_pages(at)
        match at.words:
            case ("profile.php", *_):
                return self.named(f"?id={at.query.get('id', '')}")
            case ("pages", "category", _, *behind) | ("pages" | "page" | "people" | "profile", *behind):
                return self.by_number(behind)
            case ("p" | "pg", _, *_):
                return profile_at(self, at, 1)
        return profile_at(self, at, 0)

    def by_number(self, pieces: list[str]) -> Handle:
        """Of Helvia-Pharma-104112345678901 or Helvia-Pharma/104112345678901: a page's or a person's id."""
        by_itself_first = sorted(pieces, key=lambda piece: not piece.isdigit())
        numbered = next((match for piece in by_itself_first if (match := NUMBERED.fullmatch(piece))), None)
        if numbered is None:
            raise self.not_an_account()
        return self.numbered(numbered["number"])

    def post(self, at: Address) -> Post | None:
        match at.words:
            case (_,) | ("p" | "v" | "r", _) if self.is_short(at.host):
                return unsigned(at.last)
            case ("permalink.php" | "story.php", *_):
                return self.of(at.query.get("story_fbid", ""), at.query.get("id", ""))
            case ("photo.php" | "photo" | "photos", *_) if "fbid" in at.query:
                return self.of(at.query["fbid"])
            case ("watch" | "video.php", *_) if "v" in at.query:
                return self.of(at.query["v"])
            case ("share", "p" | "v" | "r", _) | ("share", _):
                return unsigned(at.last)
            case ("reel" | "video" | "videos", _, *_):
                return self.of(at.segment(1))
            case ("groups", _, "posts" | "permalink", _, *_):
                return self.of(at.segment(3))
        return self.on_page(at)

    def of(self, code: str, owner: str = "") -> Post | None:
        handle = author(self, owner) if owner else None
        if not POST.fullmatch(code):
            return None
        return signed(code, handle) if handle else unsigned(code)

    def on_page(self, at: Address) -> Post | None:
        """/name/posts/id, with an album or a title before the id: the last that can be one is it."""
        place = next((place for place, word in enumerate(at.words) if place and word in PIECES), 0)
        codes = [piece for piece in at.path[place + 1 :] if POST.fullmatch(piece)]
        try:
            handle = self.profile(Address(at.host, at.path[:place], {}))
        except HandleError:
            return None
        return signed(codes[-1], handle) if codes else None
