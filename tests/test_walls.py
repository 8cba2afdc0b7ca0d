"""Walls that import-linter cannot see: which part of Slack's SDK is used where, and what importing may do."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.reading import ROOT, parsed
from tests.patience import PATIENCE_S

SOURCES = sorted(path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py"))

VIEWS = {
    "asking.py",
    "asks.py",
    "blocks.py",
    "budget.py",
    "buttons.py",
    "calls.py",
    "checkboxes.py",
    "digest.py",
    "fields.py",
    "forms.py",
    "home.py",
    "import_cards.py",
    "listing.py",
    "menu.py",
    "messages.py",
    "alerts.py",
    "pagination.py",
    "searches.py",
    "overview.py",
    "parts.py",
    "progress.py",
    "signature.py",
    "proposal.py",
    "registering.py",
    "models.py",
    "ordinary.py",
    "ending_forms.py",
    "steering_forms.py",
    "verbatim.py",
    "timeline_forms.py",
    "timeline_view.py",
    "week_view.py",
    "warned.py",
}
"""Files that say how things look."""
ANSWERS = {"answers.py", "gesture.py", "late.py", "places.py", "showing.py"}
"""Files that carry a view to Slack."""
CLOCKS = {"clock.py"}
"""Files that ask the system what time it is: the clock that all are given."""
CALLERS = {
    "fetching.py",
    "showing.py",
    "listeners.py",
    "workspace.py",
    "refusals.py",
    "client.py",
    "bolt.py",
    "tokens.py",
}


@cache
def imports(path: Path) -> frozenset[str]:
    return frozenset(_imported(parsed(path)))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def files_importing(prefix: str) -> set[str]:
    return {path.name for path in SOURCES if any(name.startswith(prefix) for name in imports(path))}


def test_block_kit_is_spoken_only_where_things_are_shown() -> None:
    assert files_importing("slack_sdk.models") <= VIEWS | ANSWERS


def test_the_web_client_is_known_only_where_gestures_are_answered() -> None:
    assert files_importing("slack_sdk.WebClient") | files_importing("slack_sdk.web") <= CALLERS


def calls(path: Path) -> Iterator[str]:
    """What is called, as it is written without its arguments: `datetime.now`."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_one_clock_asks_the_system_what_time_it_is() -> None:
    asking = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
    assert {path.name for path in SOURCES if asking & set(calls(path))} == CLOCKS


def test_views_are_models_and_not_dicts() -> None:
    assert [str(path.relative_to(ROOT)) for path in SOURCES if any(map(is_a_view, keys_of_dicts(path)))] == []


def keys_of_dicts(path: Path) -> Iterator[set[object]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Dict):
            yield {key.value for key in node.keys if isinstance(key, ast.Constant)}


def is_a_view(keys: set[object]) -> bool:
    return "type" in keys and bool(keys & {"block_id", "elements", "text"})


def test_nothing_happens_at_import() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES if "migrations" not in str(path)
    ]
    process = subprocess.run(
        [sys.executable, "-c", QUIETLY, *(name.removesuffix(".__init__") for name in modules)],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (process.returncode, process.stderr, process.stdout) == (0, "", "")


QUIETLY = """
import importlib, socket, sys, threading

def refuse(*_, **__):
    raise AssertionError("a socket was opened at import")

socket.socket.connect = socket.socket.bind = refuse
for name in sys.argv[1:]:
    if name != "bot.__main__":
        importlib.import_module(name)
assert threading.active_count() == 1, threading.enumerate()
"""
