"""Who holds which role now: what the governance file says, and what Slack says, which is remembered for minutes.

Looking answers from memory and may be done anywhere. Whoever acts is looked up before a transaction is opened, for that
may ask Slack.
"""

from collections.abc import Collection, Iterable, Sequence, Set
from contextlib import suppress

from bot.governance import EVERYONE, Governance, InForce, is_group
from bot.governance.roles import FOR_EVERYONE, Role
from bot.kernel.actor import Actor
from bot.kernel.db import require_no_transaction
from bot.kernel.errors import Forbidden
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.text.lookalikes import words_of
from bot.people.grants import NO_GRANTS, Grants
from bot.people.holdings import Holders, Holdings
from bot.people.learning import NO_LEARNING, Learning
from bot.people.memory import AT_ONCE, Memory, Source, Unreachable
from bot.people.person import Person, why_not

FRESH_S = 300.0
"""After so many seconds what is remembered is asked for again behind whoever needs it."""
OLD_S = 600.0
"""Nobody acts by what was said longer ago than this."""
UNSIGNED = "Slack does not answer: I cannot check that you may sign. Try again in a minute."


class Directory:
    def __init__(
        self, source: Source, in_force: InForce, grants: Grants = NO_GRANTS, learning: Learning = NO_LEARNING
    ) -> None:
        self._in_force = in_force
        self._memory = Memory(source)
        self.holdings = Holdings(in_force, self._people_of, self.may_be_asked, self._names, grants, learning)

    @property
    def _governance(self) -> Governance:
        return self._in_force()

    @property
    def _groups(self) -> Sequence[str]:
        return self._governance.groups

    def actor(self, user_id: str) -> Actor:
        """The person as one who acts, by what Slack said in the last ten minutes.

        Raises Forbidden for all who may not act on anything, Unreachable where Slack had to be asked and was silent.
        """
        self._look_up(user_id)
        return self._actor(self.person(user_id))

    def agent(self, user_id: str) -> Actor:
        """As `actor`; somebody of an agency too, as one without any role who may write drafts on some accounts."""
        self._look_up(user_id)
        person = self.person(user_id)
        if person.may_be_let_in and self.holdings.drafts_for(user_id):
            return Actor(id=person.id, name=person.name, tz=person.tz, rights=self.holdings)
        return self._actor(person)

    def _look_up(self, user_id: str) -> None:
        require_no_transaction("Whoever acts is looked up")
        needed = [user_id, *self._groups]
        if ageing := self._memory.older_than(FRESH_S, needed):
            if old := self._memory.older_than(OLD_S, ageing):
                self._memory.ask(old)
            else:
                self._memory.ask_behind(ageing)

    def signer(self, user_id: str, roles: Collection[str]) -> Actor:
        """The person as one who signs: Slack is asked now, for them and for the groups that can give one of `roles`.

        Raises Forbidden as `actor` does, and Unreachable where Slack does not answer.
        """
        given = [each for each in self.holdings.grants.in_force() if each.person == user_id and each.role in roles]
        people = list(dict.fromkeys([user_id, *(each.instead_of for each in given if each.instead_of)]))
        groups = [group for group in self._groups if any(self._gives(group, each, roles) for each in people)]
        others = [each for each in self._groups if each not in groups]
        try:
            self._memory.ask([*people, *groups, *self._memory.older_than(OLD_S, others)], though_silent=True)
        except Unreachable as error:
            raise Unreachable(UNSIGNED) from error
        return self._actor(self.person(user_id))

    def anyway(self, user_id: str, name: str) -> Actor:
        """As `actor`; while Slack does not answer by what it said last, however long ago, or else by what the
        governance file says of this person. Raises Unreachable for somebody of whom neither is known.
        """
        try:
            return self.actor(user_id)
        except Unreachable:
            if person := self._memory.people.get(user_id):
                return self._actor(person)
            if not any(user_id in self._governance.named(role) for role in self._governance.roles):
                raise
            roles = self.holdings.roles(user_id).difference(FOR_EVERYONE)
            return Actor(id=user_id, name=name, roles=roles, rights=self.holdings)

    def meet(self, ids: Iterable[str]) -> None:
        """Ask Slack for those who are unknown or were met long ago, before a transaction needs them; bears silence."""
        with suppress(Unreachable):
            self._ask_for(self._memory.older_than(OLD_S, dict.fromkeys(ids)))

    def meet_slowly(self, ids: Iterable[str], source: Source) -> None:
        """Ask `source` for one after another, however long it takes; raises Unreachable where it does not say."""
        for each in sorted(ids):
            self._memory.learn(each, source.person(each))

    def warm(self, rules: Governance | None = None) -> None:
        """Ask for everybody whom the governance in force names, or `rules` that will be, so that nobody need wait;
        raises Unreachable.
        """
        named = [*(rules or self._governance).members(), *self.holdings.grants.people()]
        self._ask_for(self._memory.older_than(FRESH_S, filter(is_group, named)))
        self._ask_for(self._memory.older_than(FRESH_S, self._people_of(named)))

    def person(self, user_id: str) -> Person:
        """As Slack described them last; raises Unreachable where nobody asked yet."""
        known = self._memory.people.get(user_id)
        if known is None:
            self._memory.ask_behind([user_id])
            raise Unreachable
        return known

    def name_of(self, user_id: str) -> str:
        """The printed name; the id where nobody has asked Slack for it."""
        try:
            return self.person(user_id).name
        except Unreachable:
            return user_id

    def zone_of(self, user_id: str) -> str:
        """The name of the time zone where Slack last saw them; empty where nobody knows."""
        try:
            return self.person(user_id).tz
        except Unreachable:
            return ""

    def called(self, name: str) -> list[str]:
        """The ids of those whom Slack has told of and whose printed name it is."""
        return [each.id for each in self._memory.people.all() if words_of(each.name) == words_of(name)]

    def is_active(self, user_id: str) -> bool:
        return self.person(user_id).is_active

    def may_be_asked(self, user_id: str) -> bool:
        """Whether they are here; of whom nothing is known, as with `holders`."""
        try:
            return self.is_active(user_id)
        except Unreachable:
            return True  # rather asked in vain than not at all

    def holders(self, role: str, scope: Scope = CENTRE) -> list[str]:
        """Who is asked as `role` there now: active full members, in the governance file's order, each once.

        Where nothing is known, people whom the file names count as active, and a group as empty.
        """
        return self.holdings.holders(role, scope)

    def steads(self, role: str, scope: Scope = CENTRE) -> Holders:
        """These, each with the person in whose stead."""
        return self.holdings.steads(role, scope)

    def anywhere(self, role: str) -> list[str]:
        """Who is asked as `role` in some place or other."""
        return self.holdings.anywhere(role)

    def acting_for(self, person: str, role: str, scope: Scope = CENTRE) -> str | None:
        """In whose stead this person has the role there; None where it is their own, also for a time."""
        return self.holdings.acting_for(person, role, scope)

    def surely(self, members: Iterable[str]) -> set[str] | None:
        """The active people whom these people and groups mean, where Slack has said all of it in the last ten minutes;
        None where it has not.
        """
        named = [each for each in members if each != EVERYONE]
        if self._memory.older_than(OLD_S, [*named, *self._people_of(named)]):
            return None
        return {each for each in self._people_of(named) if self.is_active(each)}

    def read_grants(self) -> None:
        """Another process gave or ended some, or took in who has read or learned what."""
        self.holdings.learning.doubt()
        self.holdings.learning.read_if_doubted()
        self.holdings.grants.doubt()
        self.holdings.grants.read_if_doubted()

    def doubt_all(self) -> None:
        """Slack is asked again, behind whoever needs it, who they are whom the governance and grants name."""
        named = [*self._governance.members(), *self.holdings.grants.people()]
        for each in dict.fromkeys([*filter(is_group, named), *self._people_of(named)]):
            self._memory.doubt(each)

    def present(self, members: Sequence[str]) -> list[str]:
        """The active people whom these people and groups mean; of what is unknown as with `holders`."""
        return [each for each in self._people_of(members) if self.may_be_asked(each)]

    def learn(self, person: Person) -> None:
        """Slack told of a change by itself."""
        self._memory.learn(person.id, person)

    def learn_group(self, group_id: str, members: frozenset[str]) -> None:
        self._memory.learn(group_id, members)

    def mark(self, slack_id: str) -> str:
        """What is remembered of a person or group, so that processes may compare it; it says nothing itself."""
        return self._memory.mark(slack_id)

    def compare(self, slack_id: str, mark: str) -> None:
        """Slack told another process something with this mark: whoever remembers something else has to ask again."""
        if self._memory.mark(slack_id) not in {"", mark}:
            self._memory.doubt(slack_id)

    def close(self) -> None:
        self._memory.close()

    def _ask_for(self, ids: Sequence[str]) -> None:
        """However many: those few together that are waited for together."""
        for first in range(0, len(ids), AT_ONCE):
            self._memory.ask(ids[first : first + AT_ONCE])

    def _actor(self, person: Person) -> Actor:
        if why := why_not(person, self._governance.company, drafts=bool(self.holdings.drafts_for(person.id))):
            raise Forbidden(why)
        return Actor(
            id=person.id,
            name=person.name,
            roles=self.holdings.roles(person.id),
            tz=person.tz,
            rights=self.holdings,
            may_begin=person.is_admin and not self.holders(Role.ADMINISTRATOR),
        )

    def _names(self, user_id: str) -> Set[str]:
        return {user_id, EVERYONE, *(each for each in self._groups if user_id in (self._memory.groups.get(each) or ()))}

    def _gives(self, group: str, user_id: str, roles: Collection[str]) -> bool:
        """Whether it could give that person one of `roles` that the file does not give them by name."""
        entries = [entry for role in roles for entry in self._governance.roles.get(role, [])]
        return any(group in entry.members and user_id not in entry.members for entry in entries)

    def _people_of(self, members: Sequence[str]) -> list[str]:
        people: dict[str, None] = {}
        for member in members:
            if is_group(member):
                people.update(dict.fromkeys(sorted(self._memory.groups.get(member) or ())))
            elif member != EVERYONE:
                people[member] = None
        return list(people)
