"""Networks by the names that people give them."""

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


def network_named(typed: str) -> Network:
    """`LinkedIn`, `linked in`, `Twitter` or `x.com`; raises ValueError for no network that there is."""
    if network := NAMES.get(_SIGNS.sub("", typed).casefold()):
        return network
    site = site_of(typed.strip().lower().removeprefix("https://").rstrip("/"))
    if site is None:
        raise ValueError(typed)
    return site.network
