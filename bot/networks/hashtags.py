"""Hashtags in a text, and which of them are one."""

import unicodedata

import regex

from bot.networks.links import links

HASHTAG = regex.compile(
    r"(?<![\p{L}\p{N}_&/#\uFF03])[#\uFF03](?=[\p{L}\p{M}\p{N}_·]*[\p{L}_])([\p{L}\p{M}\p{N}_·]+)(?!\uFE0F?\u20E3)"
)
"""Letters, digits and underscores, and at least one that is no digit (twitter-text, hashtags; the others agree)."""


UNSEEN = regex.compile(r"\p{Default_Ignorable_Code_Point}")


def folded(tag: str) -> str:
    """As hashtags are compared: without case, in compatibility form, without what nobody sees (NFKC_Casefold)."""
    composed = unicodedata.normalize("NFKC", UNSEEN.sub("", tag))
    return unicodedata.normalize("NFKC", UNSEEN.sub("", composed.casefold()))


def hashtags(text: str) -> tuple[str, ...]:
    """The hashtags as written, without #; a # inside a link is none."""
    spans = [(link.start, link.end) for link in links(text)]
    return tuple(
        match[1] for match in HASHTAG.finditer(text) if not any(start <= match.start() < end for start, end in spans)
    )
