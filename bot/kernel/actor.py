"""Who acts, and what that person is to the company."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.kernel.scope import Scope


class Rights(Protocol):
    """Where somebody holds a role."""

    def depends_on_place(self, role: str) -> bool: ...

    def holds(self, person: str, role: str, scope: Scope) -> bool: ...

    def own(self, person: str) -> list[str]:
        """The roles that nobody gave them until a date."""

    def acting_for(self, person: str, role: str, scope: Scope) -> str | None:
        """In whose stead they have it there; None where it is their own, also for a time."""

    def drafts_for(self, person: str) -> list[str]:
        """The accounts, as `account:7`, for which somebody of an agency may write drafts."""
        ...

    def barred(self, person: str, deed: str) -> str:
        """Why they may not approve or publish just now, in sentences; empty where they may."""
        ...


class _Everywhere:
    def depends_on_place(self, role: str) -> bool:
        return False

    def holds(self, person: str, role: str, scope: Scope) -> bool:
        return True

    def own(self, person: str) -> list[str]:
        return []

    def acting_for(self, person: str, role: str, scope: Scope) -> str | None:
        return None

    def drafts_for(self, person: str) -> list[str]:
        return []

    def barred(self, person: str, deed: str) -> str:
        return ""


EVERYWHERE = _Everywhere()


@dataclass(frozen=True, slots=True)
class Proof:
    """Whoever acts has just given a code of theirs: which one, and until when it lets them sign by a click."""

    way: str
    given_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is Slack's user id, `name` the printed name that records keep, `roles` the governance file's words."""

    id: str
    name: str
    roles: frozenset[str] = frozenset()
    """Those that they hold somewhere."""
    tz: str = "UTC"
    rights: Rights = field(default=EVERYWHERE, compare=False, repr=False)
    proof: Proof | None = None
    may_begin: bool = False
    """Whether they administer the workspace while nobody administers Concord."""

    def has(self, *roles: str) -> bool:
        """Whether they hold one of these, wherever that is."""
        return not self.roles.isdisjoint(roles)

    def has_at(self, roles: Collection[str], scopes: Callable[[], Sequence[Scope]]) -> list[str]:
        """Those of these roles that they hold in one of the places, which are looked up only where that matters."""
        held = [role for role in roles if role in self.roles]
        if not any(map(self.rights.depends_on_place, held)):
            return held
        places = scopes()
        return [role for role in held if any(self.rights.holds(self.id, role, each) for each in places)]


def spoken(role: str) -> str:
    """`community_manager` as people say it: “community manager”."""
    return role.replace("_", " ")


SYSTEM = Actor(id="concord", name="Concord")
"""Time as one more person: what happens because it is due is done by this actor."""
OPERATOR = Actor(id="operator", name="Operator")
"""Whoever runs the processes of Concord, and tells them something from the machine."""
