"""What follows once a post is cleared, until it is out, and who is told."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from bot import audit
from bot.accounts import Outlet, outlet
from bot.company import Company
from bot.governance import Role
from bot.governance.settings import PUBLICATION
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import mrkdwn, person, when
from bot.kernel.views.again import asked_again
from bot.kernel.views.blocks import Message
from bot.posts import calls, cards, queries
from bot.posts.facts import AlterationFound, PostApproved, PostGivenBack, PostPlanned, PostPublished
from bot.posts.intact import differences
from bot.posts.model import Post, Status


def watch(session: Session, event: PostApproved | PostPlanned, company: Company) -> None:
    """The policy begins at the planned time; a new time begins it afresh."""
    post = event.of
    if post.status == Status.SCHEDULED and post.planned_at:
        policy = company.rules.policy(company.rules.reminders.publication)
        escalation.start(session, subject=post.subject, policy=policy.called(PUBLICATION), at=post.planned_at)


def tell_new_time(session: Session, event: PostPlanned, company: Company) -> None:
    planned = when(event.of.planned_at) if event.of.planned_at else ""
    cards.end_publication(session, event, mrkdwn("{} set its time to {}.", person(event.who.id), planned))
    cards.tell(session, event, company)


def call_publishers(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of a publication's policy; the first call comes at the time that was planned, whatever hour that is."""
    # Not held for change: whoever publishes just now holds the post and waits for this level to be said.
    post = queries.by_id(session, fired.subject.number)
    note_alteration(session, post, fired.when)
    there, channel = outlet(session, post.account_id), company.rules.channels.reminders
    asked = company.asked(fired, lambda whom: queries.called(session, post, whom, company, channel=channel))
    for each in asked.people:
        yield outbox.Ask(
            channel=each,
            path=f"{cards.calling(post)}:{each}",
            key=fired.key(each),
            message=asked.explained(_call(post, there, fired, each)),
            before=asked_again(post.name),
            urgency=fired.rank,
            at_once=fired.is_first,
            is_alone=True,  # it has the text to copy
        )


def _call(post: Post, there: Outlet, fired: Fired, whom: str) -> Message:
    if not post.is_intact:
        return calls.altered(post)
    if not there.is_open:
        return calls.has_no_account(post, there)
    return calls.to_publish(post, there, publishes=whom in there.publishers, late=fired.overdue)


def stop(session: Session, event: PostGivenBack | PostPublished, company: Company) -> None:
    """No more pings, at once; each call to publish says how it ended."""
    escalation.stop(session, subject=event.of.subject, why=event.of.status)
    escalation.stop(session, subject=event.of.review_subject, why=event.of.status)
    how = "{} published it." if isinstance(event, PostPublished) else "{} returned it to its author."
    cards.end_publication(session, event, mrkdwn(how, person(event.who.id)))
    cards.tell(session, event, company)


def tell_of_closed_account(session: Session, post: Post, there: Outlet, at: datetime) -> None:
    """The author hears at once that the account is gone for which the post is meant; nobody is called to publish."""
    key, message = f"{post.subject}:closed", calls.has_no_account(post, there)
    cards.replace_calls(session, post, message, at)
    outbox.post(session, key=key, channel=post.author, message=message, at=at, thread=cards.authors(post))


def note_alteration(session: Session, post: Post, at: datetime) -> None:
    """Each difference between the tables and what was signed goes on record once."""
    noted = audit.notes(session, post.subject, AlterationFound)
    for difference in differences(post):
        if difference not in noted:
            due(session, at).record(AlterationFound, of=post, difference=difference)


def warn_of_alteration(session: Session, event: AlterationFound, company: Company) -> None:
    """Once per difference."""
    post, message = event.of, calls.alteration(event.of, event.difference)
    cards.replace_calls(session, post, calls.altered(post), event.when)
    key = f"{post.subject}:altered:{hashlib.sha256(event.difference.encode()).hexdigest()[:16]}"
    for each in company.holders(Role.ADMINISTRATOR):
        urgency = outbox.Urgency.DECISION
        outbox.post(session, key=f"{key}:{each}", channel=each, message=message, at=event.when, urgency=urgency)
