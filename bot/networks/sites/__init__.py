"""One module a network: its names, its addresses, what a post's address looks like.

The sources beside the rules of names are the pages where a network states them; the rules themselves are widely known
and to confirm there.
"""

from bot.networks.network import Network
from bot.networks.sites.bluesky import Bluesky
from bot.networks.sites.facebook import Facebook
from bot.networks.sites.instagram import Instagram
from bot.networks.sites.linkedin import LinkedIn
from bot.networks.sites.mastodon import Mastodon
from bot.networks.sites.site import Site
from bot.networks.sites.threads import Threads
from bot.networks.sites.tiktok import TikTok
from bot.networks.sites.x import X
from bot.networks.sites.youtube import YouTube

SITES: dict[Network, Site] = {
    site.network: site
    for site in (X(), LinkedIn(), Instagram(), Facebook(), Bluesky(), Threads(), Mastodon(), YouTube(), TikTok())
}

HOSTS = tuple(host for site in SITES.values() for host in site.hosts)


def site_of(host: str) -> Site | None:
    """The network whose host it is; None for a host that none owns, which may be a Mastodon instance."""
    return next((site for site in SITES.values() if site.owns(host)), None)
