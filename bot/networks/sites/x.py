"""X, which was Twitter."""

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, refuse
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, by_name, number, profile_at, unsigned, words

NAME = regex.compile(r"[a-z0-9_]{1,15}")
"""help.x.com, username rules: at most 15 letters, digits and underscores."""

CODE = regex.compile(r"[A-Za-z0-9]+")
SHAPE = "Names have 1 to 15 letters, digits or _, such as @HelviaGlobal."


class X(Site):
    network = Network.X
    hosts = ("x.com", "twitter.com")
    short_hosts = ("t.co",)
    own_words = words(
        "about account accounts activity bookmarks compose connect_people download explore favorites followers"
        " following hashtag home i intent invitations jobs lists login logout mentions messages moments newtwitter"
        " notifications oauth personalization privacy rules search search-advanced search-home sessions settings share"
        " signin signup similar_to status statuses tos topics trends welcome who_to_follow widgets"
    )
    tabs = words(
        "about affiliates article articles communities creator-subscriptions events favorites followers"
        " followers_you_follow following header_photo highlights jobs likes lists media members memberships moments"
        " photo posts replies reposts schedule shop spaces status statuses subscriptions superfollows topics tweets"
        " verified_followers videos with_replies"
    )
    profile_example = "https://x.com/HelviaGlobal"
    post_example = "https://x.com/HelviaGlobal/status/1234567890"

    def named(self, name: str) -> Handle:
        name = name.removeprefix("@")
        if name.lower() in self.own_words:
            raise self.own_page(name)
        if not NAME.fullmatch(name.lower()):
            raise refuse(self.network, name, SHAPE)
        return Handle(self.network, name.lower(), f"@{name}", f"https://x.com/{name}")

    def profile(self, at: Address) -> Handle:
        if at.host.startswith("analytics.") and at.words[:1] == ("user",):
            return profile_at(self, Address(at.host, at.path[1:2], {}), 0)
        self.require_pages(at)
        if at.words[:1] == ("intent",) and at.words[1:] in (("user",), ("follow",)) and "screen_name" in at.query:
            return self.named(at.query["screen_name"])
        return profile_at(self, at, 0)

    def post(self, at: Address) -> Post | None:
        match at.words:
            case ("i", "status" | "article", code, *_) | ("i", "web", "status", code, *_) if number(code):
                return unsigned(number(code))
            case ("status" | "statuses", code, *_) if number(code):
                return unsigned(number(code))
            case ("i", "broadcasts" | "spaces", _, *_) if CODE.fullmatch(at.segment(2)):
                return unsigned(at.segment(2))
            case (name, "status" | "statuses" | "article", code, *_) if number(code):
                return by_name(self, number(code), name)
        return None
