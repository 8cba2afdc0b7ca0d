"""Whether the channels in which Concord tells of crises and reviews are read by the company alone; Slack is asked."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.governance import Governance
from bot.health.questions import CHANNEL, Finding
from bot.people import Unreachable

Ask = Callable[[str], Mapping[str, Any] | None]
"""What `conversations.info` says of a channel, None where Slack knows none for Concord; raises Unreachable."""

OWN = {"war_room": "war room", "reviews": "channel for reviews", "fallback": "fallback channel"}
"""What is said in each of these is the company's own business; reminders may be for an agency too."""
SHARED = ("is_ext_shared", "is_pending_ext_shared", "pending_shared", "pending_connected_team_ids")
"""What Slack says of a channel that another company reads, or is invited to."""

log = structlog.get_logger(__name__)


def is_shared(channel: Mapping[str, Any]) -> bool:
    """With another company, or about to be; between workspaces of one company a channel may be shared."""
    return any(channel.get(each) for each in SHARED)


def is_open(channel: Mapping[str, Any] | None) -> bool:
    """Whether Concord can write in it."""
    return bool(channel and channel.get("is_member") and not channel.get("is_archived"))


def look(rules: Governance, ask: Ask) -> dict[str, Finding | None]:
    """By matter, what is wrong with each channel, or None; those of which Slack says nothing just now are left out."""
    return {f"{CHANNEL}:{name}": _finding(name, channel) for name, channel in _asked(rules, ask).items()}


def oddities(rules: Governance, ask: Ask) -> list[str]:
    """What keeps Concord from speaking in a channel that the governance file names."""
    return [
        f"Concord is not in {name} ({getattr(rules.channels, name)}). Invite it, or check the id."
        for name, channel in _asked(rules, ask, names=("war_room", "reviews", "reminders", "fallback")).items()
        if not is_open(channel)
    ]


def _asked(rules: Governance, ask: Ask, names: tuple[str, ...] = tuple(OWN)) -> dict[str, Mapping[str, Any] | None]:
    answers = {}
    try:
        for name in names:
            if channel := getattr(rules.channels, name):
                answers[name] = ask(channel)
    except Unreachable:
        log.warning("channels_unknown", why="Slack did not say; it is asked again")
    return answers


def _finding(name: str, channel: Mapping[str, Any] | None) -> Finding | None:
    if channel is None or not is_shared(channel):
        return None
    sentence = (
        f"The {OWN[name]} (`{channel['id']}`) is shared with another company. Stop sharing it, or change "
        f"`channels.{name}` in the governance (`/social setup`)."
    )
    return Finding(f"{CHANNEL}:{name}", sentence)
