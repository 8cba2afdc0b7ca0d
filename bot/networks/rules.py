"""What each network refuses, as sentences for the one who wrote the draft."""

from collections.abc import Callable, Iterator

from bot.networks.counting import bluesky_text, graphemes, utf8_bytes, utf16_units
from bot.networks.draft import Draft, Problem, published_text
from bot.networks.hashtags import folded
from bot.networks.limits import (
    BLUESKY_BYTES,
    BLUESKY_TAG,
    BLUESKY_TAGS,
    INSTAGRAM_HASHTAGS,
    THREADS_LINKS,
    THREADS_TAGS,
    TIKTOK_PHOTO_DESCRIPTION,
    TIKTOK_PHOTO_TITLE,
    TIKTOK_PHOTOS,
    USUAL,
    YOUTUBE_NEVER,
    YOUTUBE_TAGS,
    YOUTUBE_TITLE,
    Allowance,
    Count,
    count,
)
from bot.networks.links import links
from bot.networks.network import Network

WHY = {
    Network.X: " (a link counts 23, an emoji 2)",
    Network.LINKEDIN: " (most emoji count 2)",
    Network.INSTAGRAM: " (most emoji count 2)",
    Network.FACEBOOK: " (most emoji count 2)",
    Network.BLUESKY: " (an emoji counts 1, a link as the app shortens it)",
    Network.THREADS: " (an emoji counts 4 or more)",
    Network.MASTODON: " (a link counts 23, a content warning counts too)",
    Network.YOUTUBE: " (an accented letter counts 2, an emoji 4 or more)",
    Network.TIKTOK: " (most emoji count 2)",
}


def problems(network: Network, draft: Draft, allowance: Allowance = USUAL) -> list[Problem]:
    """Everything for which the network would refuse the draft, empty when it would take it."""
    return [*too_long(network, draft, allowance), *RULES.get(network, no_more)(draft)]


def used(network: Network, draft: Draft, allowance: Allowance = USUAL) -> Count:
    """How much of its text's limit the whole draft uses: with its link, and on Mastodon its content warning."""
    text = published_text(network, draft)
    counted = count(network, text, allowance)
    if network is Network.MASTODON:
        return Count(counted.used + graphemes(draft.warning), counted.limit, counted.unit)
    if network is Network.TIKTOK and draft.photos:
        return Count(counted.used, TIKTOK_PHOTO_DESCRIPTION, counted.unit)
    return counted


def too_long(network: Network, draft: Draft, allowance: Allowance) -> Iterator[Problem]:
    counted = used(network, draft, allowance)
    if counted.over:
        unit = " bytes" if counted.unit == "bytes" else ""
        yield Problem("text", over(network.label, counted.used, counted.limit, unit, WHY[network]))


def over(who: str, used: int, limit: int, unit: str = "", why: str = "") -> str:
    return f"{used - limit:,} over: {who} counts {used:,} of {limit:,}{unit}{why}."


def too_many(who: str, number: int, limit: int, what: str) -> str:
    return f"Remove {number - limit} of {number} {what}: {who} takes {limit}."


def no_more(_: Draft) -> Iterator[Problem]:
    yield from ()


def instagram(draft: Draft) -> Iterator[Problem]:
    tags = len(draft.hashtags)
    if tags > INSTAGRAM_HASHTAGS:
        yield Problem("text", too_many("Instagram", tags, INSTAGRAM_HASHTAGS, "hashtags"))
    if not draft.media:
        yield Problem("media", "Instagram needs a photo or a video: add one.")


def bluesky(draft: Draft) -> Iterator[Problem]:
    size = utf8_bytes(bluesky_text(draft.text))
    if size > BLUESKY_BYTES:
        yield Problem("text", over("Bluesky", size, BLUESKY_BYTES, " bytes", " (an emoji may take 25)"))
    tags = (*draft.hashtags, *draft.tags)
    if len(tags) > BLUESKY_TAGS:
        yield Problem("text", too_many("Bluesky", len(tags), BLUESKY_TAGS, "hashtags"))
    for tag in tags:
        if graphemes(tag) > BLUESKY_TAG:
            size = graphemes(tag)
            yield Problem("text", f"Shorten #{tag[:20]}…: Bluesky takes {BLUESKY_TAG} characters, not {size}.")


def threads(draft: Draft) -> Iterator[Problem]:
    addresses = {draft.text[link.start : link.end] for link in links(draft.text)} | ({draft.link} - {""})
    if len(addresses) > THREADS_LINKS:
        yield Problem("text", too_many("Threads", len(addresses), THREADS_LINKS, "different links"))
    tags = {folded(tag) for tag in draft.hashtags}
    if len(tags) > THREADS_TAGS:
        yield Problem("text", too_many("Threads", len(tags), THREADS_TAGS, "hashtags"))


def youtube(draft: Draft) -> Iterator[Problem]:
    if not draft.title.strip():
        yield Problem("title", "YouTube needs a title: type one.")
    title, tags = utf16_units(draft.title), youtube_tags(draft.tags)
    if title > YOUTUBE_TITLE:
        yield Problem("title", over("YouTube", title, YOUTUBE_TITLE))
    for field, text in (("title", draft.title), ("text", draft.text)):
        if any(sign in text for sign in YOUTUBE_NEVER):
            yield Problem(field, "YouTube takes no < or >: write it in words.")
    if tags > YOUTUBE_TAGS:
        yield Problem("tags", over("YouTube", tags, YOUTUBE_TAGS, why=" in all tags, with their commas and quotes"))


def youtube_tags(tags: tuple[str, ...]) -> int:
    """Their length in all: a comma between two, quotes around one with a space (v3 videos, snippet.tags[])."""
    return sum(utf16_units(tag) + (2 if " " in tag else 0) for tag in tags) + max(0, len(tags) - 1)


def tiktok(draft: Draft) -> Iterator[Problem]:
    if not draft.media:
        yield Problem("media", "TikTok needs a video or photos: add one.")
    if not draft.photos:
        return
    title = utf16_units(draft.title)
    if title > TIKTOK_PHOTO_TITLE:
        yield Problem("title", over("TikTok", title, TIKTOK_PHOTO_TITLE, "", " in a photo post's title"))
    if draft.media > TIKTOK_PHOTOS:
        yield Problem("media", too_many("TikTok", draft.media, TIKTOK_PHOTOS, "photos"))


RULES: dict[Network, Callable[[Draft], Iterator[Problem]]] = {
    Network.INSTAGRAM: instagram,
    Network.BLUESKY: bluesky,
    Network.THREADS: threads,
    Network.YOUTUBE: youtube,
    Network.TIKTOK: tiktok,
}
