"""How forms ask for words that may hold personal data."""

from slack_sdk.models.blocks import InputBlock

from bot.kernel.views.blocks import text_input


def private_input(
    block_id: str,
    label: str,
    *,
    initial: str = "",
    multiline: bool = False,
    optional: bool = False,
    hint: str | None = None,
    longest: int | None = None,
) -> InputBlock:
    """What is answered is kept by `keep`, and found nowhere else (`tests/reliability/test_private_words.py`)."""
    return text_input(
        block_id, label, initial=initial, multiline=multiline, optional=optional, hint=hint, longest=longest
    )
