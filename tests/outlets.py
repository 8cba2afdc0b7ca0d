"""Accounts as other rooms know them, without a registry."""

from dataclasses import replace
from typing import Any

from bot.accounts import Outlet
from bot.accounts.model import Status
from bot.kernel.kinds import Kind
from bot.networks import Network, parse

EXAMPLES = {
    Network.X: "@HelviaToday",
    Network.LINKEDIN: "helvia-heart",
    Network.INSTAGRAM: "helvia.heart",
    Network.FACEBOOK: "helviaheart",
    Network.BLUESKY: "helvia.bsky.social",
    Network.THREADS: "helvia.heart",
    Network.MASTODON: "@helvia@mastodon.social",
    Network.YOUTUBE: "@helviaheart",
    Network.TIKTOK: "@helviaheart",
}


def outlet_on(network: Network = Network.X, **differently: Any) -> Outlet:
    handle = parse(network, EXAMPLES[network])
    usual = Outlet(
        id=1,
        handle=handle,
        label=f"{handle.shown} on {network.label}",
        full_label=f"{handle.shown} on {network.label}",
        kind=Kind.BRAND,
        market="CH",
        status=Status.ACTIVE,
        languages=["en"],
        brand="",
        channel="",
        owner="U0JONAS000",
        backup="U0SOFIA000",
        publisher="U0JONAS000",
        deputy="U0SOFIA000",
    )
    return replace(usual, **differently)
