"""What people are to an account: in the rules of all that is made for accounts."""

from typing import Protocol

from bot.accounts.outlets import Outlet, outlet
from bot.accounts.queries import keeps_any
from bot.governance import Role
from bot.kernel.lifecycle import Part, roles_held


class Meant(Protocol):
    """What is made for an account."""

    @property
    def account_id(self) -> int: ...


AUTHORS = Part[object]("authors", lambda act, its: bool(roles_held(act, (Role.AUTHOR,), its)), (Role.AUTHOR,))
SOME_AUTHORS = Part[object](AUTHORS.name, lambda act, _: act.who.has(Role.AUTHOR), AUTHORS.roles)
"""Of whatever place."""
KEEPERS = Part[object]("the people of an account", lambda act, _: keeps_any(act.session, act.who.id))
ITS_PEOPLE = Part[Outlet]("the account's own people", lambda act, its: act.who.id in its.people)
PEOPLE = Part[Meant](ITS_PEOPLE.name, lambda act, made: act.who.id in outlet(act.session, made.account_id).people)
