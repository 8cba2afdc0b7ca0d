"""The company as reactions need it: its rules, and the people who hold its roles now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.governance import Governance, InForce, Whom
from bot.governance.hours import next_opening
from bot.governance.roles import Role
from bot.kernel import outbox, zones
from bot.kernel.escalation import Fired
from bot.kernel.lifecycle import Placed
from bot.kernel.outbox import Urgency
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.text.markup import PERSON_ID
from bot.kernel.views.blocks import Message
from bot.people import Directory

STANDS_IN = {
    "owner": ("backup",),
    "backup": ("owner",),
    "publisher": ("deputy", "owner", "backup"),
    "deputy": ("publisher", "owner", "backup"),
    "author": ("owner", "backup"),
    "maker": ("owner", "backup"),
}
"""Of a matter's own people: who is asked instead of somebody who left."""
LAST = (Role.COMMUNITY_MANAGER, Role.ADMINISTRATOR)
"""Who is asked where all of them left."""


@dataclass(frozen=True)
class Asked:
    """Whom a level of a policy asks."""

    people: list[str]
    why: str = ""
    """Why these, in a sentence, where all whom the level names are gone."""


@dataclass(frozen=True)
class Company:
    """`where` says whom a role means; nothing in particular is the whole company."""

    in_force: InForce
    people: Directory
    where: tuple[Scope, ...] = (CENTRE,)
    workspace: Callable[[], str] = lambda: ""
    """Its address in Slack, ending in a slash; empty while Slack has not said it."""

    def at(self, session: Session, matter: Placed) -> "Company":
        """The company as it is where that matter is; what is in several places belongs to the people of each."""
        if not self.people.holdings.is_placed:
            return self
        return replace(self, where=tuple(matter.scopes(session)))

    @property
    def rules(self) -> Governance:
        return self.in_force()

    def holders(self, role: str) -> list[str]:
        return list(self.steads(role))

    def steads(self, role: str) -> dict[str, str | None]:
        """Its holders, each with the person in whose stead; None where it is their own in one of the places."""
        people: dict[str, str | None] = {}
        for scope in self.where:
            for person, stead in self.people.steads(role, scope).items():
                people[person] = stead if people.get(person, stead) else None
        return people

    def name_of(self, person: str) -> str:
        return self.people.name_of(person)

    def message_at(self, channel: str, ts: str) -> str:
        """The address of a message in Slack, where the workspace's is known."""
        workspace = self.workspace()
        return f"{workspace}archives/{channel}/p{ts.replace('.', '')}" if workspace else ""

    def opening(self, at: datetime, *, reader: str, market: str) -> datetime:
        """The first moment from `at` on at which a person is at work, or for a channel the account's market.

        A person's zone is the one that Slack knows; where it knows none, or a market has none, it is the company's.
        """
        is_person = PERSON_ID.fullmatch(reader)
        name = self.people.zone_of(reader) if is_person else zones.first_of(market)
        zone = zones.known(name) or zones.own(self.rules.time_zone)
        return next_opening(at, zone, self.rules.working_hours.of(zones.market_of(zone.key) if is_person else market))

    def is_at_work(self, person: str, at: datetime) -> bool:
        return self.opening(at, reader=person, market="") == at

    def named_in(self, text: str) -> str:
        """Text of ours in which somebody was called by their id, with their name where it is known by now."""
        return PERSON_ID.sub(lambda match: self.name_of(match[0]), text)

    def tell_administrators(
        self, session: Session, key: str, message: Message, at: datetime, urgency: Urgency = Urgency.DECISION
    ) -> None:
        """Each of them directly, once a `key`."""
        for each in self.holders(Role.ADMINISTRATOR):
            outbox.post(session, key=f"{key}:{each}", channel=each, message=message, at=at, urgency=urgency)

    def resolve(self, whom: Iterable[str], named: Mapping[str, Iterable[str]]) -> list[str]:
        """Whom a policy's level means, each once; `named` says who the matter's own people are (owner, backup …).

        Instead of one of these who left, whoever stands in for them is asked.

        `channel` names nobody: the announcer decides which one it is.
        """
        people: dict[str, None] = {}
        for word in whom:
            kind, name = Whom.read(word)
            if kind == "role":
                people.update(dict.fromkeys(self.holders(name)))
            elif kind == "group":
                people.update(dict.fromkeys(self.people.present([name])))
            elif kind == "user":
                people.update(dict.fromkeys(self._here([name])))
            elif word == "centre":
                people.update(dict.fromkeys(self.people.holders(Role.COMMUNITY_MANAGER)))
            elif word in STANDS_IN:
                people.update(dict.fromkeys(self._asked_for(word, named)))
            else:
                people.update(dict.fromkeys(each for each in named.get(word, ()) if each))
        return list(people)

    def asked(self, fired: Fired, resolve: Callable[[Sequence[str]], list[str]]) -> Asked:
        """Whom a level asks; where all of them are gone, the next level that finds somebody, and after the last one
        those who lead, or the matter's channel.
        """
        people = resolve(fired.whom)
        if people or set(fired.whom) == {"channel"}:
            return Asked(people)
        nobody = f"Level {fired.level + 1} finds nobody ({', '.join(fired.whom)})"
        policy = self.rules.followed(fired.policy)
        later = policy.levels[fired.level + 1 :] if policy else []
        for number, level in enumerate(later, start=fired.level + 2):
            if people := resolve(level.whom):
                return Asked(people, f"{nobody}, so level {number} is asked.")
        if people := resolve([f"role:{each}" for each in LAST]):
            return Asked(people, f"{nobody}, nor does a later one, so those who lead are asked.")
        return Asked(resolve(["channel"]), f"{nobody}, nor does a later one, and nobody leads.")

    def may_stand_in(self, person: str, whom: Iterable[str]) -> bool:
        """Whether such words may mean this person also where nothing of the matter is theirs."""
        asked = {name for kind, name in map(Whom.read, whom) if kind == "role"}
        roles = {*LAST, *asked}
        return any(person in self.people.anywhere(role) for role in roles) or person in self.resolve(whom, {})

    def _asked_for(self, word: str, named: Mapping[str, Iterable[str]]) -> list[str]:
        if not any(named.get(word, ())):
            return []
        own = (self._here(named.get(each, ())) for each in (word, *STANDS_IN[word]))
        held = (self.holders(role) for role in LAST)
        return next(filter(None, (*own, *held)), [])

    def _here(self, people: Iterable[str]) -> list[str]:
        return [each for each in people if each and self.people.may_be_asked(each)]
