"""Waits that have no end of their own: where what they wait for does not come, a test would hang instead of failing."""

import ast
import re
from collections.abc import Iterator

from tests.house.reading import trees

ROOMS = ("sandbox", "tests")
ANYTHING_LIKE_IT = re.compile(r"\.(wait|join|result|communicate)\(\)|\.acquire\(|subprocess\.run\(")
FOR_AS_LONG_AS_IT_LIVES = "sandbox/app_process.py"
"""The sandbox of an app ends with it."""


def endless() -> Iterator[str]:
    """Where each is."""
    for room in ROOMS:
        for file, tree in trees(room, ANYTHING_LIKE_IT):
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
            limited = {each for call in calls if _name(call) == "wait_for" for each in call.args}
            if file != FOR_AS_LONG_AS_IT_LIVES:
                yield from (f"{file}:{call.lineno}" for call in calls if call not in limited and _is_endless(call))


def _is_endless(call: ast.Call) -> bool:
    named = {each.arg for each in call.keywords}
    match call.func:
        case ast.Attribute(attr="wait" | "join" | "result" | "communicate"):
            return not (call.args or named)
        case ast.Attribute(attr="acquire") | ast.Attribute(value=ast.Name(id="subprocess"), attr="run"):
            return "timeout" not in named
    return False


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""
