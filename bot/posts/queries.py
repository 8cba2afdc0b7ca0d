"""Which posts there are, and whom they wait for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session, contains_eager, defaultload, joinedload, selectinload

from bot.accounts import ids_kept_by, outlet
from bot.company import Company
from bot.kernel import loading
from bot.kernel.actor import Actor
from bot.kernel.errors import NotFound
from bot.kernel.lookups import Lookup
from bot.kernel.text.characters import as_keyed
from bot.kernel.views.pagination import Filter, Page, page_of
from bot.networks import NETWORKS, Network, is_same_post, network_named, trace
from bot.posts.model import OPEN, Post, PostVersion, Status
from bot.reviews.model import Review
from bot.reviews.queries import may_wait_for


def _status(typed: str) -> str:
    """Also with the `_` or `-` that people write for blanks in filters; raises ValueError for no status."""
    return Status(as_keyed(typed).lower().replace("_", " ").replace("-", " "))


FILTERS = {
    "status": Filter(_status, f"There are {', '.join(Status)}."),
    "network": Filter(network_named, f"There are {NETWORKS}.", lambda value: Network(value).label),
    "author": Filter(is_person=True),
    "account": Filter(),
}
"""What `/post list` can be narrowed by, as `word:value`."""


def by_id(session: Session, post_id: int) -> Post:
    """The post, only to be looked at; raises NotFound."""
    return _there(session.get(Post, post_id, options=_WHOLE), post_id)


_WHOLE = (
    joinedload(Post.versions),
    joinedload(Post.review).options(joinedload(Review.decisions), selectinload(Review.remarks)),
)
"""What is signed in one statement: somebody's edit between two would look as if the post had been altered outside."""


DECIDED, ASKED = (defaultload(Post.review).selectinload(each) for each in (Review.decisions, Review.remarks))
"""For lists, which say why a post was sent back."""


def held(session: Session, post_id: int) -> Post:
    """The post and its review, held for change until the transaction ends; raises NotFound."""
    return _there(loading.held(session, Post, post_id, is_alone=False), post_id)


def if_free(session: Session, post_id: int) -> Post | None:
    """The post, held for change; None while somebody else is changing it."""
    return loading.held(session, Post, post_id, skip_locked=True, is_alone=False)


def called(session: Session, post: Post, whom: Iterable[str], company: Company, *, channel: str = "") -> list[str]:
    """Whom a policy's words mean about this post; `channel` is the one that they mean."""
    return company.at(session, post).resolve(whom, named(session, post, channel=channel))


def named(session: Session, post: Post, *, channel: str) -> dict[str, Sequence[str]]:
    """What these words mean besides roles."""
    return {**outlet(session, post.account_id).duties, "author": [post.author], "channel": [channel]}


def planned_between(session: Session, start: datetime, end: datetime, most: int) -> Sequence[Post]:
    """Posts with a planned time in [start, end): cleared, published or still in review, by that time."""
    living = Post.status.in_((*OPEN, Status.PUBLISHED))
    within = and_(Post.planned_at >= start, Post.planned_at < end)
    return session.scalars(select(Post).where(living, within).order_by(Post.planned_at, Post.id).limit(most)).all()


def overdue(session: Session, start: datetime, end: datetime, most: int) -> Sequence[Post]:
    """Posts that were to go out in [start, end) and are not out, the oldest first."""
    waits = Post.status == Status.SCHEDULED
    late = select(Post).where(waits, Post.planned_at >= start, Post.planned_at < end)
    return session.scalars(late.order_by(Post.planned_at, Post.id).limit(most)).all()


def due_on_accounts_of(session: Session, person: str, at: datetime) -> Sequence[Post]:
    """What was to go out by now and is not, where this person is one of the account's own."""
    late = select(Post).where(Post.status == Status.SCHEDULED, Post.planned_at <= at)
    return session.scalars(late.where(Post.account_id.in_(ids_kept_by(person))).order_by(Post.id)).all()


def in_review(session: Session) -> Sequence[Post]:
    """All of them, the longest waiting first."""
    return session.scalars(_in_review()).all()


