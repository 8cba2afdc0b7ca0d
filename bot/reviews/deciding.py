"""What reviewers do with the matters of one kind, as these matters' life and their review allow it."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.kernel.act import Act
from bot.kernel.lifecycle import Life
from bot.reviews import asking, course, service
from bot.reviews.life import DECISIONS, Deed
from bot.reviews.model import Remark, Reviewed
from bot.reviews.seen import Seen

M = TypeVar("M", bound=Reviewed)


@dataclass(frozen=True)
class Reviewing(Generic[M]):
    """Whoever comes late hears from `life` that it is over, even where the stage is not theirs. All raise Refused."""

    life: Life[M, Any, Any]

    def offered(self, act: Act, its: M, holders: course.Holders) -> frozenset[Any]:
        """What this person's buttons do, wherever they meet it: only whoever is waited for decides."""
        allowed = self.life.allowed(act, its)
        if allowed.isdisjoint(DECISIONS) or act.who.id in course.people_waited_for(its, holders):
            return allowed
        return allowed - DECISIONS

    def require_decision(self, act: Act, its: M, seen: Seen, deed: Deed) -> None:
        """This person may decide so on what they saw: before a reason is written for nothing."""
        self.life.check(its, deed)
        service.require_decision(act, its, seen, deed)

    def approve(self, act: Act, its: M, seen: Seen) -> None:
        self.life.check(its, Deed.APPROVE)
        service.approve(act, its, seen)

    def request_changes(self, act: Act, its: M, seen: Seen, draft: service.Draft) -> None:
        self.life.check(its, Deed.REQUEST_CHANGES)
        service.request_changes(act, its, seen, draft)

    def reject(self, act: Act, its: M, seen: Seen, draft: service.Draft) -> None:
        self.life.check(its, Deed.REJECT)
        service.reject(act, its, seen, draft)

    def require_question(self, act: Act, its: M, seen: Seen) -> None:
        """This person may ask about what they saw."""
        self.life.check(its, Deed.ASK)
        service.require_reviewer(act, its, seen, Deed.ASK)

    def ask(self, act: Act, its: M, seen: Seen, text: str) -> None:
        self.life.check(its, Deed.ASK)
        asking.ask(act, its, seen, text)

    def require_answer(self, act: Act, its: M, number: int) -> Remark:
        """The question of that number, which this person may answer."""
        self.life.require(act, its, Deed.ANSWER)
        return asking.require_open(its, number)

    def answer(self, act: Act, its: M, number: int, text: str) -> None:
        self.require_answer(act, its, number)
        asking.answer(act, its, number, text)
