"""JSON as it is hashed, in its one spelling (names sorted, no blanks, letters as they are), and as it is stored."""

import json
from typing import Any

_SPELLING: dict[str, Any] = {"separators": (",", ":")}
_sorted = json.JSONEncoder(sort_keys=True, ensure_ascii=False, **_SPELLING)
_as_given = json.JSONEncoder(ensure_ascii=False, **_SPELLING)


def canonical(value: Any) -> str:
    return _sorted.encode(value)


def sorted_by_name(value: Any) -> Any:
    """The same value, which is stored as it is hashed."""
    return json.loads(canonical(value))


def storable(value: Any) -> str:
    """With its names in the order that they have, and half a letter (a lone surrogate), which no database takes,
    escaped.
    """
    text = _as_given.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, **_SPELLING)
    return text
