"""The arguments of one call, read as Slack reads them: everything may come as a string."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused

Item = TypeVar("Item")
TRUE, FALSE = ("true", "1"), ("false", "0", "")
STAMP = re.compile(r"\d+\.\d+")


def wrong(message: str, at: str) -> NoReturn:
    raise Refused("invalid_arguments", f"[ERROR] {message} [json-pointer:/{at}]")


class Arguments:
    def __init__(self, given: Json) -> None:
        self._given = {name: value for name, value in given.items() if value is not None}

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def text(self, name: str) -> str:
        """The argument as a string, "" when left out."""
        value = self._given.get(name, "")
        if isinstance(value, (dict, list)):
            wrong("must be a string", name)
        return str(value)

    def flag(self, name: str) -> bool:
        value = str(self._given.get(name, "")).lower()
        if value not in TRUE + FALSE:
            wrong("must be a boolean", name)
        return value in TRUE

    def number(self, name: str) -> int:
        value = self.text(name)
        if not value.isdecimal():
            wrong("must be an integer", name)
        return int(value)

    def stamp(self, name: str, code: str) -> str:
        """The ts of a message; `code` refuses what is none."""
        value = self.text(name)
        if not STAMP.fullmatch(value):
            raise Refused(code)
        return value

    def names(self, name: str) -> list[str]:
        """A comma-separated list, or an array."""
        value = self._given.get(name, "")
        parts = value if isinstance(value, list) else str(value).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def structure(self, name: str, code: str = "invalid_arguments") -> Any:
        """A JSON value, given as such or as a string; None when left out; `code` refuses what is not JSON."""
        value = self._given.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as problem:
            raise Refused(code, f"[ERROR] {name} is not valid JSON") from problem


def page(
    items: list[Item], arguments: Arguments, key: Callable[[Item], str], default: int = 100, most: int = 1000
) -> tuple[list[Item], str]:
    """The page that `cursor` and `limit` ask for, and the cursor of the next one, "" at the end.

    A cursor names the item that comes next, so that nothing comes twice when something new stands before it.
    """
    limit = arguments.text("limit") or str(default)
    if not limit.isdecimal() or int(limit) == 0:
        raise Refused("invalid_limit")
    keys = [key(each) for each in items]
    start = _start(arguments.text("cursor"), keys)
    end = start + min(int(limit), most)
    return items[start:end], _cursor(keys[end]) if end < len(keys) else ""


def _start(cursor: str, keys: list[str]) -> int:
    if not cursor:
        return 0
    at = next((at for at, key in enumerate(keys) if _cursor(key) == cursor), None)
    if at is None:
        raise Refused("invalid_cursor")
    return at


def _cursor(key: str) -> str:
    return base64.b64encode(f"next:{key}".encode()).decode()
