"""What stood when: the rules and who held which role, as last recorded; and who was refused a signature."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Date, Index, Table
from sqlalchemy.orm import Mapped, mapped_column

from bot.kernel.db import Base
from bot.kernel.events import Audited, Event, Named
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject
from bot.people import places


class Standing(Audited, Base):
    """`matter` is `governance`, `role:medical`, `group:S…` or `person:U…`; `value` how it stands. Each change
    of it is in the trail.

    Of governance: `sha256` of the file, program `version`, and `keys`, by path what each says, addresses masked. Of a
    role its `holders` and their `places`, as `bot.people.places` has them, of a group its `members`: ids of people. Of
    a person whether they `left`.
    """

    __tablename__ = "standings"

    matter: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]
    at: Mapped[datetime]

    @property
    def subject(self) -> Subject:
        return Subject.read(self.matter)


standings = cast("Table", Standing.__table__)


class Revision(Audited, Base):
    """A governance that somebody wrote down; whether it is in force stands elsewhere. No row is ever changed."""

    __tablename__ = "governance_revisions"
    __table_args__ = (Index(None, "sha256", "id"), {"sqlite_autoincrement": True})
    by_hash = frozenset({"text"})

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    """As a file would say it."""
    sha256: Mapped[str]
    based_on: Mapped[str]
    """The SHA-256 of what was in force then; empty for the first."""
    by: Mapped[str]
    at: Mapped[datetime]

    @property
    def subject(self) -> Subject:
        return Subject("revision", self.id)


class RefusedAttempts(Base):
    """How often a person was refused a signature on a day of the company's."""

    __tablename__ = "refused_attempts"

    person: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    count: Mapped[int]


refused_attempts = cast("Table", RefusedAttempts.__table__)


@dataclass(frozen=True, kw_only=True)
class StandingEvent(Event):
    """`before` is how it stood until then; empty where nobody had recorded it."""

    of: Standing
    before: Mapping[str, Any]


_PRODUCT = re.compile(r"(products\[\d+\])\.(?:name|local_names\[\d+\])$")
"""Where a governance file writes a name of a product."""


class RulesTakenUp(StandingEvent):
    """A process started with a governance file, or as a version, that is not the one before."""

    @property
    def new_names(self) -> dict[str, str]:
        """Each way to write a product that is new in it, with what the product is called."""
        then = set(_product_names(self.before.get("keys", {})))
        return {written: name for written, name in _product_names(self.of.value["keys"]).items() if written not in then}


def _product_names(keys: Mapping[str, str]) -> dict[str, str]:
    places = {path: at[1] for path in keys if (at := _PRODUCT.match(path))}
    return {keys[path]: keys[f"{product}.name"] for path, product in places.items()}


@dataclass(frozen=True, kw_only=True)
class RevisionKept(Event):
    """A governance was written down. It is in force only once it is taken up."""

    of: Revision


class RoleHoldersChanged(StandingEvent):
    """Other people hold a role than before, or hold it elsewhere: by the file's doing, by Slack's, or by a grant."""

    @property
    def holders(self) -> set[str]:
        """Who holds it somewhere now, or did before."""
        return {*self.before.get("holders", ()), *self.of.value["holders"]}

    def moved(self, scopes: Collection[Scope]) -> tuple[set[str], set[str]]:
        """Who is asked in these places no more, and who is now."""
        before, now = places.asked(self.before, scopes), self.now(scopes)
        return before - now, now - before

    def now(self, scopes: Collection[Scope]) -> set[str]:
        """Who is asked in these places."""
        return places.asked(self.of.value, scopes)


class GroupMembersChanged(StandingEvent):
    pass


class PersonLeft(StandingEvent):
    """Somebody for whom something may wait is no active member of the company's workspace any more."""


class PersonReturned(StandingEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class LevelFoundNobody(Event):
    """All whom a level of a reminder's policy names are gone: others were asked instead."""

    of: Named


@dataclass(frozen=True, kw_only=True)
class SignatureRefused(Event):
    """Somebody tried to do what signs and was not let; `of` names the subject that it was about."""

    of: Named
    verb: str
    why: str

    @property
    def noted(self) -> str:
        return f"{self.verb}: {self.why}"
