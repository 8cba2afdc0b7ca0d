"""After a freeze: each post that was on hold waits until somebody says that it is still right."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.company import Company
from bot.governance.settings import UNCONFIRMED
from bot.kernel import escalation, outbox
from bot.kernel.escalation import Fired
from bot.kernel.escalation.policy import NOTHING
from bot.kernel.views.again import asked_again
from bot.posts import calls, cards, queries
from bot.posts.clearance import in_the_way, looking_ahead, why_held
from bot.posts.model import Post, Status


def wait(session: Session, posts: Sequence[Post], company: Company, at: datetime) -> None:
    """Their accounts are frozen again: nobody is asked to confirm them just now."""
    escalation.stop_each(session, subjects=[post.subject for post in posts], why=Status.ON_HOLD)
    with looking_ahead(session, posts):
        for post in posts:
            cards.show(session, post, company, at)
        held = {cards.confirming(post): calls.on_hold(post, in_the_way(session, post, at)) for post in posts}
        outbox.settle_every(session, held, at=at)


def ask(session: Session, posts: Sequence[Post], company: Company, at: datetime) -> None:
    """Their accounts are thawed: each author says whether theirs is still right, and is asked again until then."""
    with looking_ahead(session, posts):
        asks = list[outbox.Ask]()
        for post in posts:
            cards.show(session, post, company, at)
            people = queries.called(session, post, ["author"], company) if post.is_intact else ()
            asks += [_asking(post, each, at.isoformat()) for each in people]
        outbox.ask_each(session, asks, at=at)
    policy = company.rules.policy(company.rules.reminders.unconfirmed).called(UNCONFIRMED)
    escalation.start_each(session, subjects=[post.subject for post in posts], policy=policy, at=at, since=at)


def remind(session: Session, post: Post, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of the policy; nobody is asked about what could not go out anyway."""
    if post.status != Status.ON_HOLD or why_held(session, post, fired.when):
        return
    channel = company.rules.channels.reminders
    asked = company.asked(fired, lambda whom: queries.called(session, post, whom, company, channel=channel))
    for each in asked.people:
        yield _asking(post, each, fired.key(each), fired.rank, fired.overdue, asked.why)


def _asking(
    post: Post, whom: str, key: str, rank: int = outbox.Urgency.DECISION, late: timedelta = NOTHING, why: str = ""
) -> outbox.Ask:
    return outbox.Ask(
        channel=whom,
        path=f"{cards.confirming(post)}:{whom}",
        key=key,
        message=calls.to_confirm(post, late=late),
        before=asked_again(post.name),
        urgency=rank,
        because=why,
    )
