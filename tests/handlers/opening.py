"""A form is opened by a command, or by a button of what a command shows."""

from typing import Any

from sandbox.desk import Desk
from tests.world import Helvia

GENERAL = "#general"
X = "https://x.com/{}/status/1001"
Opened = tuple[Desk, dict[str, Any], str]
"""Whose form is open, what is answered, and a part of what is said once it was sent."""


def typed(helvia: Helvia, handle: str, command: str) -> Desk:
    desk = helvia.desk(handle)
    assert desk.type(GENERAL, command).ok
    return desk


def pressed(helvia: Helvia, handle: str, command: str, action: str) -> Desk:
    """A button of what a command shows."""
    desk = helvia.desk(handle)
    message = desk.type(GENERAL, command).message
    assert message is not None
    assert desk.press(GENERAL, message.ts, action).ok
    return desk
