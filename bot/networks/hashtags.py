import regex

from bot.networks.links import links

HASHTAG = regex.compile(
    r"(?<![\p{L}\p{N}_&/#\uFF03])[#\uFF03](?=[\p{L}\p{M}\p{N}_·]*[\p{L}_])([\p{L}\p{M}\p{N}_·]+)(?!\uFE0F?\u20E3)"
)
"""Letters, digits and underscores, and at least one that is no digit (twitter-text, hashtags; the others agree)."""


def hashtags(text: str) -> tuple[str, ...]:
    """The hashtags as written, without #; a # inside a link is none."""
    spans = [(link.start, link.end) for link in links(text)]
    return tuple(
        found[1] for found in HASHTAG.finditer(text) if not any(start <= found.start() < end for start, end in spans)
    )
