"""The addresses of published posts: whose they are, and which are those of one post."""

from bot.networks.address import Address, read_address, whole
from bot.networks.handle import Handle, HandleError, clean
from bot.networks.network import Network
from bot.networks.sites import SITES, site_of
from bot.networks.sites.site import Post, Site


def post_url_problem(handle: Handle, url: str) -> str | None:
    """Why that can't be the address of a post published on that account; None when it can."""
    try:
        address = read_address(clean(url))
    except HandleError as error:
        return error.sentence
    if address is None:
        return f"Paste the post's address, such as {SITES[handle.network].post_example}."
    return elsewhere(handle, address) or not_this_accounts(handle, address)


def full_address(url: str) -> str:
    """The address as it is kept: with https://, and without what stood around it where it was copied from."""
    try:
        return whole(clean(url)) or url
    except HandleError:
        return url


def is_same_post(network: Network, one: str | None, other: str | None) -> bool:
    """Whether the two are addresses of one post, however they are written."""
    if not one or not other or one == other:
        return one == other
    its = post_id(network, one)
    return _trace(its) in other and its == post_id(network, other)


def post_id(network: Network, url: str) -> str:
    """What all addresses of a post have in common; of an address that shows none, itself."""
    try:
        address = read_address(clean(url))
    except HandleError:
        return url
    post = SITES[network].post(address) if address else None
    return post.id if post else url


def trace(network: Network, url: str) -> str:
    """What stands, letter by letter, in every address of the post: databases find by it those that may be the same."""
    return _trace(post_id(network, url))


def _trace(post: str) -> str:
    return post.rpartition("/")[2]


def elsewhere(handle: Handle, address: Address) -> str | None:
    site = site_of(address.host)
    there = site.network if site else None
    if there is handle.network or (there is None and handle.network is Network.MASTODON):
        return None
    where = there.label if there else address.host
    return f"This address is on {where}. Paste the post's address on {handle.network.label}."


def not_this_accounts(handle: Handle, address: Address) -> str | None:
    site = SITES[handle.network]
    post = site.post(address)
    if post is None:
        return f"This isn't a post on {handle.network.label}. Paste its address, such as {site.post_example}."
    if says_another(site, handle, post):
        return f"This post belongs to {min(post.by)}. Paste one of {handle.shown}."
    return None


def says_another(site: Site, handle: Handle, post: Post) -> bool:
    if not post.by or handle.handle in post.by:
        return False
    return not (site.numbers_and_names and numbered(handle.handle) != numbered(min(post.by)))


def numbered(handle: str) -> bool:
    return handle.rpartition("/")[2].isdigit()
