"""Whether a post may go out, and what is said where it may not."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import OUTLETS, outlet
from bot.freezes.queries import FREEZING
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.outgoing import Going, Rule, may_go_out
from bot.posts.model import Post, Status
from bot.posts.queries import ALIKE
from bot.products import REGISTERED, key_of
from bot.reviews import course

UNAPPROVED = "Its review has not approved it."
CLEARED = frozenset({Status.APPROVED, Status.SCHEDULED, Status.ON_HOLD})


def _unapproved(_session: Session, going: Going) -> str:
    post = going.matter
    if not isinstance(post, Post) or (post.status in CLEARED and course.stage_has_passed(post.review)):
        return ""
    return UNAPPROVED


def _changed(_session: Session, going: Going) -> str:
    post = going.matter
    return "" if not isinstance(post, Post) or post.is_intact else "It was changed in the database, outside Concord."


APPROVED = Rule("its review has approved it", _unapproved, "Wait for its reviewers.", warns=False)
UNCHANGED = Rule("it is what was approved", _changed, "Withdraw it, then submit it again.", warns=False)


def why_held(session: Session, post: Post, at: datetime | None, *, besides: Collection[Rule] = ()) -> list[str]:
    """Why it may not go out then, each in a sentence or two; none where it may."""
    there, products = outlet(session, post.account_id), [each.called for each in post.products]
    return may_go_out(session, Going(outlet=there, at=at, products=products, matter=post), besides=besides)


@contextmanager
def looking_ahead(session: Session, posts: Sequence[Post]) -> Iterator[None]:
    """What is asked about each of these, within a block in which none of it changes, is read once for all of them."""
    accounts = {post.account_id for post in posts}
    with (
        OUTLETS.ahead(session, accounts),
        FREEZING.ahead(session, accounts),
        REGISTERED.ahead(session, {key_of(each.called) for post in posts for each in post.products}),
        ALIKE.ahead(session, {post.gist for post in posts}),
    ):
        yield


def in_the_way(session: Session, post: Post, at: datetime) -> list[str]:
    """The same, but for its review, which is shown in other ways."""
    return why_held(session, post, at, besides=[APPROVED])


def on_hold(session: Session, post: Post, now: datetime) -> list[str]:
    """Why it will not go out though it is cleared."""
    return in_the_way(session, post, max(post.planned_at or now, now)) if post.status in CLEARED else []


def require_clear(act: Act, post: Post, at: datetime | None) -> None:
    """Raise TooLate where it may not go out then."""
    if reasons := why_held(act.session, post, at):
        raise TooLate(refusal(post, reasons))


def refusal(post: Post, reasons: Iterable[str]) -> str:
    return f"{post.label} is on hold. {' '.join(reasons)} See `/post show {post.id}`."
