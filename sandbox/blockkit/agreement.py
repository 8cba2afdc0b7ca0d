"""Rules over several fields at once: what stands in an element at first must be possible in it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from sandbox.blockkit.rules import Rule, problem, string


def offered(*names: str) -> Rule:
    """What is chosen at first must be one of the options."""

    def check(value: object, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            return
        groups = value.get("option_groups") or []
        values = [each.get("value") for group in [value, *groups] for each in group.get("options") or []]
        for name in names:
            first = value.get(name) or []
            for chosen in first if isinstance(first, list) else [first]:
                if isinstance(chosen, dict) and chosen.get("value") not in values:
                    yield problem(f"{name} is not one of the options", f"{at}/{name}")

    return check


def long_enough(value: object, at: str) -> Iterator[str]:
    """What is typed into a field at first is no longer than what may be typed, and its bounds are in their order."""
    if not isinstance(value, dict):
        return
    least, most, first = (value.get(name) for name in ("min_length", "max_length", "initial_value"))
    if isinstance(most, int) and isinstance(first, str):
        yield from string(most, 0)(first, f"{at}/initial_value")
    if isinstance(most, int) and isinstance(least, int) and least > most:
        yield problem("min_length must not be greater than max_length", f"{at}/min_length")


def between_bounds(value: object, at: str) -> Iterator[str]:
    """A number that stands there at first lies between the bounds, and those are in their order."""
    if not isinstance(value, dict):
        return
    least, most, first = (_number(value.get(name)) for name in ("min_value", "max_value", "initial_value"))
    if least is not None and most is not None and least > most:
        yield problem("min_value must not be greater than max_value", f"{at}/min_value")
    if first is not None and least is not None and first < least:
        yield problem("initial_value must not be less than min_value", f"{at}/initial_value")
    if first is not None and most is not None and first > most:
        yield problem("initial_value must not be greater than max_value", f"{at}/initial_value")


def one_focus(value: object, at: str) -> Iterator[str]:
    """Of all elements of a view, one at most has the cursor when it opens."""
    focused = [number for number, block in enumerate(value if isinstance(value, list) else []) if _has_focus(block)]
    for number in focused[1:]:
        yield problem("only one element can have focus_on_load set to true", f"{at}/{number}")


def _has_focus(block: object) -> bool:
    if not isinstance(block, dict):
        return False
    inside = block.get("elements")
    elements = [block.get("element"), block.get("accessory"), *(inside if isinstance(inside, list) else [])]
    return any(isinstance(each, dict) and each.get("focus_on_load") is True for each in elements)


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
