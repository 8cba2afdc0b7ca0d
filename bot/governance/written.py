"""What a governance file says, place by place, before anything is made of it."""

import re
from collections.abc import Iterator, Mapping
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


_STEP = re.compile(r"[^.\[\]]+")
"""Of a path: a key, or the number of an entry."""


def tree(leaves: Mapping[str, Any]) -> Any:
    """What `leaves` were taken from; no key of theirs has a dot."""
    root: dict[str, Any] = {}
    for path, value in leaves.items():
        *way, last = _STEP.findall(path)
        node = root
        for each in way:
            node = node.setdefault(each, {})
        node[last] = value
    return _with_lists(root)


def _with_lists(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    values = {key: _with_lists(value) for key, value in node.items()}
    return list(values.values()) if values and all(map(str.isdecimal, values)) else values


def leaf(value: Any) -> Any:
    """A value as it may be told: whatever is an address may hold a secret, wherever the file has it."""
    if "://" in str(value):
        return f"address {address_of(str(value))}"
    return value if isinstance(value, bool | int | float | None) else str(value)
