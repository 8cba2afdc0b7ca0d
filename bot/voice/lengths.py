"""How long a statement is on each network that is to say it."""

from collections.abc import Collection, Iterator, Mapping

from bot.accounts import Outlet
from bot.governance import Governance
from bot.networks import Count, Network, count


def lengths(text: str, outlets: Collection[Outlet], rules: Governance) -> Mapping[Network, Count]:
    """By network, as the account counts that takes least."""
    counts = dict[Network, Count]()
    for its in outlets:
        new = count(its.network, text, rules.allowances.of(its.handle))
        counts[its.network] = min(counts.get(its.network, new), new, key=lambda each: each.limit)
    return counts


def on_networks_of(counts: Mapping[Network, Count], outlets: Collection[Outlet]) -> Mapping[Network, Count]:
    """Those of these accounts' networks."""
    return {network: its for network, its in counts.items() if network in {each.network for each in outlets}}


def too_long(counts: Mapping[Network, Count]) -> Iterator[str]:
    """A sentence for each network that does not take it."""
    for network, its in counts.items():
        if its.over:
            yield f"Too long for {network.label} by {its.over} {its.unit} ({its.used} of {its.limit})."
