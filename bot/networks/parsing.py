from bot.networks.address import Address, read_address
from bot.networks.handle import Handle, HandleError, clean
from bot.networks.network import Network
from bot.networks.sites import SITES, site_of
from bot.networks.sites.bluesky import HOME
from bot.networks.sites.site import Site


def parse(network: Network | None, text: str) -> Handle:
    """The account that a name or an address means; raises `HandleError` with a sentence that says what to type instead.

    With no network chosen, the address tells it; so do @name@instance and a name that ends in .bsky.social.
    """
    text = clean(text)
    address = read_address(text)
    if address is not None:
        return site_at(network, address).profile(address)
    return SITES[network or network_of(text)].named(text)


def network_of(name: str) -> Network:
    if "@" in name[1:]:
        return Network.MASTODON
    if name.lower().endswith(f".{HOME}"):
        return Network.BLUESKY
    raise HandleError(
        "Choose the network first, or paste the address of the account's page, such as https://x.com/HelviaGlobal."
    )


def site_at(network: Network | None, address: Address) -> Site:
    site = site_of(address.host)
    if site is None:
        return unknown_host(network, address)
    if network is not None and site.network is not network:
        raise HandleError(
            f"That address is on {site.network.label}, and {network.label} was chosen. "
            f"Choose {site.network.label}, or paste the account's address on {network.label}."
        )
    return site


def unknown_host(network: Network | None, address: Address) -> Site:
    looks_like_mastodon = network is None and any(segment.startswith("@") for segment in address.path)
    if network is Network.MASTODON or looks_like_mastodon:
        return SITES[Network.MASTODON]
    if network is None:
        raise HandleError(
            f"{address.host} isn't a network that we know. Paste the address of the account's page on its network."
        )
    example = SITES[network].profile_example
    raise HandleError(f"{address.host} isn't {network.label}. Paste the account's address there, such as {example}.")
