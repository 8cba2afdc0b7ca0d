"""What can be done with roles until a date: name a stand-in, grant, end."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.delegation import queries
from bot.delegation.drafts import Draft, Place
from bot.delegation.facts import GrantEnded, GrantEvent, NobodyStandsIn, RoleGranted, StandInNamed
from bot.delegation.life import GRANT, GRANTERS, LIFE, NAME, Action
from bot.delegation.model import RoleGrant, Status
from bot.governance import Role
from bot.kernel.act import Act
from bot.kernel.actor import spoken
from bot.kernel.errors import Forbidden, Invalid
from bot.kernel.events import Named
from bot.kernel.numbers import number_of
from bot.kernel.problems import Problems
from bot.kernel.scope import CENTRE, Scope

IsActive = Callable[[str], bool]
"""Whether somebody is an active full member; raises Unreachable where Slack has not said."""
LONGEST_ABSENCE = timedelta(days=61)
LONGEST_GRANT = timedelta(days=366)
NO_REASON = "Give the reason: everybody can read it."
NOT_OWN = "You have that role until a date, so you cannot pass it on."


def name_stand_in(act: Act, draft: Draft, is_active: IsActive) -> list[RoleGrant]:
    """One a role; raises Invalid where somebody would be away and stand in at once."""
    NAME.require(act, None)
    if not set(draft.roles) <= set(act.who.rights.own(act.who.id)):
        raise Forbidden(NOT_OWN)
    problems = _problems(act, draft, is_active, LONGEST_ABSENCE)
    problems.note("roles", "" if draft.roles else "Choose a role.")
    problems.refuse()
    queries.alone(act.session)
    _require_simple(act, draft)
    return [give(act, draft, role, StandInNamed, instead_of=act.who.id) for role in draft.roles]


def require_somebody(draft: Draft, others: Callable[[str], Sequence[str]]) -> list[str]:
    """What stands still while whoever acts is away and names nobody: roles that nobody else has, each in a word. Raises
    Invalid where somebody could be named.
    """
    if any(map(others, draft.roles)):
        raise Invalid({"person": "Choose who stands in for you: others have your role, too."})
    return [spoken(role) for role in draft.roles]


def leave(act: Act, draft: Draft, others: Callable[[str], Sequence[str]]) -> None:
    """Nobody can stand in, so administrators hear of it."""
    NAME.require(act, None)
    if not set(draft.roles) <= set(act.who.rights.own(act.who.id)):
        raise Forbidden(NOT_OWN)
    problems = Problems()
    _check_time(act, problems, draft, LONGEST_ABSENCE)
    problems.note("roles", "" if draft.roles else "Choose a role.")
    problems.refuse()
    require_somebody(draft, others)
    its = {"roles": draft.roles, "since": draft.since, "until": draft.until}
    act.record(NobodyStandsIn, of=Named(f"person:{act.who.id}"), note=draft.reason.strip(), **its)


def grant(act: Act, draft: Draft, scope: Scope, is_active: IsActive) -> list[RoleGrant]:
    """An empty scope is everywhere. Nobody grants by a role that was only granted to them."""
    GRANT.require(act, Place(scope))
    if set(GRANTERS).isdisjoint(act.who.rights.own(act.who.id)):
        raise Forbidden(NOT_OWN)
    if Role.ADMINISTRATOR in draft.roles and Role.ADMINISTRATOR not in act.who.rights.own(act.who.id):
        raise Forbidden("Only an administrator can make somebody one.")
    _problems(act, draft, is_active, LONGEST_GRANT).refuse()
    return [give(act, draft, role, RoleGranted, scope=scope) for role in draft.roles]


def end(act: Act, given: RoleGrant) -> None:
    LIFE.require(act, given, Action.END)
    LIFE.move(given, Action.END)
    act.record(GrantEnded, of=given)


def _problems(act: Act, draft: Draft, is_active: IsActive, longest: timedelta) -> Problems:
    problems = Problems()
    _check_time(act, problems, draft, longest)
    if draft.person == act.who.id:
        problems.note("person", "Choose somebody else.")
    elif not draft.person or not is_active(draft.person):
        problems.note("person", "Choose an active full member.")
    return problems


def _check_time(act: Act, problems: Problems, draft: Draft, longest: timedelta) -> None:
    since, until = draft.since, draft.until
    problems.needed("reason", draft.reason, NO_REASON)
    if until <= since:
        problems.note("until", "Choose a day that is not before the first.")
    elif until <= act.when:
        problems.note("until", "This day has passed.")
    elif until - since > longest:
        problems.note("until", f"At most {number_of(longest.days - 1, 'day')}.")


def _require_simple(act: Act, draft: Draft) -> None:
    """Nobody stands in while somebody stands in for them, so nothing is passed on and nobody waits in a circle."""
    problems = Problems()
    for each in queries.overlapping(act.session, draft.roles, draft.since, draft.until):
        if each.instead_of == act.who.id:
            problems.note("roles", f"You have a stand-in as {spoken(each.role)} then. End that first.")
        elif each.person == act.who.id:
            problems.note("roles", f"You stand in as {spoken(each.role)} then. End that first.")
        elif each.instead_of == draft.person:
            problems.note("person", "They have a stand-in themselves then.")
    problems.refuse()


def give(
    act: Act, draft: Draft, role: str, fact: type[GrantEvent], *, instead_of: str = "", scope: Scope = CENTRE
) -> RoleGrant:
    """What was asked before whether it can stand."""
    given = RoleGrant(
        person=draft.person,
        role=role,
        instead_of=instead_of,
        market=scope.market,
        region=scope.region,
        brand=scope.brand,
        kind=scope.kind,
        account=scope.account,
        since=draft.since,
        until=draft.until,
        by=act.who.id,
        reason=draft.reason.strip(),
        given_at=act.when,
        status=Status.GIVEN,
    )
    act.session.add(given)
    act.session.flush()
    act.record(fact, of=given, note=given.reason)
    return given
