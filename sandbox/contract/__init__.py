"""Slack's public contract as data, read once; README.md says where it comes from."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def documented_methods() -> dict[str, dict[str, Any]]:
    """By name: arguments, scopes, errors and whether a method takes JSON."""
    return _read("methods")


@cache
def event_scopes() -> dict[str, list[str]]:
    """By an event's name: any one of these lets an app hear of it."""
    return _read("events")


@cache
def manifest_schema(version: int) -> dict[str, Any]:
    return _read(f"manifest.schema.{version}.0.0")


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return content
