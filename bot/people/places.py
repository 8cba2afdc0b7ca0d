"""Who is asked as what in which place, as a value: kept on record, and compared with how it stands later."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.governance import EVERYONE, Entry, Governance
from bot.kernel.scope import Scope
from bot.people.holdings import Holdings

Where = dict[str, list[str]]
"""By field of a scope: what it must be; a region is its markets."""


def standing(holdings: Holdings, role: str) -> dict[str, Any]:
    """`holders` in whatever place; where that matters, `places` in order: `where`, its `holders`, and whether these
    come `besides` or only where no place before it counts.
    """
    rules = holdings.rules
    everyone = {EVERYONE} & set(rules.named(role))
    value: dict[str, Any] = {"holders": sorted({*holdings.anywhere(role), *everyone})}
    if holdings.depends_on_place(role):
        own = [_place(_of_entry(entry, rules), people) for entry, people in holdings.entries(role)]
        given = [_place(_of_grant(scope, rules), people) for scope, people in holdings.grants_of(role)]
        value["places"] = [*own, *({**each, "besides": True} for each in given)]
    return value


def asked(value: Mapping[str, Any], scopes: Iterable[Scope]) -> set[str]:
    """Whom such a value means in one of these places."""
    return {each for scope in scopes for each in _asked(value, scope)}


def by_place(value: Mapping[str, Any]) -> dict[str, list[str]]:
    """The people of each place, in words; where none matters, or for all others, the place is empty."""
    people: dict[str, list[str]] = {}
    for place in value.get("places", [{"where": {}, "holders": value.get("holders", [])}]):
        words = ", ".join(each for values in place["where"].values() for each in values)
        people.setdefault(words, []).extend(place["holders"])
    return people


def _asked(value: Mapping[str, Any], scope: Scope) -> set[str]:
    if "places" not in value:
        return set(value.get("holders", ())) - {EVERYONE}
    here = [each for each in value["places"] if _fits(each["where"], scope)]
    own = (each["holders"] for each in here if not each.get("besides"))
    besides = (person for each in here if each.get("besides") for person in each["holders"])
    return {*next(filter(None, own), []), *besides}


def _fits(where: Where, scope: Scope) -> bool:
    return all(getattr(scope, field).casefold() in map(str.casefold, values) for field, values in where.items())


def _place(where: Where, people: Sequence[str]) -> dict[str, Any]:
    return {"where": where, "holders": sorted(people)}


def _of_entry(entry: Entry, rules: Governance) -> Where:
    return _spelt(entry.conditions, rules)


def _of_grant(scope: Scope, rules: Governance) -> Where:
    return _spelt({field: [value] for field, value in scope.named.items()}, rules)


def _spelt(conditions: Mapping[str, list[str]], rules: Governance) -> Where:
    """With a region as its markets, so that what moves to another region moves here."""
    where = {field: sorted(values) for field, values in conditions.items() if field != "region"}
    if regions := conditions.get("region"):
        markets = {market for each in regions for market in rules.regions.get(each, [])}
        where["market"] = sorted(markets & set(where.get("market", markets)))
    return where
