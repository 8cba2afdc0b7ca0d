"""What a statement's cards need to know beside it: its accounts, how long it is there, and who decides on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.accounts import Outlet, outlets_of
from bot.company import Company
from bot.governance import Role
from bot.networks import Count, Network
from bot.reviews.course import Holders
from bot.voice import queries
from bot.voice.lengths import lengths
from bot.voice.model import Statement


@dataclass(frozen=True)
class Around:
    outlets: Sequence[Outlet]
    counts: Mapping[Network, Count]
    before: Mapping[int, str]
    """By account: where an older one is posted."""
    holders: Holders
    helpers: Sequence[str]
    """Who is told where its review cannot go on by itself."""

    def may_say(self, person: str) -> bool:
        """Whether this person looks after one of its accounts."""
        return any(person in its.people for its in self.outlets)

    @classmethod
    def of(cls, company: Company, session: Session, statement: Statement) -> "Around":
        outlets = outlets_of(session, [each.account_id for each in statement.accounts])
        counts = lengths(statement.text, outlets, company.rules)
        before = queries.posted_before(session, statement)
        there = company.at(session, statement)
        return cls(outlets, counts, before, there.steads, company.holders(Role.ADMINISTRATOR))
