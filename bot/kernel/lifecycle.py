"""A life is data: which action leads from where to where, who may do it, and what is said where it cannot be done.

Form openers, verbs and buttons ask the same row. What follows from a fact is nobody's deed and asks for no permission:
it only obeys the rule (`check`, `move`). Conditions that are no roles stay code beside it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from sqlalchemy.orm import Session

from bot.kernel.act import Act
from bot.kernel.actor import SYSTEM, spoken
from bot.kernel.errors import Forbidden, TooLate
from bot.kernel.scope import CENTRE, Scope

M = TypeVar("M", contravariant=True)
A = TypeVar("A", bound=StrEnum)
A_co = TypeVar("A_co", bound=StrEnum, covariant=True)
S = TypeVar("S", bound=StrEnum)

ASK = "See `/social roles`."


@runtime_checkable
class Placed(Protocol):
    """A matter that is somewhere."""

    def scopes(self, session: Session) -> Sequence[Scope]:
        """Whoever holds a role in one of these holds it for the matter."""


def roles_held(act: Act, roles: Collection[str], matter: object) -> list[str]:
    """Those of these that whoever acts holds where the matter is; what is nowhere belongs to the whole company."""

    def scopes() -> Sequence[Scope]:
        return matter.scopes(act.session) if isinstance(matter, Placed) else (CENTRE,)

    return act.who.has_at(roles, scopes)


def require_learned(act: Act, deed: str) -> None:
    """Raise Forbidden where whoever acts has not read or learned what one must have who does so."""
    if why := act.who.rights.barred(act.who.id, deed):
        raise Forbidden(why)


@dataclass(frozen=True)
class Part(Generic[M]):
    """What somebody is to the matter itself, such as its owner; `name` as sentences have it, `roles` those that make
    somebody one.
    """

    name: str
    is_played: Callable[[Act, M], bool]
    roles: tuple[str, ...] = ()


ANYBODY = Part[object]("everybody in the company", lambda act, _: act.who != SYSTEM)
CONCORD = Part[object]("Concord by itself", lambda act, _: act.who == SYSTEM)


@dataclass(frozen=True)
class Permission(Generic[M]):
    """Who may do something: holders of roles, and who plays a part in the matter. The texts are formats, for which
    `{.label}` is what the matter is called.
    """

    deed: str
    """Completes “only … can …”."""
    who: tuple[str | Part[M], ...]
    instead: str = ASK
    """What everybody else can do."""
    because: Callable[[Act, M], str] | None = None
    """Why this very person may not, as a sentence; empty where there is nothing special about them."""
    anywhere: bool = False
    """Whether a role that is held in some places only is enough: the place is still to be chosen."""

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(each for each in self.who if isinstance(each, str))

    @property
    def needs(self) -> tuple[str, ...]:
        """All roles that are of use here."""
        return (*self.roles, *(role for each in self.who if isinstance(each, Part) for role in each.roles))

    @property
    def people(self) -> str:
        """As sentences have it: “the owner, the backup and the community manager”."""
        return _listed([each.name if isinstance(each, Part) else f"the {spoken(each)}" for each in self.who], "and")

    def allows(self, act: Act, matter: M) -> bool:
        return self._has_role(act, matter) or any(
            each.is_played(act, matter) for each in self.who if isinstance(each, Part)
        )

    def _has_role(self, act: Act, matter: M) -> bool:
        return act.who.has(*self.roles) if self.anywhere else bool(roles_held(act, self.roles, matter))

    def require(self, act: Act, matter: M) -> None:
        """Raise Forbidden unless it allows this person to."""
        if not self.allows(act, matter):
            why = self.because(act, matter) if self.because else ""
            only = f"Only {self.people} can {self.deed.format(matter)}."
            raise Forbidden(f"{why or only} {self.instead.format(matter)}")


@dataclass(frozen=True)
class Row(Generic[M, S, A_co]):
    action: A_co
    moves: Mapping[S, S]
    """From each state in which it can be done to the one that follows."""
    permission: Permission[M]


class Life(Generic[M, S, A]):
    """Of matters whose attribute `state` says where they stand; `why_not` says why an action cannot be done now."""

    def __init__(
        self,
        state: str,
        rows: Sequence[Row[M, S, A]],
        *,
        why_not: Callable[[M, A], str],
        guard: Callable[[M, A], None] | None = None,
    ) -> None:
        """`guard` raises where something else than the state stands in the way; the button is shown all the same, and
        whoever presses it hears why.
        """
        self._state, self._why_not, self._guard = state, why_not, guard
        self.rows = {row.action: row for row in rows}

    def permission(self, action: A) -> Permission[M]:
        return self.rows[action].permission

    def permit(self, act: Act, matter: M, action: A) -> None:
        """Raise Forbidden unless this person may do it, whatever the matter's state."""
        self.permission(action).require(act, matter)

    def check(self, matter: M, action: A) -> S:
        """Where it leads, whoever does it; raises TooLate where it cannot be done now."""
        state: S = getattr(matter, self._state)
        to = self.rows[action].moves.get(state)
        if to is None:
            raise TooLate(self._why_not(matter, action))
        if self._guard:
            self._guard(matter, action)
        return to

    def require(self, act: Act, matter: M, action: A) -> None:
        """Raise Refused unless this person may do it and it can be done: before a form asks, and before a verb acts."""
        self.permit(act, matter, action)
        self.check(matter, action)

    def is_possible(self, matter: M, action: A) -> bool:
        """Whether somebody could do it now."""
        return getattr(matter, self._state) in self.rows[action].moves

    def allows(self, act: Act, matter: M, action: A) -> bool:
        """Whether this person could do it now: whether they are shown the button."""
        return self.is_possible(matter, action) and self.permission(action).allows(act, matter)

    def possible(self, matter: M) -> frozenset[A]:
        """All that somebody could do now."""
        return frozenset(action for action in self.rows if self.is_possible(matter, action))

    def allowed(self, act: Act, matter: M) -> frozenset[A]:
        """All that this person could do now; who they are is asked once for all rows that ask the same."""
        possible = [row for row in self.rows.values() if self.is_possible(matter, row.action)]
        asked = {row.permission.who: row.permission for row in possible}
        granted = {who for who, permission in asked.items() if permission.allows(act, matter)}
        return frozenset(row.action for row in possible if row.permission.who in granted)

    def move(self, matter: M, action: A) -> None:
        """Follow the row; raises TooLate where it does not lead from here."""
        setattr(matter, self._state, self.check(matter, action))


