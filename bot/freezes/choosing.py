"""How people say which accounts they mean: all, a brand, a market, a kind, or one by one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from bot.accounts import Outlet, outlets_of, outlets_typed, outlets_within, values_in_use
from bot.kernel.locales import market_name
from bot.kernel.reference import is_number
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.views.limits import OPTION_VALUE

ALL = "all"
WIDER: dict[str, Callable[[str], str]] = {"brand": str, "market": market_name, "kind": str}
"""How people read each."""


def choices(session: Session, typed: str) -> Iterator[tuple[str, str]]:
    """What can be chosen that has each word that is being typed, the wider first: a value and how people read it."""
    words = typed.casefold().split()
    for value, label in _wider(session):
        if all(word in label.casefold() for word in words) and len(value) <= OPTION_VALUE:
            yield value, label
    for its in outlets_typed(session, typed):
        yield f"account:{its.id}", its.full_label


def named(session: Session, typed: str, account: Callable[[str], int]) -> list[tuple[str, str]]:
    """What these words call, one after the other with commas between, as `choices` has it. `account` says which account
    is meant; may raise NotFound.
    """
    wider = dict(_wider(session))
    values = [_wide(wider, each) or f"account:{account(each)}" for each in filter(None, re.split(r"\s*,\s*", typed))]
    return [(value, spoken(session, [value])) for value in values if value in wider or meant(session, [value])]


def _wide(wider: Mapping[str, str], typed: str) -> str:
    """All accounts, a brand, a market or a kind; empty where it is none of these."""
    names = ((value, {value, label, label.partition(": ")[2]}) for value, label in wider.items())
    wanted = typed.casefold()
    return next((value for value, called in names if wanted in map(str.casefold, called)), "")


def _wider(session: Session) -> Iterator[tuple[str, str]]:
    yield ALL, "All accounts"
    for name in WIDER:
        for value in values_in_use(session, name):
            yield f"{name}:{value}", _label(name, value)


def _label(name: str, value: str) -> str:
    return f"{name.capitalize()}: {WIDER[name](value)}"


def meant(session: Session, chosen: Iterable[str], besides: Iterable[str] = ()) -> list[Outlet]:
    """The accounts in use that one of the chosen values covers and none of `besides` does."""
    wanted, left_out = ([scope for each in values if (scope := _scope(each))] for values in (chosen, besides))
    return outlets_within(session, wanted, left_out)


def _scope(value: str) -> Scope | None:
    """None for what nobody was offered."""
    name, _, what = value.partition(":")
    if value == ALL:
        return CENTRE
    if name == "account":
        return Scope(account=value) if is_number(what) else None
    return Scope(**{name: what}) if name in WIDER and what else None


def spoken(session: Session, chosen: Sequence[str], besides: Sequence[str] = ()) -> str:
    """`Brand: Cardiva, Market: Japan, except Kind: customer service`; where nothing is chosen, a crisis's own."""
    named = [int(what) for each in (*chosen, *besides) if (what := each.removeprefix("account:")) != each]
    accounts = {f"account:{its.id}": its.full_label for its in outlets_of(session, named)}
    sides = [", ".join(_words(each, accounts) for each in values) for values in (chosen, besides)]
    return ", except ".join(filter(None, [sides[0] or "its accounts", sides[1]]))


def _words(value: str, accounts: dict[str, str]) -> str:
    name, _, what = value.partition(":")
    if value == ALL:
        return "All accounts"
    return _label(name, what) if name in WIDER else accounts.get(value, value)
