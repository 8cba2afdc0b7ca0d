"""What another governance file says otherwise: named entries are compared by their names, lists by what is in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.governance.rules import Governance
from bot.governance.tree import values
from bot.governance.written import leaf, tree

NAMES = ("name", "colour")
"""Whichever of these the entries of a list have tells them apart."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`where` is the way to it, such as `routes`, `Product`, `names_product`; `gone` was said there before, `new` is
    now. Addresses are told apart and not told.
    """

    where: tuple[str, ...]
    gone: tuple[Any, ...]
    new: tuple[Any, ...]


def differences(before: Governance, now: Governance) -> list[Difference]:
    return list(_in_trees(before.written, now.written, ()))


@lru_cache(4)
def between(before: str, now: str) -> tuple[Difference, ...]:
    """The same of the texts of two that were checked before."""
    return tuple(_in_trees(values(before), values(now), ()))


def on_record(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """The same of parts of two that stand on record, by path."""
    return list(_in_trees(tree(before), tree(now), ()))


def _in_trees(before: Mapping[str, Any], now: Mapping[str, Any], where: tuple[str, ...]) -> Iterator[Difference]:
    for key in {**before, **now}:
        if before.get(key) != now.get(key):
            yield from _between(before.get(key), now.get(key), (*where, str(key)))


def _between(before: Any, now: Any, where: tuple[str, ...]) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(now, dict):
        yield from _in_trees(before, now, where)
    elif isinstance(before, list) and isinstance(now, list):
        yield from _in_lists(before, now, where)
    else:
        yield Difference(where, _leaves(before), _leaves(now))


def _in_lists(before: Sequence[Any], now: Sequence[Any], where: tuple[str, ...]) -> Iterator[Difference]:
    then, named = _by_name(before), _by_name(now)
    if then is not None and named is not None:
        yield from _in_trees(then, named, where)
        then_left, now_left = [each for each in then if each in named], [each for each in named if each in then]
        if then_left != now_left:
            yield Difference((*where, "order"), tuple(then_left), tuple(now_left))
        return
    gone, new = (
        _leaves([each for each in before if each not in now]),
        _leaves([each for each in now if each not in before]),
    )
    yield Difference(where, gone, new) if gone or new else Difference(where, _leaves(before), _leaves(now))


def _by_name(entries: Sequence[Any]) -> dict[str, Any] | None:
    """None where not each has a name of its own."""
    names = [str(each[name]) for each in entries if isinstance(each, dict) for name in NAMES if name in each]
    return dict(zip(names, entries, strict=True)) if len({*names}) == len(entries) else None


def _leaves(value: Any) -> tuple[Any, ...]:
    """What is said there and below, in the file's order."""
    if isinstance(value, dict):
        return _leaves(list(value.values()))
    if isinstance(value, list):
        return tuple(each for one in value for each in _leaves(one))
    return () if value is None else (leaf(value),)
