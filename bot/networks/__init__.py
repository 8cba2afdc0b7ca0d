"""Social networks as everybody here speaks of them: their accounts' names, their addresses, their limits."""

from bot.networks.draft import Draft, Problem, published_text
from bot.networks.handle import Handle, HandleError
from bot.networks.hashtags import folded
from bot.networks.hints import hints
from bot.networks.limits import USUAL, X_LONG_LIMIT, Allowance, Count, count
from bot.networks.naming import NETWORKS, network_named
from bot.networks.network import Network
from bot.networks.parsing import parse
from bot.networks.published import full_address, is_same_post, post_url_problem, trace
from bot.networks.rules import problems
from bot.networks.sites import HOSTS
from bot.networks.sites.mastodon import instance

__all__ = [
    "HOSTS",
    "NETWORKS",
    "USUAL",
    "X_LONG_LIMIT",
    "Allowance",
    "Count",
    "Draft",
    "Handle",
    "HandleError",
    "Network",
    "Problem",
    "count",
    "folded",
    "full_address",
    "hints",
    "instance",
    "is_same_post",
    "network_named",
    "parse",
    "post_url_problem",
    "problems",
    "published_text",
    "trace",
]
