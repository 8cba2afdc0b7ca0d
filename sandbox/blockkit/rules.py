"""Small rules from which Block Kit's limits are composed; a problem reads like Slack's own."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping

Rule = Callable[[object, str], Iterator[str]]
"""Takes a value and where it stands (a JSON pointer), gives the problems."""


def problem(what: str, at: str) -> str:
    return f"[ERROR] {what} [json-pointer:{at}]"


def string(most: int, least: int = 1) -> Rule:
    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", at)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", at)

    return check


def matching(pattern: str, what: str) -> Rule:
    compiled = re.compile(pattern)

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            yield problem(f"must be {what}", at)

    return check


def of_type(kind: type, what: str) -> Rule:
    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            yield problem(f"must be {what}", at)

    return check


def integer(least: int, most: int) -> Rule:
    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield problem(f"must be an integer between {least} and {most}", at)

    return check


def number(value: object, at: str) -> Iterator[str]:
    """Any that JSON can say."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        yield problem("must be a number", at)


def one_of(*allowed: str) -> Rule:
    def check(value: object, at: str) -> Iterator[str]:
        if value not in allowed:
            yield problem(f"must be one of {', '.join(allowed)}", at)

    return check


def anything(value: object, at: str) -> Iterator[str]:
    """For what Slack's own client makes and no app of ours writes by hand."""
    return iter(())


def many(rule: Rule, most: int, least: int = 1) -> Rule:
    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", at)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", at)
        for number, item in enumerate(value):
            yield from rule(item, f"{at}/{number}")

    return check


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these fields and no others; a field that is null counts as left out."""
    known = {**required, **(optional or {})}

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", at)
            return
        for name in required:
            if value.get(name) is None:
                yield problem(f"missing required field: {name}", at)
        for name, item in value.items():
            if name not in known:
                yield problem(f"invalid additional property: {name}", at)
            elif item is not None:
                yield from known[name](item, f"{at}/{name}")

    return check


def by_type(table: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which rule it follows."""

    def check(value: object, at: str) -> Iterator[str]:
        kind = str(value.get("type")) if isinstance(value, dict) else ""
        if kind in table:
            yield from table[kind](value, at)
        else:
            yield problem(f"unsupported type: {kind or type(value).__name__}", f"{at}/type")

    return check


def both(*rules: Rule) -> Rule:
    def check(value: object, at: str) -> Iterator[str]:
        for rule in rules:
            yield from rule(value, at)

    return check


def exactly_one(*names: str) -> Rule:
    def check(value: object, at: str) -> Iterator[str]:
        if isinstance(value, dict) and sum(value.get(name) is not None for name in names) != 1:
            yield problem(f"exactly one of {', '.join(names)} must be given", at)

    return check


def at_least_one(*names: str) -> Rule:
    def check(value: object, at: str) -> Iterator[str]:
        if isinstance(value, dict) and all(value.get(name) is None for name in names):
            yield problem(f"one of {', '.join(names)} must be given", at)

    return check


BOOLEAN = of_type(bool, "a boolean")
URL = both(string(3000), matching(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+", "a valid URL"))
