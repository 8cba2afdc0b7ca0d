"""What a change's cards need to know beside it: what it changes, who holds which role, and who helps."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.changes import queries
from bot.changes.model import Change
from bot.company import Company
from bot.governance import Role
from bot.governance.differences import Difference
from bot.reviews.course import Holders


@dataclass(frozen=True)
class Around:
    differences: Sequence[Difference]
    holders: Holders
    helpers: Sequence[str]
    """Who is told where it cannot go on by itself."""

    @classmethod
    def of(cls, company: Company, session: Session, change: Change) -> "Around":
        differences = queries.what_changes(session, change)
        return cls(differences, company.steads, company.holders(Role.ADMINISTRATOR))


def is_here(change: Change, company: Company) -> bool:
    """Whether somebody proposed it who is still in the company."""
    return bool(change.proposer) and company.people.may_be_asked(change.proposer)


def speakers(change: Change, company: Company) -> list[str]:
    """Who hears what becomes of it, and answers: whoever proposed it, or administrators where that is nobody here."""
    return [change.proposer] if is_here(change, company) else company.holders(Role.ADMINISTRATOR)
