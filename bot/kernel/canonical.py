"""JSON in its one spelling, as it is hashed and stored: names sorted, no blanks, letters as they are."""

import json
from typing import Any

_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Any) -> str:
    return _encoder.encode(value)


def storable(value: Any) -> str:
    """The same, but for half a letter (a lone surrogate), which no database takes: it is kept escaped."""
    text = canonical(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, sort_keys=True, separators=(",", ":"))
    return text
