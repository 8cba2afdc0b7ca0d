"""How rules and roles stand now, compared with what was last recorded; each difference is a fact."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.company import Company
from bot.governance import EVERYONE
from bot.kernel.act import due
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.statements import add_new
from bot.kernel.subject import Subject
from bot.oversight.model import (
    GroupMembersChanged,
    PersonLeft,
    PersonReturned,
    RoleHoldersChanged,
    RulesTakenUp,
    Standing,
    StandingEvent,
    standings,
)
from bot.version import VERSION

GOVERNANCE = "governance"
RETURNED = "returned"
MOST_PATHS = 30
NEVER = datetime.fromtimestamp(0, UTC)
"""Of what is not on record yet: so that the first record tells all that stands in the row."""
FACTS: Mapping[str, type[StandingEvent]] = {
    GOVERNANCE: RulesTakenUp,
    "role": RoleHoldersChanged,
    "group": GroupMembersChanged,
    "person": PersonLeft,
    RETURNED: PersonReturned,
}
"""By the kind of matter."""


class Standings:
    """One process's look; what it has seen recorded it does not compare again."""

    def __init__(
        self, database: Database, clock: Clock, company: Company, relied_on: Callable[[Session], Iterable[str]]
    ) -> None:
        """`relied_on` are the people for whom something may wait by name, and not by a role."""
        self._database, self._clock, self._company, self._relied_on = database, clock, company, relied_on
        self._recorded: dict[str, dict[str, Any]] = {}

    def look(self) -> None:
        """Put on record what is not as it was last recorded, by this process or any other."""
        news = {
            matter: value
            for matter, value in (*self._now(), *self._people_now())
            if self._recorded.get(matter) != value
        }
        if news:
            with self._database.transaction() as session:
                for matter, value in news.items():
                    _keep(session, matter, value, self._clock.now())
            self._recorded.update(news)

    def notice(self) -> None:
        """Slack has just told this process something: it knows better than whatever is on record."""
        with self._database.snapshot() as session:
            self._recorded = {row.matter: row.value for row in session.execute(select(standings))}
        self.look()

    def meet(self) -> None:
        """Ask Slack for everybody who is relied on: it may have told nobody that one of them left."""
        with self._database.snapshot() as session:
            relied_on = sorted(self._relied_on(session))
        self._company.people.meet(relied_on)

    def _people_now(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Who left; and who of those is there again."""
        with self._database.snapshot() as session:
            relied_on = set(self._relied_on(session))
            left = session.scalars(select(standings.c.matter).where(standings.c.matter.startswith("person:"))).all()
        gone = {Subject.read(matter).key for matter in left}
        for person in sorted(relied_on | gone):
            is_here = self._company.people.surely([person])
            if is_here == set() or (is_here and person in gone):
                yield Subject("person", person), {"left": not is_here}

    def _now(self) -> Iterator[tuple[str, dict[str, Any]]]:
        rules = self._company.rules
        yield GOVERNANCE, {"sha256": rules.sha256, "version": VERSION, "keys": rules.keys}
        for role in rules.roles:
            if self._company.people.surely(rules.named(role)) is not None:
                holders = {*self._company.people.anywhere(role), *({EVERYONE} & set(rules.named(role)))}
                yield Subject("role", role), {"holders": sorted(holders)}
        for group in filter(lambda each: each.startswith("S"), rules.members()):
            if (members_now := self._company.people.surely([group])) is not None:
                yield Subject("group", group), {"members": sorted(members_now)}


def _keep(session: Session, matter: str, value: dict[str, Any], when: datetime) -> None:
    """Of several processes that see the same at the same moment, the first records it."""
    add_new(session, standings, [{"matter": matter, "value": {}, "at": NEVER}])
    standing = session.get_one(Standing, matter, with_for_update=True, populate_existing=True)
    before = standing.value
    if before == value:
        return
    standing.value, standing.at = value, when
    fact = FACTS[standing.subject.kind if value.get("left", True) else RETURNED]
    due(session, when).record(fact, of=standing, note=_difference(before, value))


def _difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    if "left" in now:
        return ""
    if "keys" in now:
        return _of_rules(before, now)
    [people] = now.values()
    then: list[str] = next(iter(before.values()), [])
    given, taken = (_people("given to", people, then), _people("taken from", then, people))
    return "; ".join(filter(None, ["" if before else "first recorded", given, taken]))


def _people(verb: str, these: Sequence[str], those: Sequence[str]) -> str:
    new = [each for each in these if each not in those]
    return f"{verb} {', '.join(new)}" if new else ""


def _of_rules(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    keys, then = now["keys"], before.get("keys", {})
    paths = [path for path in {**then, **keys} if then.get(path) != keys.get(path)] if before else []
    more = [f"and {len(paths) - MOST_PATHS} more"] if len(paths) > MOST_PATHS else []
    which = f"changed: {', '.join([*paths[:MOST_PATHS], *more])}" if paths else "no key changed"
    return f"SHA-256 {now['sha256']}, Concord {now['version']}; {which if before else 'first recorded'}"