@dataclass(frozen=True, slots=True)
class Line:
    """A row as people read it; `moves` is empty where there is no life."""

    deed: str
    moves: str
    who: str


@dataclass(frozen=True, slots=True)
class _Called:
    label: str


def line(permission: Permission[Any], noun: str = "", moves: str = "") -> Line:
    """`noun` stands for the matter: “a crisis”."""
    return Line(permission.deed.format(_Called(noun)), moves, permission.people)


def lines(life: Life[Any, Any, Any], noun: str) -> Iterator[Line]:
    for row in life.rows.values():
        yield line(row.permission, noun, "; ".join(_moves(row.moves)))


def _moves(moves: Mapping[str, str]) -> Iterator[str]:
    """`proposed → active`; states that stay as they are first, since they come to the same."""
    if stay := [_word(state) for state, to in moves.items() if state == to]:
        yield f"stays {_listed(stay, 'or')}"
    for to in dict.fromkeys(moves.values()):
        if begin := [_word(state) for state, end in moves.items() if end == to != state]:
            yield f"{_listed(begin, 'or')} → {_word(to)}"


def _word(state: str) -> str:
    """As people read it, where that is another word than tables have."""
    return str(getattr(state, "word", state))


def _listed(words: Sequence[str], last_by: str) -> str:
    """`a, b and c`."""
    *others, last = words
    return f"{', '.join(others)} {last_by} {last}" if others else last
