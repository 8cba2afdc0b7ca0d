"""LinkedIn: pages of companies, their showcases and schools, and people."""

from urllib.parse import quote, unquote

import regex

from bot.networks.address import Address
from bot.networks.handle import Handle, fold, refuse, refuse_lookalikes
from bot.networks.network import Network
from bot.networks.sites.site import Post, Site, closed, signed, unsigned, words

KINDS = ("company", "showcase", "school", "in")
OLDER_KINDS = {"company-beta": "company", "organization": "company", "companies": "company"}
BEFORE = ("comm", "m", "mwlite")
"""What stands before the kind in links out of mails and on telephones."""

SLUG = regex.compile(r"[\p{L}\p{M}\p{N}\p{So}\p{Sk}\p{Cf}\p{Pd}&'\u2019.,+()_]{1,100}")
"""linkedin.com/help, public profile URL: 3 to 100 letters and digits; older pages have other marks, ids are shorter.
Some have emoji, or direction marks, which LinkedIn made a part of their addresses.
"""
MARK = regex.compile(r"\p{Cf}")
SIGN = regex.compile(r"[\p{L}\p{N}]")

UPDATE = regex.compile(r"(?:urn:li:)?(?:activity|share|ugcpost):(?P<number>\d+)")
NUMBERED = regex.compile(r"[_-](?:activity|share|ugcpost)-(?P<number>\d+)(?:-[\w-]+)?$", regex.IGNORECASE)


class LinkedIn(Site):
    network = Network.LINKEDIN
    hosts = ("linkedin.com",)
    short_hosts = ("lnkd.in",)
    own_words = words("add-show edit home me new setup unavailable")
    """Behind company/ and in/."""
    profile_example = "https://www.linkedin.com/company/helvia-pharma"
    post_example = "https://www.linkedin.com/posts/helvia-pharma_news-activity-1234567890"
    numbers_and_names = True
    marks_in_names = True

    def named(self, name: str) -> Handle:
        """A bare name is a company page: type in/name for a person."""
        kind, slash, slug = name.removeprefix("@").partition("/")
        kind, slug = (fold(kind), slug) if slash else ("company", kind)
        return self.page(kind, unquote(slug.strip("/")))

    def page(self, kind: str, slug: str) -> Handle:
        if kind not in KINDS or not SLUG.fullmatch(fold(slug)) or not SIGN.search(slug):
            raise refuse(
                self.network,
                f"{kind}/{visible(slug)}",
                "Type the end of its address, such as company/helvia-pharma or in/marta-keller.",
            )
        if slug.lower() in self.own_words:
            raise self.own_page(f"{kind}/{slug}")
        refuse_lookalikes(self.network, slug)
        handle, spelling = f"{kind}/{visible(fold(slug))}", f"{kind}/{visible(slug)}"
        return Handle(self.network, handle, spelling, f"https://www.linkedin.com/{kind}/{closed(slug)}")

    def profile(self, at: Address) -> Handle:
        self.require_pages(at)
        path = at.path[1:] if at.words[:1] and at.words[0] in BEFORE else at.path
        if len(path) < 2:
            raise self.not_an_account()
        kind = OLDER_KINDS.get(path[0].lower(), path[0].lower())
        if kind not in KINDS:
            raise self.not_an_account()
        return self.page(kind, path[1])

    def post(self, at: Address) -> Post | None:
        if self.is_short(at.host):
            return unsigned(at.last) if at.path else None
        here = at.words[1:] if at.words[:1] and at.words[0] in (*BEFORE, "embed") else at.words
        match here:
            case ("feed", "update", urn, *_) | ("video", "live" | "event", urn, *_):
                update = UPDATE.fullmatch(urn)
                return unsigned(update["number"]) if update else None
            case ("feed",):
                update = UPDATE.fullmatch(fold(at.query.get("highlightedUpdateUrn", "")))
                return unsigned(update["number"]) if update else None
            case ("pulse", slug, *_):
                return unsigned(slug)
            case ("posts", _, *_):
                return self.shared(at.segment(at.words.index("posts") + 1))
        return None

    def shared(self, text: str) -> Post | None:
        """`name_title-activity-number-code`: the name may have underscores as the title may, so it ends at any."""
        ends = [place for place, letter in enumerate(text) if letter == "_"]
        slugs = [text[:end] for end in ends if SLUG.fullmatch(fold(text[:end])) and SIGN.search(text[:end])]
        if not slugs:
            return None
        numbered = NUMBERED.search(text)
        handles = [self.maybe(kind, slug) for slug in slugs for kind in KINDS]
        return signed(numbered["number"] if numbered else text, *(handle for handle in handles if handle))

    def maybe(self, kind: str, slug: str) -> Handle | None:
        return None if slug.lower() in self.own_words else self.page(kind, slug)


def visible(slug: str) -> str:
    """With marks that nobody sees as an address has them."""
    return MARK.sub(lambda mark: quote(mark[0]), slug)
