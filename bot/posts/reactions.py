"""What follows from a post's review, and who is told; `publication.py` has what follows once it is cleared."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.escalation import Fired
from bot.kernel.text.markup import Markup, mrkdwn, person
from bot.kernel.views.blocks import Message
from bot.posts import blocks, cards, messages, queries, review
from bot.posts.around import LEADS, Around
from bot.posts.facts import (
    ChangesRequested,
    DecisionMade,
    PostApproved,
    PostEdited,
    PostEvent,
    PostRejected,
    PostSubmitted,
    PostWithdrawn,
    ReviewLowered,
    StagePassed,
)
from bot.posts.model import Post, Status


def begin_stage(session: Session, event: PostSubmitted | PostEdited | StagePassed, company: Company) -> None:
    """Its reviewers are asked, everybody's cards show where it stands, and its time limit begins."""
    post = event.of
    policy = review.paced(company.rules.policy(company.rules.reminders.review), post.stage_rules.within)
    escalation.start(session, subject=post.review_subject, policy=policy, at=event.when, since=event.when)
    cards.show(session, event, company)
    cards.show_reviewers(session, post, company, event.when)
    _call_helpers(session, post, company, event.when)


def hand_on(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """The author of these posts left: whoever may go on with them hears it, in one message each."""
    heirs: dict[str, list[Post]] = {}
    for post in queries.open_of(session, leaver):
        for each in queries.called(session, post, ["author"], company):
            heirs.setdefault(each, []).append(post)
    for each, theirs in heirs.items():
        key, message = f"person:{leaver}:posts:{each}:{at.isoformat()}", messages.left_behind(theirs)
        outbox.post(session, key=key, channel=each, message=message, at=at, urgency=outbox.Urgency.DECISION)


def ask_other_reviewers(session: Session, role: str, company: Company, at: datetime) -> None:
    """Other people hold `role` than before: each review that needs it says whom it waits for now, and asks them."""
    for post in queries.in_review(session):
        # Whoever changes one just now shows it as it is then.
        if role in post.reviewing_roles and queries.if_free(session, post.id):
            cards.show_room(session, post, company, at)
            cards.show_author(session, post, company, at)
            cards.ask_no_more(session, post, company, at)
            cards.show_reviewers(session, post, company, at)
            _call_helpers(session, post, company, at, again=f":{at:%Y-%m-%d}")


def _call_helpers(session: Session, post: Post, company: Company, at: datetime, *, again: str = "") -> None:
    """Where nobody can give what the stage waits for, those hear of it who can change that."""
    around = Around.of(company)
    if not review.cannot_be_given(post, around.holders):
        return
    message, urgency = blocks.review(post, around), outbox.Urgency.DECISION
    for helper in around.helpers:
        key = f"{cards.asking(post)}:nobody:{helper}{again}"
        outbox.post(session, key=key, channel=helper, message=message, at=at, urgency=urgency)


def tell_lowering(session: Session, event: ReviewLowered, company: Company) -> None:
    """A product is named, and its reviewers are not asked: they and those who lead hear why."""
    post, message = event.of, messages.lowered(event.of, event)
    for each in dict.fromkeys(each for role in (*event.dropped, LEADS) for each in company.holders(role)):
        if each != event.who.id:
            _tell(session, f"{post.subject}:lowered:{post.version}:{each}", each, message, event)


def replace_version(session: Session, event: PostEdited, _company: Company) -> None:
    """Whatever was asked about the version before is not asked any more."""
    _end_everything(session, event, messages.replaced(event.of), "edited")


def end_stage(session: Session, event: StagePassed, _company: Company) -> None:
    how = mrkdwn("approved. Next: {}.", event.of.stage_rules.name)
    cards.end_asking(session, event, how, stage=event.of.stage - 1)


def show_progress(session: Session, event: DecisionMade, company: Company) -> None:
    """A decision that leaves its stage open; where it does not, the fact that follows shows more."""
    post = event.of.post
    if post.status == Status.IN_REVIEW and post.stage == event.of.stage:
        cards.show_room(session, post, company, event.when)
        cards.show_reviewers(session, post, company, event.when)
        cards.show_author(session, post, company, event.when)
        cards.show_reminders(session, post, company, event.when)


def end_review(session: Session, event: PostApproved | ChangesRequested | PostRejected, company: Company) -> None:
    how = {
        PostApproved: "approved by {}.",
        ChangesRequested: "{} asked for changes. You are asked again about a new version.",
        PostRejected: "{} rejected it.",
    }[type(event)]
    escalation.stop(session, subject=event.of.review_subject, why=event.of.status)
    cards.end_asking(session, event, mrkdwn(how, event.who.name))
    cards.show(session, event, company)
    cards.ring_author(session, event, company)


def end_everything(session: Session, event: PostWithdrawn, company: Company) -> None:
    _end_everything(session, event, mrkdwn("{} withdrew it.", person(event.who.id)), "withdrawn")
    cards.tell(session, event, company)


def remind_reviewers(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of a review stage's policy."""
    # Not held for change: whoever decides just now holds the post and waits for this level to be said.
    post, around = queries.by_id(session, fired.subject.number), Around.of(company)
    deciding = review.people_waited_for(post, around.holders)
    channel = company.rules.channels.reviews
    for each in queries.called(session, post, fired.whom, company, channel=channel, stage=deciding):
        message = messages.reminder(post, around, deciding=each in deciding, late=fired.overdue)
        yield cards.reminding(post, each, fired, message)


def _end_everything(session: Session, event: PostEvent, how: Markup, why: str) -> None:
    escalation.stop(session, subject=event.of.subject, why=why)
    escalation.stop(session, subject=event.of.review_subject, why=why)
    cards.end_asking(session, event, how)
    cards.end_publication(session, event, how)


def _tell(session: Session, key: str, whom: str, message: Message, event: PostEvent) -> None:
    outbox.post(session, key=key, channel=whom, message=message, at=event.when, urgency=outbox.Urgency.DECISION)
