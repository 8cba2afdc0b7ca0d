"""The posts that wait for one person: to be decided on, to be answered for or gone on with, to be published."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from bot.accounts import ids_kept_by
from bot.company import Company
from bot.freezes.queries import is_frozen
from bot.governance.settings import PUBLICATION
from bot.kernel import escalation
from bot.kernel.act import Act
from bot.kernel.views.asks import MOST
from bot.kernel.views.pagination import Page, page_in
from bot.posts import queries
from bot.posts.model import OPEN, Post, PostProduct, Status
from bot.reviews import course
from bot.reviews.queries import has_open_question

ASKED_ABOUT = Post.status.in_(OPEN) & Post.products.any(PostProduct.asked_at.is_not(None))
"""Somebody has to say whether it is still right."""


def waiting_for(act: Act, company: Company) -> list[Post]:
    """The longest waiting first."""
    posts = {*_to_review(act, company), *_to_go_on_with(act, company), *_to_publish(act, company)}
    return sorted(posts, key=lambda post: (post.moved_at, post.id))


def page(act: Act, company: Company, number: int = 1) -> Page[Post]:
    return page_in(waiting_for(act, company), number)


def _to_review(act: Act, company: Company) -> list[Post]:
    """Of several reviewers whom a stage asks, one may have given what another could, or somebody stands in. Who may
    help is known without a question to the database, so that comes first.
    """

    def is_asked(post: Post) -> bool:
        return act.who.id in course.people_waited_for(post, company.at(act.session, post).steads)

    return [
        post for post in queries.to_decide(act.session, act.who, MOST) if course.may_help(act, post) and is_asked(post)
    ]


def _to_go_on_with(act: Act, company: Company) -> list[Post]:
    """Their own, and those of authors who left."""
    is_asked = and_(Post.status == Status.IN_REVIEW, Post.review.has(has_open_question()))
    is_thawed = and_(Post.status == Status.ON_HOLD, ~is_frozen(Post.account_id))
    stands = or_(Post.status.in_((Status.CHANGES_REQUESTED, Status.APPROVED)), is_thawed, is_asked, ASKED_ABOUT)
    posts = _open(act, company, stands, ())
    return [post for post in posts if act.who.id in queries.called(act.session, post, ["author"], company)]


def _to_publish(act: Act, company: Company) -> list[Post]:
    """It is time, and this person was called, or is about to be."""
    policy = company.rules.policy(company.rules.reminders.publication)
    is_due = (Post.status == Status.SCHEDULED) & (Post.planned_at <= act.when)
    posts = _open(act, company, is_due, policy.words)
    words = escalation.words_by_now(act.session, [post.subject for post in posts], PUBLICATION)

    def is_called(post: Post) -> bool:
        return act.who.id in queries.called(act.session, post, words.get(post.subject, ()), company)

    return [post for post in posts if is_called(post)]


def _open(act: Act, company: Company, stands: ColumnElement[bool], words: Sequence[str]) -> Sequence[Post]:
    """Those that may be this person's; of all accounts for those whom `words` may mean wherever it is."""
    posts, person = select(Post).where(stands).order_by(Post.moved_at, Post.id).limit(MOST), act.who.id
    if not company.may_stand_in(person, words):
        posts = posts.where(or_(Post.author == person, Post.account_id.in_(ids_kept_by(person))))
    return act.session.scalars(posts.options(queries.DECIDED)).all()
