"""How a channel may be called (docs.slack.dev/reference/methods/conversations.create)."""

from __future__ import annotations

import re

from sandbox.workspace.memory import Memory
from sandbox.workspace.refusals import Refused

MOST = 80
NAME = re.compile(r"[\w-]+")


def free_name(memory: Memory, name: str) -> str:
    """The name, where Slack takes it and no other channel has it."""
    if not name:
        raise Refused("invalid_name_required")
    if len(name) > MOST:
        raise Refused("invalid_name_maxlength")
    if not any(each.isalnum() for each in name):
        raise Refused("invalid_name_punctuation")
    if not NAME.fullmatch(name) or name != name.lower():
        raise Refused("invalid_name_specials")
    if any(each.name == name for each in memory.state.channels.values() if not each.is_im):
        raise Refused("name_taken")
    return name
