"""Networks by the names that people give them."""

import unicodedata

import regex

from bot.networks.network import Network
from bot.networks.sites import site_of

OTHERWISE = {
    "twitter": Network.X,
    "twitterx": Network.X,
    "xtwitter": Network.X,
    "xformerlytwitter": Network.X,
    "formerlytwitter": Network.X,
    "fb": Network.FACEBOOK,
    "ig": Network.INSTAGRAM,
    "insta": Network.INSTAGRAM,
    "yt": Network.YOUTUBE,
    "bsky": Network.BLUESKY,
    "threadsbyinstagram": Network.THREADS,
    "instagramthreads": Network.THREADS,
}
"""Without what is neither letter nor digit."""
NAMES = {each.value: each for each in Network} | OTHERWISE
NETWORKS = ", ".join(each.label for each in Network)
_SIGNS = regex.compile(r"[^\p{L}\p{N}]+")
_BEHIND = regex.compile(r"(?:meta|(?:company|business)?(?:page|account|channel|profile))$")
"""What people add to the name."""


def network_named(typed: str) -> Network:
    """`LinkedIn`, `linked in`, `Twitter`, `Facebook page` or `x.com`; raises ValueError for no network."""
    letters = _SIGNS.sub("", unicodedata.normalize("NFKC", typed)).casefold()
    if network := NAMES.get(letters) or NAMES.get(_BEHIND.sub("", letters)):
        return network
    site = site_of(typed.strip().lower().removeprefix("https://").rstrip("/"))
    if site is None:
        raise ValueError(typed)
    return site.network
