"""From what people type or paste to the account that it means."""

from bot.networks.address import Address, read_address
from bot.networks.handle import Handle, HandleError, clean, require_visible
from bot.networks.network import Network
from bot.networks.sites import SITES, site_of
from bot.networks.sites.bluesky import HOME
from bot.networks.sites.mastodon import is_another
from bot.networks.sites.site import Site


def parse(network: Network | None, text: str) -> Handle:
    """The account that a name or an address means; raises `HandleError` with a sentence that says what to type instead.

    With no network chosen, the address tells it; so do @name@instance and a name that ends in .bsky.social.
    """
    text = clean(text)
    address = read_address(text) or front_page(network, text)
    if address is not None:
        return on_its_network(profile(site_at(network, address), address))
    require_visible(text)
    return on_its_network(SITES[network or network_of(text)].named(text))


def profile(site: Site, address: Address) -> Handle:
    if not site.marks_in_names:
        address.require_visible()
    return site.profile(address)


def on_its_network(account: Handle) -> Handle:
    """Mastodon shows accounts of other networks too; they are registered where they are at home."""
    host = account.handle.partition("@")[2]
    if account.network is Network.MASTODON and is_another(host):
        raise HandleError(f"{host} is no Mastodon instance. Paste the address of the account's page.")
    if account.network is Network.MASTODON and (home := site_of(host)):
        label = home.network.label
        raise HandleError(f"{account.shown} is on {label}. Choose {label}, or paste its address there.")
    return account


def front_page(network: Network | None, text: str) -> Address | None:
    """A network's own host, typed alone, is the address of its front page; on Bluesky a host is a name."""
    host = text.lower().removeprefix("www.").removeprefix("m.")
    is_front = network is not Network.BLUESKY and any(host in site.hosts for site in SITES.values())
    return Address(host, (), {}) if is_front else None


def network_of(name: str) -> Network:
    if "@" in name[1:]:
        return Network.MASTODON
    if name.lower().endswith(f".{HOME}"):
        return Network.BLUESKY
    raise HandleError("Choose the network, or paste the account's address, such as https://x.com/HelviaGlobal.")


def site_at(network: Network | None, address: Address) -> Site:
    site = site_of(address.host)
    if site is None:
        return unknown_host(network, address)
    if network is not None and site.network is not network:
        its = site.network.label
        raise HandleError(f"This address is on {its}. Choose {its}, or paste one on {network.label}.")
    return site


def unknown_host(network: Network | None, address: Address) -> Site:
    looks_like_mastodon = network is None and any(segment.startswith("@") for segment in address.path)
    if not is_another(address.host) and (network is Network.MASTODON or looks_like_mastodon):
        return SITES[Network.MASTODON]
    if network is None:
        raise HandleError(f"I do not know {address.host}. Paste the account's address on its network.")
    example = SITES[network].profile_example
    raise HandleError(f"{address.host} isn't {network.label}. Paste the account's address, such as {example}.")
