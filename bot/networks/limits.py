"""The numbers, each with its source, and which counter and limit a network's text has."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.networks.counting import bluesky_length, mastodon_length, threads_length, utf8_bytes, utf16_units, weighted
from bot.networks.network import Network

X_LIMIT = 280
"""docs.x.com, counting characters; twitter-text config v3."""
X_LONG_LIMIT = 25_000
"""To confirm (help.x.com, X Premium): the longest post of an account that may post long ones."""

LINKEDIN_LIMIT = 3000
LINKEDIN_API_DOUBLE = frozenset("\\|{}@[]()<>#*_~")
"""learn.microsoft.com, little text format: escaped through the API, so that each counts two; typed by hand, one."""

INSTAGRAM_LIMIT = 2200
INSTAGRAM_HASHTAGS = 5
"""Instagram @creators, December 2025 (30 before)."""

FACEBOOK_LIMIT = 63_206
"""Widely observed; no page of Meta's states it."""

BLUESKY_GRAPHEMES = 300
BLUESKY_BYTES = 3000
BLUESKY_TAGS = 8
BLUESKY_TAG = 64
"""Lexicon app.bsky.feed.post: text of 300 graphemes and 3000 bytes, at most 8 tags of 64 graphemes."""

THREADS_LIMIT = 500
THREADS_LINKS = 5
THREADS_TAGS = 1
"""developers.facebook.com, threads posts."""

MASTODON_LIMIT = 500
"""docs.joinmastodon.org, posting; an instance may set its own."""

YOUTUBE_TITLE = 100
YOUTUBE_DESCRIPTION = 5000
YOUTUBE_TAGS = 500
YOUTUBE_NEVER = "<>"
"""developers.google.com, v3 videos: title in characters, description in bytes, tags with their commas and quotes."""

TIKTOK_CAPTION = 2200
TIKTOK_PHOTO_TITLE = 90
TIKTOK_PHOTO_DESCRIPTION = 4000
TIKTOK_PHOTOS = 35
"""developers.tiktok.com, content posting API, in UTF-16 units."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What differs from account to account: long posts on X, an instance's own limit on Mastodon."""

    x: int = X_LIMIT
    mastodon: int = MASTODON_LIMIT


USUAL = Allowance()


@dataclass(frozen=True, slots=True)
class Count:
    """How much of a limit a text uses, for a live counter."""

    used: int
    limit: int
    unit: str

    @property
    def over(self) -> int:
        return max(0, self.used - self.limit)

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used)


COUNTERS: dict[Network, tuple[Callable[[str], int], int, str]] = {
    Network.X: (weighted, X_LIMIT, "characters"),
    Network.LINKEDIN: (utf16_units, LINKEDIN_LIMIT, "characters"),
    Network.INSTAGRAM: (utf16_units, INSTAGRAM_LIMIT, "characters"),
    Network.FACEBOOK: (utf16_units, FACEBOOK_LIMIT, "characters"),
    Network.BLUESKY: (bluesky_length, BLUESKY_GRAPHEMES, "characters"),
    Network.THREADS: (threads_length, THREADS_LIMIT, "characters"),
    Network.MASTODON: (mastodon_length, MASTODON_LIMIT, "characters"),
    Network.YOUTUBE: (utf8_bytes, YOUTUBE_DESCRIPTION, "bytes"),
    Network.TIKTOK: (utf16_units, TIKTOK_CAPTION, "characters"),
}
"""Where a source says only "characters", they are counted as a browser does: the stricter reading for emoji."""


def count(network: Network, text: str, allowance: Allowance = USUAL) -> Count:
    """The text's length in the network's own way, and what it may be."""
    counter, limit, unit = COUNTERS[network]
    own = {Network.X: allowance.x, Network.MASTODON: allowance.mastodon}
    return Count(counter(text), own.get(network, limit), unit)
