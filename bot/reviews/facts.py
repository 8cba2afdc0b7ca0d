"""What happens in reviews."""

from dataclasses import dataclass

from bot.kernel.events import Event
from bot.reviews.model import Decision, Remark, Review


@dataclass(frozen=True, kw_only=True)
class ReviewEvent(Event):
    of: Review


class ReviewBegan(ReviewEvent):
    """Its first stage decides, perhaps again: on a newer version."""

    @property
    def noted(self) -> str:
        return self.of.route


@dataclass(frozen=True, kw_only=True)
class StagePassed(ReviewEvent):
    """The next one decides."""

    stage: str

    @property
    def noted(self) -> str:
        return self.stage


class ReviewPassed(ReviewEvent):
    """The last stage has passed."""


class ChangesRequested(ReviewEvent):
    """The last decision says what has to change."""

    recorded_as = "review_changes_requested"


class ReviewRejected(ReviewEvent):
    """The last decision says why."""


@dataclass(frozen=True, kw_only=True)
class DecisionMade(Event):
    of: Decision
    signs = True

    @property
    def noted(self) -> str:
        return self.of.meaning


@dataclass(frozen=True, kw_only=True)
class RemarkEvent(Event):
    of: Remark


class QuestionAsked(RemarkEvent):
    pass


class QuestionAnswered(RemarkEvent):
    pass
