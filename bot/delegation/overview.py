"""Who holds which role now, as the governance file, Slack and grants say together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.delegation.blocks import Entry, Role
from bot.governance import EVERYONE, Governance, Whom
from bot.governance import Entry as Written
from bot.governance.roles import ROLES
from bot.kernel.locales import market_name
from bot.people import Directory
from bot.people.grants import Grant


def roles(rules: Governance, people: Directory, permitted: Iterable[tuple[str, str]] = ()) -> list[Role]:
    """Also those that something needs and the file does not name; `permitted` are roles that may do something, each
    with what that is about.
    """
    needs = _by_role([*_askers(rules), *permitted])
    return [_role(name, needs.get(name, []), rules, people) for name in dict.fromkeys([*rules.roles, *needs])]


def _role(name: str, needs: list[str], rules: Governance, people: Directory) -> Role:
    entries = rules.roles.get(name, [])
    is_everyones = any(EVERYONE in each.who for each in entries)
    grants = [each for each in people.holdings.grants.in_force() if each.role == name and _are_here(each, people)]
    return Role(name, [_entry(each, people) for each in entries], needs, is_everyones, grants)


def stand_ins(person: str, people: Directory) -> list[Grant]:
    """Those of this person, and where they are one: now or later, the first to end first."""
    grants = people.holdings.grants
    theirs = [each for each in (*grants.in_force(), *grants.to_come()) if each.instead_of and _are_here(each, people)]
    mine = [each for each in theirs if person in {each.person, each.instead_of}]
    return sorted(mine, key=lambda each: (each.until, each.number))


def _are_here(grant: Grant, people: Directory) -> bool:
    return all(people.may_be_asked(each) for each in (grant.person, grant.instead_of) if each)


def _entry(written: Written, people: Directory) -> Entry:
    here = {which: people.present(members) for which, members in (("who", written.who), ("deputy", written.deputy))}
    return Entry(", ".join(_conditions(written)), here["who"], here["deputy"])


def _conditions(written: Written) -> Iterator[str]:
    yield from map(market_name, written.markets)
    yield from (*written.regions, *written.brands, *written.kinds)


def _askers(rules: Governance) -> Iterator[tuple[str, str]]:
    """Each role that a route or a policy asks, with the name of that one, and those that have other ways than Slack."""
    for route in rules.routes:
        yield from ((role, route.name) for stage in route.stages for role in stage.roles)
    for policy in rules.policies:
        yield from ((whom.name, policy.name) for whom in map(Whom.read, policy.words) if whom.kind == "role")
    yield from ((whose, "alerts") for whose in rules.other_ways if whose in {*ROLES, *rules.roles})


def _by_role(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Each once."""
    needs: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for role, what in pairs:
        needs[role][what] = None
    return {role: list(names) for role, names in needs.items()}
