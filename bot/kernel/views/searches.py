"""Selects that are filled as the person types."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ExternalDataMultiSelectElement, ExternalDataSelectElement, InputBlock

from bot.kernel.views.blocks import field, option, options


def external_input(
    block_id: str,
    label: str,
    *,
    action_id: str,
    initial: tuple[str, str] | None = None,
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    """A select filled as the person types: `action_id` says who answers; `initial` is (value, label)."""
    element = ExternalDataSelectElement(
        action_id=action_id,
        placeholder="Search",
        min_query_length=0,
        initial_option=option(initial[1], initial[0]) if initial else None,
    )
    return field(block_id, label, element, optional=optional, hint=hint)


def several_input(
    block_id: str,
    label: str,
    *,
    action_id: str,
    initial: Sequence[tuple[str, str]] = (),
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    """The same for as many as the person likes."""
    element = ExternalDataMultiSelectElement(
        action_id=action_id,
        placeholder="Search",
        min_query_length=0,
        initial_options=options(initial) or None,
    )
    return field(block_id, label, element, optional=optional, hint=hint)
