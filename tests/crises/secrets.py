"""A confidential crisis, and who is outside of it."""

from typing import Any

from sandbox.desk import Outcome, readable
from sandbox.workspace.models import Channel, Message
from tests.crises.steps import raise_crisis
from tests.world import Helvia

MARK = "Zebrafinch"
"""A word that nobody says but about it."""
NAME = "crisis-1"


def raise_secretly(helvia: Helvia, handle: str = "jonas", **answers: Any) -> Outcome:
    what = answers.pop("what", f"{MARK}: an executive is blackmailed")
    return raise_crisis(helvia, handle, what=what, confidential=["yes"], **answers)


def room(helvia: Helvia) -> Channel:
    helvia.settle()
    [only] = [each for each in helvia.workspace.state.channels.values() if each.name.startswith("crisis-")]
    return only


def card(helvia: Helvia, reader: str = "thomas") -> Message:
    """The headline, pinned in its room."""
    [pinned] = [each for each in helvia.messages(room(helvia).id, reader) if "*Risk*" in readable(each)]
    return pinned
