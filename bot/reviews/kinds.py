"""What a context says of the matters that it has reviewed: how they look, whose they are, what their review does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel.act import Act
from bot.kernel.outbox import Urgency
from bot.kernel.subject import Subject
from bot.kernel.views.blocks import Message
from bot.reviews.course import Holders
from bot.reviews.model import Review, Reviewed


class Around(Protocol):
    """What the cards of a matter need to know beside it."""

    @property
    def holders(self) -> Holders: ...
    @property
    def helpers(self) -> Sequence[str]:
        """Who is told where its review cannot go on by itself."""


M = TypeVar("M", bound=Reviewed)
A = TypeVar("A", bound=Around)


M_co = TypeVar("M_co", bound=Reviewed, covariant=True)


class Queries(Protocol[M_co]):
    """Which of them there are."""

    @property
    def by_id(self) -> Callable[[Session, int], M_co]: ...
    @property
    def if_free(self) -> Callable[[Session, int], M_co | None]:
        """Held for change; None while somebody else is changing it."""

    @property
    def in_review(self) -> Callable[[Session], Sequence[M_co]]: ...


def _like_other_decisions(_: Any) -> int | None:
    return None


def _in_review_channel(_: Reviewed, company: Company) -> str:
    return company.rules.channels.reviews


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[M, A]):
    """Of the matters of one kind."""

    kind: str
    """Of their subjects."""
    buttons: str
    """With which the ids of their buttons begin."""
    queries: Queries[M]
    around: Callable[[Company, Session, M], A]

    look: Callable[[M, A, bool, bool], Message]
    """The card of whoever is asked to decide on it, or to help: whether they decide, and read reasons."""
    show: Callable[[Session, M, Company, datetime], A]
    """All other cards: the room's, and those of whose it is; returns what they needed to know."""
    ended: Callable[[M], Message]
    """What all that asked for its review becomes."""
    news: Callable[[M, A, str], Message]
    """How it ended, for one of its speakers."""

    speakers: Callable[[Session, M, Company], Mapping[str, str | None]]
    """Who answers for it and hears how it ends, each with their card of it if they have one."""
    named: Callable[[Session, M, Company], Mapping[str, Sequence[str]]]
    """What the words of policies mean about it, besides roles and its stage's reviewers."""

    approve: Callable[[Act, M], object]
    send_back: Callable[[Act, M, str], object]
    turn_down: Callable[[Act, M, str], object]

    room: Callable[[M, Company], str] = _in_review_channel
    """Where all may read of it; empty where there is no such channel."""
    timed_as: str = ""
    """The kind of the subjects to which time limits belong, where that is another."""
    rank: Callable[[M], int | None] = _like_other_decisions
    """Of all that is said of it, where it is not like other decisions."""

    def urgency(self, its: M) -> int:
        rank = self.rank(its)
        return Urgency.DECISION if rank is None else rank

    @property
    def timed(self) -> str:
        return self.timed_as or self.kind

    def limit(self, its: M) -> Subject:
        """To which the time limit of its stages belongs."""
        return Subject(self.timed, its.id)

    def of_review(self, session: Session, review: Review) -> M:
        """The one that is reviewed; whoever changes one holds it."""
        return self.queries.by_id(session, review.subject.number)

    def called(
        self, session: Session, its: M, whom: Sequence[str], deciding: Sequence[str], company: Company
    ) -> list[str]:
        """Whom a policy's words mean about it."""
        named = {**self.named(session, its, company), "stage": deciding}
        return company.at(session, its).resolve(whom, named)
