from urllib.parse import quote

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, fold, refuse, refuse_lookalikes
from bot.networks.network import Network
from bot.networks.sites.site import UNSIGNED, Post, Site, signed

KINDS = ("company", "showcase", "school", "in")
SLUG = regex.compile(r"[\p{L}\p{M}\p{N}&'\u2019._-]{1,100}")
"""linkedin.com/help, public profile URL: 3 to 100 letters and digits; older pages have other marks, ids are shorter."""

UPDATE = regex.compile(r"urn:li:(?:activity|share|ugcPost):\d+", regex.IGNORECASE)
SHARED = regex.compile(r"(?P<slug>[^_]+)_.*")


class LinkedIn(Site):
    network = Network.LINKEDIN
    hosts = ("linkedin.com",)
    profile_example = "https://www.linkedin.com/company/helvia-pharma"
    post_example = "https://www.linkedin.com/posts/helvia-pharma_news-activity-1234567890"
    numbers_and_names = True

    def named(self, name: str) -> Handle:
        """A bare name is a company page: type in/name for a person."""
        kind, slash, slug = name.removeprefix("@").partition("/")
        kind, slug = (fold(kind), slug) if slash else ("company", kind)
        return self.page(kind, slug.strip("/"))

    def page(self, kind: str, slug: str) -> Handle:
        if kind not in KINDS or not SLUG.fullmatch(fold(slug)) or not slug.strip("."):
            raise refuse(
                self.network,
                f"{kind}/{slug}",
                "Type the end of the page's address, such as company/helvia-pharma or in/marta-keller.",
            )
        refuse_lookalikes(self.network, slug)
        handle = f"{kind}/{fold(slug)}"
        return Handle(self.network, handle, f"{kind}/{slug}", f"https://www.linkedin.com/{kind}/{quote(slug)}")

    def profile(self, at: Address) -> Handle:
        kind, slug = at.segment(0).lower(), at.segment(1)
        if kind not in KINDS or not slug:
            raise self.not_an_account()
        return self.page(kind, slug)

    def post(self, at: Address) -> Post | None:
        match at.path:
            case ("feed", "update", urn, *_) | ("embed", "feed", "update", urn, *_) if UPDATE.fullmatch(urn):
                return UNSIGNED
            case ("pulse", _, *_):
                return UNSIGNED
            case ("posts", text, *_) if shared := SHARED.fullmatch(text):
                slug = shared["slug"]
                return signed(*(self.page(kind, slug) for kind in KINDS)) if SLUG.fullmatch(fold(slug)) else None
        return None
