"""What changes of the risk matrix, and of the policies that it names, where another governance is taken into use."""

from collections.abc import Mapping
from typing import Any

from bot.governance.differences import Difference, on_record

PARTS = ("risk.", "policies[")


def what_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Of two that stand on record, by path."""
    named = {value for keys in (before, now) for path, value in keys.items() if _names_policy(path)}
    return [each for each in on_record(_parts(before), _parts(now)) if each.where[0] == "risk" or named & {*each.where}]


def _names_policy(path: str) -> bool:
    return path.startswith("risk.bands[") and path.endswith(".policy")


def _parts(keys: Mapping[str, Any]) -> dict[str, Any]:
    return {path: value for path, value in keys.items() if path.startswith(PARTS)}
