"""Who holds which role now, as the governance file, Slack and grants say together."""

from collections.abc import Iterator

from bot.delegation.blocks import Entry, Role
from bot.governance import EVERYONE, Governance, Whom
from bot.governance import Entry as Written
from bot.kernel.locales import market_name
from bot.people import Directory
from bot.people.grants import Grant


def roles(rules: Governance, people: Directory) -> list[Role]:
    """Also those that something asks and the file does not name."""
    askers = _askers(rules)
    return [_role(name, askers.get(name, []), rules, people) for name in dict.fromkeys([*rules.roles, *askers])]


def _role(name: str, askers: list[str], rules: Governance, people: Directory) -> Role:
    entries = rules.roles.get(name, [])
    is_everyones = any(EVERYONE in each.who for each in entries)
    grants = [each for each in people.holdings.grants.in_force() if each.role == name and _are_here(each, people)]
    return Role(name, [_entry(each, people) for each in entries], askers, is_everyones, grants)


def _are_here(grant: Grant, people: Directory) -> bool:
    return all(people.may_be_asked(each) for each in (grant.person, grant.instead_of) if each)


def _entry(written: Written, people: Directory) -> Entry:
    here = {which: people.present(members) for which, members in (("who", written.who), ("deputy", written.deputy))}
    return Entry(", ".join(_conditions(written)), here["who"], here["deputy"])


def _conditions(written: Written) -> Iterator[str]:
    yield from map(market_name, written.markets)
    yield from (*written.regions, *written.brands, *written.kinds)


def _askers(rules: Governance) -> dict[str, list[str]]:
    """By role: the routes and policies that ask it, each once."""
    askers: dict[str, dict[str, None]] = {}
    for route in rules.routes:
        for role in (role for stage in route.stages for role in stage.roles):
            askers.setdefault(role, {})[route.name] = None
    for policy in rules.policies:
        for whom in (whom for whom in map(Whom.read, policy.words) if whom.kind == "role"):
            askers.setdefault(whom.name, {})[policy.name] = None
    return {role: list(names) for role, names in askers.items()}
