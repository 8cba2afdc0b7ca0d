"""What a statement's cards need to know beside it: its accounts, how long it is there, and who decides on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from bot.accounts import Outlet, outlets_of
from bot.company import Company
from bot.governance import Role
from bot.networks import Count, Network
from bot.reviews.course import Holders
from bot.voice.lengths import lengths
from bot.voice.model import Statement

NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Around:
    outlets: Sequence[Outlet]
    counts: Mapping[Network, Count]
    holders: Holders
    helpers: Sequence[str]
    """Who is told where its review cannot go on by itself."""
    before: Mapping[int, str]
    """By account: where an older one is posted, for those who are to say this one."""

    def may_say(self, person: str) -> bool:
        """Whether this person looks after one of its accounts."""
        return any(person in its.people for its in self.outlets)

    @classmethod
    def of(
        cls,
        company: Company,
        session: Session,
        statement: Statement,
        known: Mapping[int, Outlet] | None = None,
        before: Mapping[int, str] = NOTHING,
    ) -> "Around":
        """`known`: its accounts and others, where they were looked up before."""
        ids = [each.account_id for each in statement.accounts]
        outlets = outlets_of(session, ids) if known is None else [known[each] for each in ids if each in known]
        counts = lengths(statement.text, outlets, company.rules)
        there = company.at(session, statement)
        return cls(outlets, counts, there.steads, company.holders(Role.ADMINISTRATOR), before)