def to_decide(session: Session, who: Actor, most: int) -> Sequence[Post]:
    """Those that may wait for this person's decision and that they did not write, the longest waiting first."""
    wrote = exists().where(PostVersion.post_id == Post.id, PostVersion.written_by == who.id)
    theirs = _in_review().where(may_wait_for(who), Post.author != who.id, ~wrote)
    return session.scalars(theirs.limit(most)).all()


def _in_review() -> Select[Post]:
    query = select(Post).where(Post.status == Status.IN_REVIEW).join(Post.review)
    review = contains_eager(Post.review).options(selectinload(Review.decisions), selectinload(Review.remarks))
    return query.order_by(Review.stage_began_at, Post.id).options(selectinload(Post.versions), review)


def authors(session: Session) -> set[str]:
    """Of posts that are not at their end."""
    return set(session.scalars(select(Post.author).where(Post.status.in_(OPEN)).distinct()))


def open_of(session: Session, author: str) -> Sequence[Post]:
    """Somebody's posts that are not at their end."""
    query = select(Post).where(Post.author == author, Post.status.in_(OPEN)).order_by(Post.id)
    return session.scalars(query).all()


def open_on(session: Session, account_id: int) -> Sequence[Post]:
    """An account's posts that are not at their end."""
    query = select(Post).where(Post.account_id == account_id, Post.status.in_(OPEN)).order_by(Post.id)
    return session.scalars(query).all()


def waiting_on(session: Session, accounts: Collection[int], *statuses: Status) -> Sequence[Post]:
    """What is on those accounts and is neither published nor withdrawn, held for change; the first planned first."""
    query = select(Post).where(Post.account_id.in_(accounts), Post.status.in_(statuses))
    whole = selectinload(Post.versions), selectinload(Post.products), DECIDED, ASKED
    held = query.order_by(Post.id).options(*whole).with_for_update(of=Post)
    return session.scalars(held.execution_options(populate_existing=True)).all()


def scheduled_on(session: Session, accounts: Collection[int]) -> int:
    """How many are to go out there."""
    counting = select(func.count()).where(Post.account_id.in_(accounts), Post.status == Status.SCHEDULED)
    return session.execute(counting).scalar_one()


def held_on(session: Session, accounts: Collection[int]) -> dict[int, list[str]]:
    """By account, what its posts on hold are called."""
    names: dict[int, list[str]] = {}
    query = select(Post).where(Post.account_id.in_(accounts), Post.status == Status.ON_HOLD).order_by(Post.id)
    for post in session.scalars(query):
        names.setdefault(post.account_id, []).append(post.name)
    return names


def twins(session: Session, post: Post) -> Sequence[Post]:
    """Posts with the same text for another network."""
    return [each for each in ALIKE.of(session, post.gist) or () if each.network != post.network]


def _alike(session: Session, gists: Collection[str]) -> dict[str, list[Post]]:
    alike: dict[str, list[Post]] = {}
    living = Post.status.in_((*OPEN, Status.PUBLISHED))
    for each in session.scalars(select(Post).where(Post.gist.in_(gists), living).order_by(Post.id)):
        alike.setdefault(each.gist, []).append(each)
    return alike


ALIKE = Lookup(_alike)
"""Posts with the same text, by what that comes to."""


def published_at(session: Session, network: Network, url: str) -> Post | None:
    """The post that is out at that address, however the address is written."""
    may_be = and_(Post.network == network, Post.published_url.contains(trace(network, url), autoescape=True))
    posts = session.scalars(select(Post).where(may_be).order_by(Post.id))
    return next((post for post in posts if is_same_post(network, post.published_url, url)), None)


def listing(
    session: Session, filters: Mapping[str, str], number: int = 1, *, on: Select[int] | None = None
) -> Page[Post]:
    """A page of all posts that the filters leave, the newest first; `on` finds the ids of the accounts meant."""
    query = select(Post).where(*_conditions(filters)).order_by(Post.id.desc()).options(DECIDED)
    return page_of(session, query if on is None else query.where(Post.account_id.in_(on)), number)


def _conditions(filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    for name, value in filters.items():
        if name == "author":
            where.append(Post.author == value)
        elif name in FILTERS and name != "account":
            where.append(getattr(Post, name) == value)
    return where


def _there(post: Post | None, post_id: int) -> Post:
    if post is None:
        raise NotFound(f"There is no post #{post_id}. See `/post list`.")
    return post
