"""Buttons as the choices of one small menu, for rows that have no room for more."""

from collections.abc import Iterable

from slack_sdk.models.blocks import ButtonElement, OverflowMenuElement

from bot.kernel.views import limits
from bot.kernel.views.blocks import options

MENU = "menu"
"""Stands for the button that is chosen in it."""


def choice(button: ButtonElement) -> tuple[str, str] | None:
    """Its id with its value, and its label; None for what no menu can do, such as asking for a confirmation first."""
    if not button.action_id or not button.text or button.url or button.confirm:
        return None
    value = f"{button.action_id} {button.value or ''}".rstrip()
    return (value, button.text.text) if len(value) <= limits.OPTION_VALUE else None


def menu(choices: Iterable[tuple[str, str]]) -> OverflowMenuElement:
    return OverflowMenuElement(action_id=MENU, options=options(choices)[: limits.MENU])


def menu_of(*buttons: ButtonElement) -> OverflowMenuElement:
    return menu(filter(None, map(choice, buttons)))
