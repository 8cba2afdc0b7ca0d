"""Who holds a role in some place: the first entry of the governance file that fits and finds somebody, and grants.

Whoever named a stand-in still holds the role, and is not asked, unless the stand-in has one too. Nobody who left is
asked, stands in for somebody or is stood in for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from bot.governance import EVERYONE, Entry, Governance, InForce
from bot.kernel.scope import CENTRE, Scope
from bot.people.grants import AGENCY, Grant, Grants
from bot.people.learning import NO_LEARNING, Learning

PeopleOf = Callable[[Sequence[str]], list[str]]
Holders = dict[str, str | None]
"""Each with the person for whom they act, None where the role is their own."""


@dataclass(frozen=True)
class Holdings:
    in_force: InForce
    people_of: PeopleOf
    """Whom people and groups mean, each once."""
    is_here: Callable[[str], bool]
    names: Callable[[str], Set[str]]
    """All by which the file may mean a person: their id, those of their groups, and everyone."""
    grants: Grants
    learning: Learning = NO_LEARNING

    @property
    def rules(self) -> Governance:
        return self.in_force()

    def holders(self, role: str, scope: Scope = CENTRE) -> list[str]:
        """Who is asked there."""
        return list(self.steads(role, scope))

    def steads(self, role: str, scope: Scope = CENTRE) -> Holders:
        return self._asked(role, self._counted(role, scope))

    def anywhere(self, role: str) -> list[str]:
        """Who is asked in some place or other."""
        everywhere = [people for _, people in (*self.entries(role), *self.grants_of(role))]
        return list(dict.fromkeys(each for people in everywhere for each in people))

    def entries(self, role: str) -> Iterator[tuple[Entry, list[str]]]:
        """Who is asked by each, where it counts."""
        for entry in self._entries(role):
            yield entry, list(self._asked(role, self._now(entry, role)))

    def grants_of(self, role: str) -> Iterator[tuple[Scope, list[str]]]:
        """Who is asked besides, and where."""
        for each in self._granted(role):
            yield each.scope, list(self._asked(role, self._present([each.person], role)))

    def holds(self, person: str, role: str, scope: Scope) -> bool:
        """Whether this person may act in it there."""
        return person in self._counted(role, scope) or self._is_everyones(role, scope)

    def roles(self, person: str) -> frozenset[str]:
        """Those that they hold in some place or other."""
        names, given = self.names(person), {each.role for each in self.grants.in_force() if each.person == person}
        own = {role for role, members in self.rules.first_asked.items() if not names.isdisjoint(members)}
        others = self.rules.roles.keys() & (self.rules.deputed | given)
        return frozenset(own | {each for each in others if self._holds_somewhere(person, each)})

    def _holds_somewhere(self, person: str, role: str) -> bool:
        mine = [each for each in self.stand_ins(role) if each.person == person]
        theirs = [person, *(each.instead_of for each in mine)]
        if any(each.person in theirs for each in self._granted(role)):
            return True
        return any(
            any(self._is_among(each, entry.who) for each in theirs)
            or (
                any(self._is_among(each, entry.deputy) for each in theirs)
                and self._all_are_barred(self._present(entry.who, role))
            )
            for entry in self._entries(role)
        )

    def drafts_for(self, person: str) -> list[str]:
        """The accounts, as `account:7`, for which somebody of an agency may write drafts now."""
        theirs = (each for each in self.grants.in_force() if each.person == person and each.role == AGENCY)
        return [each.scope.account for each in theirs]

    def given(self, role: str) -> set[str]:
        """Everybody to whom it was given until a date, and those they stand in for, here or not."""
        given = [each for each in self.grants.in_force() if each.role == role]
        return {person for each in given for person in (each.person, each.instead_of) if person}

    @property
    def is_placed(self) -> bool:
        """Whether any role depends on the place."""
        given = {each.role for each in self.grants.in_force()}
        return bool(self.rules.placed) or any(map(self.depends_on_place, given))

    def depends_on_place(self, role: str) -> bool:
        return role in self.rules.placed or any(each.scope != CENTRE for each in self._given(role))

    def own(self, person: str) -> list[str]:
        return [role for role in self.rules.roles if self._is_among(person, self.rules.named(role))]

    def acting_for(self, person: str, role: str, scope: Scope = CENTRE) -> str | None:
        """In whose stead they have the role: None where it is their own, also for a time, or not theirs."""
        return self._counted(role, scope).get(person)

    def stand_ins(self, role: str) -> list[Grant]:
        """In force now; those who left stand in for nobody, and nobody stands in for them."""
        return [each for each in self._given(role) if each.instead_of and self.is_here(each.instead_of)]

    def _counted(self, role: str, scope: Scope) -> Holders:
        there = self.rules.located(scope)
        fitting = (self._now(entry, role) for entry in self._entries(role) if entry.fits(there))
        own = next(filter(None, fitting), {})
        besides = [each.person for each in self._granted(role) if each.scope.covers(there)]
        return _together([own, self._present(besides, role)])

    def _now(self, entry: Entry, role: str) -> Holders:
        """Its people; where all are gone, its deputies, in the stead of the first of them; these besides, where none of
        its people may approve.
        """
        here = self._present(entry.who, role)
        return _together([here, self._deputies(entry, role)]) if self._all_are_barred(here) else here

    def barred(self, person: str, deed: str) -> str:
        """Why this person may not approve or publish just now, in sentences; empty where they may."""
        rules = self.rules
        lacks = (self.learning.lack(person, name, rules.time_zone) for name in rules.gates.of(deed))
        return next(filter(None, lacks), "")

    def _all_are_barred(self, people: Iterable[str]) -> bool:
        """Also where there is nobody."""
        return not people or (bool(self.rules.gates.approve) and all(self.barred(each, "approve") for each in people))

    def _deputies(self, entry: Entry, role: str) -> Holders:
        gone = next(iter(self.people_of(entry.who)), None)
        return dict.fromkeys(self._present(entry.deputy, role), gone)

    def _present(self, members: Sequence[str], role: str) -> Holders:
        here: Holders = {each: None for each in self.people_of(members) if self.is_here(each)}
        standing_in: Holders = {
            each.person: each.instead_of for each in self.stand_ins(role) if each.instead_of in here
        }
        return _together([here, standing_in])

    def _asked(self, role: str, holders: Holders) -> Holders:
        """Whoever is left out has a stand-in among them who is not, so that somebody is asked."""
        away = {each.instead_of for each in self.grants.in_force() if each.instead_of and self.is_here(each.person)}
        left_out = {each.instead_of for each in self.stand_ins(role) if each.person not in away}
        return {each: stead for each, stead in holders.items() if each not in left_out}

    def _is_everyones(self, role: str, scope: Scope) -> bool:
        there = self.rules.located(scope)
        fitting = (entry for entry in self._entries(role) if entry.fits(there))
        counted = next((each for each in fitting if EVERYONE in each.who or self._now(each, role)), None)
        return counted is not None and EVERYONE in counted.who

    def _is_among(self, person: str, members: Iterable[str]) -> bool:
        return not self.names(person).isdisjoint(members)

    def _given(self, role: str) -> list[Grant]:
        return [each for each in self.grants.in_force() if each.role == role and self.is_here(each.person)]

    def _granted(self, role: str) -> list[Grant]:
        return [each for each in self._given(role) if not each.instead_of]

    def _entries(self, role: str) -> list[Entry]:
        return self.rules.roles.get(role, [])


def _together(several: Iterable[Holders]) -> Holders:
    """What is somebody's own counts before what they were given."""
    people: Holders = {}
    for holders in several:
        for person, stead in holders.items():
            people[person] = stead if stead is None else people.get(person, stead)
    return people
