"""How roles and people stand now, compared with what was last recorded; each difference is a fact."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.company import Company
from bot.governance import is_group
from bot.kernel.act import due
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.subject import Subject
from bot.oversight.following import Following
from bot.oversight.keeping import keep
from bot.oversight.model import standings
from bot.people import places


class Standings:
    """One process's look; what it has seen recorded it does not compare again."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        company: Company,
        following: Following,
        relied_on: Callable[[Session], Iterable[str]],
    ) -> None:
        """`relied_on` are the people for whom something may wait by name, and not by a role."""
        self._database, self._clock, self._company, self._relied_on = database, clock, company, relied_on
        self._following = following
        self._recorded: dict[str, dict[str, Any]] = {}

    def look(self) -> None:
        """Put on record what is not as it was last recorded, by this process or any other. One that cannot follow the
        governance in force knows less than they do.
        """
        if not self._following.look():
            return
        news = {
            matter: value
            for matter, value in (*self._roles_now(), *self._groups_now(), *self._people_now())
            if self._recorded.get(matter) != value
        }
        if news:
            with self._database.transaction() as session:
                for matter, value in news.items():
                    keep(due(session, self._clock.now()), matter, value)
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
            gone = _on_record(session, "person")
        for person in sorted(relied_on | gone):
            is_here = self._company.people.surely([person])
            if is_here == set() or (is_here and person in gone):
                yield Subject("person", person), {"left": not is_here}

    def _roles_now(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Also those that the file names no more: nobody holds them."""
        rules, holdings = self._company.rules, self._company.people.holdings
        with self._database.snapshot() as session:
            known = _on_record(session, "role")
        for role in dict.fromkeys([*rules.roles, *sorted(known)]):
            if self._company.people.surely([*rules.named(role), *holdings.given(role)]) is not None:
                yield Subject("role", role), places.standing(holdings, role)

    def _groups_now(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for group in filter(is_group, self._company.rules.members()):
            if (members_now := self._company.people.surely([group])) is not None:
                yield Subject("group", group), {"members": sorted(members_now)}


def _on_record(session: Session, kind: str) -> set[str]:
    """The keys of all matters of that kind of which something is recorded."""
    matters = session.scalars(select(standings.c.matter).where(standings.c.matter.startswith(f"{kind}:")))
    return {Subject.read(each).key for each in matters}
