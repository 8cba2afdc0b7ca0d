"""What follows once a post is cleared, until it is out, and who is told."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot import audit
from bot.accounts import Outlet, outlet
from bot.company import Company
from bot.governance import Role
from bot.governance.settings import PUBLICATION, UNCONFIRMED
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.escalation import Asking, Fired
from bot.kernel.text.markup import mrkdwn, person, when
from bot.kernel.views.again import asked_again
from bot.kernel.views.blocks import Message
from bot.posts import calls, cards, confirming, queries
from bot.posts.clearance import in_the_way, looking_ahead, why_held
from bot.posts.facts import AlterationFound, PostApproved, PostGivenBack, PostPlanned, PostPublished
from bot.posts.intact import differences
from bot.posts.model import Post, Status


def watch(session: Session, event: PostApproved | PostPlanned, company: Company) -> None:
    """The policy begins at the planned time; a new time begins it afresh."""
    post = event.of
    if post.status == Status.SCHEDULED and post.planned_at:
        _call_from(session, post, company, post.planned_at)


def _call_from(session: Session, post: Post, company: Company, at: datetime) -> None:
    """Nobody is asked any more whether it is still right."""
    policy = company.rules.policy(company.rules.reminders.publication).called(PUBLICATION)
    escalation.turn(session, subject=post.subject, why=post.status, to=[(policy, at)])


def tell_new_time(session: Session, event: PostPlanned, company: Company) -> None:
    planned = when(event.of.planned_at) if event.of.planned_at else ""
    cards.end_publication(session, event, mrkdwn("{} set its time to {}.", person(event.who.id), planned))
    cards.tell(session, event, company)


def call_publishers(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of a publication's policy; the first call comes at the time that was planned, whatever hour that is."""
    # Not held for change: whoever publishes just now holds the post and waits for this level to be said.
    post = queries.by_id(session, fired.subject.number)
    if fired.policy == UNCONFIRMED:
        yield from confirming.remind(session, post, fired, company)
        return
    note_alteration(session, post, fired.when)
    there, channel = outlet(session, post.account_id), company.rules.channels.reminders
    asked = company.asked(fired, lambda whom: queries.called(session, post, whom, company, channel=channel))
    held = why_held(session, post, fired.when)
    here = [each for each in there.publishers if company.people.may_be_asked(each)]
    for each in asked.people:
        yield outbox.Ask(
            channel=each,
            path=f"{cards.calling(post)}:{each}",
            key=fired.key(each),
            message=_call(post, there, held, fired, each, here),
            before=asked_again(post.name),
            urgency=fired.rank,
            at_once=fired.is_first,
            is_alone=each in here,  # it has the text to copy
            because=asked.why,
        )


def _call(
    post: Post, there: Outlet, held: Sequence[str], fired: Fired, whom: str, publishers: Sequence[str]
) -> Message:
    if held:
        return calls.on_hold(post, held)
    if whom in publishers:
        return calls.to_publish(post, there, late=fired.overdue)
    return calls.unpublished(post, publishers, late=fired.overdue)


def call_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Somebody left who publishes: what is due on their accounts is asked of whoever stands in, at once."""
    for post in queries.due_on_accounts_of(session, leaver, at):
        if leaver in outlet(session, post.account_id).publishers:
            _call_from(session, post, company, at)


def ask_no_more(
    session: Session, post: Post, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """What asks those whom the policy does not mean any more says so."""
    meant = queries.called(session, post, asking.words, company)
    path = cards.confirming(post) if asking.policy.name == UNCONFIRMED else cards.calling(post)
    cards.ask_no_more_beneath(session, post, path, sorted(set(gone).difference(meant)), at)


def stop(session: Session, event: PostGivenBack | PostPublished, company: Company) -> None:
    """No more pings, at once; each call to publish says how it ended."""
    escalation.stop(session, subject=event.of.subject, why=event.of.status)
    escalation.stop(session, subject=event.of.review_subject, why=event.of.status)
    if isinstance(event, PostPublished):
        cards.end_all(session, event, mrkdwn("{} published it.", person(event.who.id)))
    else:
        cards.end_publication(session, event, mrkdwn("{} returned it to its author.", person(event.who.id)))
    cards.tell(session, event, company)


def tell_of_hold(session: Session, posts: Sequence[Post], company: Company, at: datetime) -> None:
    """Something has changed that may stand against them: their cards say so, each author hears it at once, and nobody
    is called to publish them.
    """
    with looking_ahead(session, posts):
        for post in posts:
            cards.show(session, post, company, at)
        reasons = [(post, in_the_way(session, post, at)) for post in posts]
        held = [(post, calls.on_hold(post, why)) for post, why in reasons if why]
        cards.replace_calls(session, held, at)
        for post, message in held:
            _tell_author(session, post, "held", message, company, at)


def _tell_author(session: Session, post: Post, why: str, message: Message, company: Company, at: datetime) -> None:
    """Or whoever may go on with it."""
    for each in queries.called(session, post, ["author"], company):
        key = f"{post.subject}:{why}:{at.isoformat()}:{each}"
        thread, urgency = cards.authors(post) if each == post.author else None, outbox.Urgency.DECISION
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=urgency, thread=thread)


def hold(session: Session, posts: Sequence[Post], company: Company, at: datetime) -> None:
    """Nobody is called to publish them any more."""
    escalation.stop_each(session, subjects=[post.subject for post in posts], why=Status.ON_HOLD)
    tell_of_hold(session, posts, company, at)


def note_alteration(session: Session, post: Post, at: datetime) -> None:
    """Each difference between the tables and what was signed goes on record once."""
    noted = audit.notes(session, post.subject, AlterationFound)
    for difference in differences(post):
        if difference not in noted:
            due(session, at).record(AlterationFound, of=post, difference=difference)


def warn_of_alteration(session: Session, event: AlterationFound, company: Company) -> None:
    """Once per difference."""
    post, message = event.of, calls.alteration(event.of, event.difference)
    cards.replace_calls(session, [(post, calls.on_hold(post, why_held(session, post, event.when)))], event.when)
    key = f"{post.subject}:altered:{hashlib.sha256(event.difference.encode()).hexdigest()[:16]}"
    for each in company.holders(Role.ADMINISTRATOR):
        urgency = outbox.Urgency.DECISION
        outbox.post(session, key=f"{key}:{each}", channel=each, message=message, at=event.when, urgency=urgency)
