"""What a governance file says, place by place, before anything is made of it."""

from collections.abc import Iterator
from typing import Any

from bot.alerts.ways import address_of


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from leaves(value, f"{path}[{number}]")
    else:
        yield path, leaf(node)


def leaf(value: Any) -> Any:
    """A value as it may be told: whatever is an address may hold a secret, wherever the file has it."""
    if "://" in str(value):
        return f"address {address_of(str(value))}"
    return value if isinstance(value, bool | int | float | None) else str(value)
