"""Emoji by the names that Slack gives them; a name that Slack does not know is shown as it was written.

`names.json` has the short names of iamcal/emoji-data, the data set that Slack's own names come from.
"""

import json
import re
from functools import cache
from pathlib import Path

_NAME = re.compile(r":([a-z0-9_+-]+):")


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))
    return table


def face(name: str) -> str | None:
    return _table().get(name)


def with_faces(text: str) -> str:
    """The text with every name that has a character replaced by it."""
    return _NAME.sub(lambda match: face(match[1]) or match[0], text)
