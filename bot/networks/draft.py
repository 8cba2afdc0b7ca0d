from dataclasses import dataclass

from bot.networks.hashtags import hashtags
from bot.networks.network import Network

LINK_IN_TEXT = frozenset({Network.X, Network.MASTODON, Network.YOUTUBE})
"""Elsewhere a link is attached as a card, or has no place in the post at all."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A post as far as a network's rules look at it."""

    text: str
    title: str = ""
    media: int = 0
    photos: bool = False
    """The media are photos rather than a video (TikTok has other limits for them)."""
    link: str = ""
    tags: tuple[str, ...] = ()
    """Tags beside the text: YouTube's keywords."""
    warning: str = ""
    """Mastodon's content warning."""

    @property
    def hashtags(self) -> tuple[str, ...]:
        return hashtags(self.text)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a network won't take a draft: the draft's field, and a sentence to show under it."""

    field: str
    sentence: str


def published_text(network: Network, draft: Draft) -> str:
    """What the publisher copies: the text, and the link under it where it is a part of the text."""
    if not draft.link or network not in LINK_IN_TEXT or draft.link in draft.text:
        return draft.text
    return f"{draft.text}\n{draft.link}" if draft.text else draft.link
