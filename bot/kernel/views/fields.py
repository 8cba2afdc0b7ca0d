"""A question of a form whose answer is several people."""

from collections.abc import Sequence

from slack_sdk.models.blocks import InputBlock, UserMultiSelectElement

from bot.kernel.views.blocks import field


def users_input(
    block_id: str, label: str, *, initial: Sequence[str] = (), optional: bool = False, hint: str | None = None
) -> InputBlock:
    element = UserMultiSelectElement(action_id=block_id, initial_users=list(initial) or None)
    return field(block_id, label, element, optional=optional, hint=hint)
