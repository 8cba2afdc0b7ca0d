"""What reviewers do with a post, and what the end of its review makes of it."""

from bot.kernel.act import Act
from bot.posts.facts import PostApproved, PostRejected, PostSentBack
from bot.posts.life import DECISIONS, LIFE, Action, move
from bot.posts.model import Post
from bot.reviews import asking, course, service
from bot.reviews.life import Deed
from bot.reviews.model import Remark
from bot.reviews.seen import Seen


def offered(act: Act, post: Post, holders: course.Holders) -> frozenset[Action]:
    """What this person's buttons do, wherever they meet it: only whoever is waited for decides."""
    allowed = LIFE.allowed(act, post)
    if allowed.isdisjoint(DECISIONS) or act.who.id in course.people_waited_for(post, holders):
        return allowed
    return allowed - DECISIONS


def approve(act: Act, post: Post, seen: Seen) -> None:
    LIFE.check(post, Action.APPROVE)  # whoever comes late hears that first, though a later stage is not theirs
    service.approve(act, post, seen)


def request_changes(act: Act, post: Post, seen: Seen, draft: service.Draft) -> None:
    LIFE.check(post, Action.REQUEST_CHANGES)
    service.request_changes(act, post, seen, draft)


def reject(act: Act, post: Post, seen: Seen, draft: service.Draft) -> None:
    LIFE.check(post, Action.REJECT)
    service.reject(act, post, seen, draft)


def ask(act: Act, post: Post, seen: Seen, text: str) -> None:
    """A question before a decision."""
    LIFE.check(post, Action.ASK)
    asking.ask(act, post, seen, text)


def require_question(act: Act, post: Post, seen: Seen) -> None:
    """Raise Refused unless this person may ask about what they saw."""
    LIFE.check(post, Action.ASK)
    service.require_reviewer(act, post, seen, Action.ASK)


def require_answer(act: Act, post: Post, number: int) -> Remark:
    """The question of that number; raises Refused unless this person may answer it."""
    LIFE.require(act, post, Action.ANSWER)
    return asking.require_open(post, number)


def answer(act: Act, post: Post, number: int, text: str) -> None:
    require_answer(act, post, number)
    asking.answer(act, post, number, text)


def require_decision(act: Act, post: Post, seen: Seen, deed: Deed) -> None:
    """Raise Refused unless this person may decide so on what they saw: before a reason is written for nothing."""
    LIFE.check(post, Action(deed))
    service.require_decision(act, post, seen, deed)


def clear(act: Act, post: Post) -> None:
    """All stages have approved it: it waits for its time, or for one to be set."""
    move(act, post, Action.CLEAR)
    if post.planned_at and post.planned_at > act.when:
        move(act, post, Action.PLAN)
    act.record(PostApproved, of=post)


def send_back(act: Act, post: Post, reason: str) -> None:
    """Its author changes it, and the review begins again."""
    move(act, post, Action.REQUEST_CHANGES, reason)
    act.record(PostSentBack, of=post, note=reason)


def turn_down(act: Act, post: Post, reason: str) -> None:
    """It must not be published."""
    move(act, post, Action.REJECT, reason)
    act.record(PostRejected, of=post, note=reason)
