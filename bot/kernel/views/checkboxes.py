"""Boxes that are ticked or not."""

from collections.abc import Iterable

from slack_sdk.models.blocks import CheckboxesElement, InputBlock

from bot.kernel.views.blocks import field, options


def checkboxes(
    block_id: str,
    label: str,
    choices: Iterable[tuple[str, str]],
    *,
    ticked: Iterable[str] = (),
    hint: str | None = None,
) -> InputBlock:
    """None need be ticked; Slack takes ten."""
    offered, wanted = options(choices), set(ticked)
    initial = [each for each in offered if each.value in wanted] or None
    element = CheckboxesElement(action_id=block_id, options=offered, initial_options=initial)
    return field(block_id, label, element, optional=True, hint=hint)
