"""What reviewers do with a change of the governance."""

from bot.changes.life import DECISIONS, LIFE, Action
from bot.changes.model import Change
from bot.kernel.act import Act
from bot.reviews import asking, course, service
from bot.reviews.life import Deed
from bot.reviews.model import Remark
from bot.reviews.seen import Seen


def offered(act: Act, change: Change, holders: course.Holders) -> frozenset[Action]:
    """What this person's buttons do: only whoever is waited for decides."""
    allowed = LIFE.allowed(act, change)
    return allowed if act.who.id in course.people_waited_for(change, holders) else allowed - DECISIONS


def require_decision(act: Act, change: Change, seen: Seen, deed: Deed) -> None:
    """Raise Refused unless this person may decide so on what they saw."""
    LIFE.check(change, Action(deed))
    service.require_decision(act, change, seen, deed)


def approve(act: Act, change: Change, seen: Seen) -> None:
    LIFE.check(change, Action.APPROVE)
    service.approve(act, change, seen)


def request_changes(act: Act, change: Change, seen: Seen, draft: service.Draft) -> None:
    LIFE.check(change, Action.REQUEST_CHANGES)
    service.request_changes(act, change, seen, draft)


def reject(act: Act, change: Change, seen: Seen, draft: service.Draft) -> None:
    LIFE.check(change, Action.REJECT)
    service.reject(act, change, seen, draft)


def require_question(act: Act, change: Change, seen: Seen) -> None:
    """Raise Refused unless this person may ask about what they saw."""
    LIFE.check(change, Action.ASK)
    service.require_reviewer(act, change, seen, Deed.ASK)


def ask(act: Act, change: Change, seen: Seen, text: str) -> None:
    LIFE.check(change, Action.ASK)
    asking.ask(act, change, seen, text)


def require_answer(act: Act, change: Change, number: int) -> Remark:
    """The question of that number; raises Refused unless this person may answer it."""
    LIFE.require(act, change, Action.ANSWER)
    return asking.require_open(change, number)


def answer(act: Act, change: Change, number: int, text: str) -> None:
    require_answer(act, change, number)
    asking.answer(act, change, number, text)
