"""How people say which accounts they mean: all, a brand, a market, a kind, or one by one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bot.accounts import Outlet
from bot.kernel.locales import market_name
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.views.limits import OPTION_VALUE

ALL = "all"


def choices(outlets: Sequence[Outlet], typed: str) -> Iterator[tuple[str, str]]:
    """What can be chosen of these accounts that has each word that is being typed, the wider first: a value and how
    people read it.
    """
    words = typed.casefold().split()
    for value, label in _every(outlets):
        if all(word in label.casefold() for word in words) and len(value) <= OPTION_VALUE:
            yield value, label


def named(outlets: Sequence[Outlet], typed: str, account: Callable[[str], int]) -> list[tuple[str, str]]:
    """What these words call, one after the other with commas between, as `choices` has it. `account` says which account
    is meant; may raise NotFound.
    """
    every = dict(_every(outlets))
    values = [_wide(every, each) or f"account:{account(each)}" for each in filter(None, re.split(r"\s*,\s*", typed))]
    return [(value, every[value]) for value in values if value in every]


def _wide(every: Mapping[str, str], typed: str) -> str:
    """All accounts, a brand, a market or a kind; empty where it is none of these."""
    wide = {value: label for value, label in every.items() if not value.startswith("account:")}
    names = ((value, {value, label, label.partition(": ")[2]}) for value, label in wide.items())
    wanted = typed.casefold()
    return next((value for value, called in names if wanted in map(str.casefold, called)), "")


def _every(outlets: Sequence[Outlet]) -> Iterator[tuple[str, str]]:
    yield ALL, "All accounts"
    for name, wider in (("brand", _brands), ("market", _markets), ("kind", _kinds)):
        for value, label in wider(outlets).items():
            yield f"{name}:{value}", f"{name.capitalize()}: {label}"
    for its in outlets:
        yield f"account:{its.id}", its.full_label


def _brands(outlets: Iterable[Outlet]) -> dict[str, str]:
    return {each: each for each in sorted({its.brand for its in outlets if its.brand})}


def _markets(outlets: Iterable[Outlet]) -> dict[str, str]:
    return {each: market_name(each) for each in sorted({its.market for its in outlets})}


def _kinds(outlets: Iterable[Outlet]) -> dict[str, str]:
    return {each: each for each in sorted({its.kind for its in outlets})}


def meant(outlets: Sequence[Outlet], chosen: Iterable[str], besides: Iterable[str] = ()) -> list[Outlet]:
    """Those of these accounts that one of the chosen values covers and none of `besides` does."""
    offered = dict(_every(outlets))
    wanted, left_out = ([_scope(each) for each in values if each in offered] for values in (chosen, besides))
    return [its for its in outlets if _is_within(its, wanted) and not _is_within(its, left_out)]


def _is_within(its: Outlet, scopes: Iterable[Scope]) -> bool:
    return any(scope.covers(its.place) for scope in scopes)


def _scope(value: str) -> Scope:
    name, _, what = value.partition(":")
    return CENTRE if value == ALL else Scope(**{name: value if name == "account" else what})


def spoken(outlets: Sequence[Outlet], chosen: Sequence[str], besides: Sequence[str] = ()) -> str:
    """`Brand: Cardiva, Market: Japan, except Kind: customer service`; where nothing is chosen, a crisis's own."""
    labels = dict(_every(outlets))
    sides = [", ".join(labels.get(each, each) for each in values) for values in (chosen, besides)]
    return ", except ".join(filter(None, [sides[0] or "its accounts", sides[1]]))
