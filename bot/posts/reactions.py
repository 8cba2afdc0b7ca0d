"""What follows from a post's review, and who is told; `publication.py` has what follows once it is cleared."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.act import after
from bot.kernel.escalation import Asking, Fired
from bot.kernel.text.markup import Markup, mrkdwn, person
from bot.posts import cards, deciding, messages, queries
from bot.posts.around import LEADS, Around
from bot.posts.facts import (
    PostApproved,
    PostEdited,
    PostEvent,
    PostRejected,
    PostSentBack,
    PostWithdrawn,
    ReviewLowered,
)
from bot.posts.model import Post
from bot.reviews import cards as review_cards
from bot.reviews import course
from bot.reviews.facts import ChangesRequested, DecisionMade, ReviewBegan, ReviewPassed, ReviewRejected, StagePassed


def begin_stage(session: Session, event: ReviewBegan | StagePassed, company: Company) -> None:
    """Its reviewers are asked, everybody's cards show where it stands, and its time limit begins."""
    post = queries.of_review(session, event.of)
    policy = course.pace(post.review, company.rules)
    escalation.start(session, subject=post.review_subject, policy=policy, at=event.when, since=event.when)
    cards.show(session, post, company, event.when)
    cards.show_reviewers(session, post, company, event.when)
    cards.call_helpers(session, post, company, event.when)


def ask_other_reviewers(session: Session, role: str, company: Company, at: datetime) -> None:
    """Other people hold `role` than before: each review that needs it says whom it waits for now, and asks them."""
    for post in queries.in_review(session):
        # Whoever changes one just now shows it as it is then.
        if role in post.review.roles and queries.if_free(session, post.id):
            cards.show_room(session, post, company, at)
            cards.show_author(session, post, company, at)
            cards.ask_no_more(session, post, company, at)
            cards.show_reminders(session, post, company, at)
            cards.show_reviewers(session, post, company, at)
            cards.call_helpers(session, post, company, at)


def tell_lowering(session: Session, event: ReviewLowered, company: Company) -> None:
    """A product is named, and its reviewers are not asked: they and those who lead hear why."""
    post, message, company = event.of, messages.lowered(event.of, event), company.at(session, event.of)
    for each in dict.fromkeys(each for role in (*event.dropped, LEADS) for each in company.holders(role)):
        if each != event.who.id:
            key, urgency = f"{post.subject}:lowered:{post.version}:{each}", outbox.Urgency.DECISION
            outbox.post(session, key=key, channel=each, message=message, at=event.when, urgency=urgency)


def replace_version(session: Session, event: PostEdited, _company: Company) -> None:
    """Whatever was asked about the version before is not asked any more."""
    _end_everything(session, event, messages.replaced(event.of), "edited")


def end_stage(session: Session, event: StagePassed, _company: Company) -> None:
    post, how = queries.of_review(session, event.of), mrkdwn("approved. Next: {}.", event.of.stage_rules.name)
    escalation.hold(session, subject=post.review_subject)
    cards.end_asking(session, post, how, event.when, stage=event.of.stage - 1)


def show_progress(session: Session, event: DecisionMade, company: Company) -> None:
    """A decision that leaves its stage open; where it does not, the fact that follows shows more."""
    if course.leaves_open(event.of):
        post = queries.of_review(session, event.of.review)
        cards.show_room(session, post, company, event.when)
        cards.show_reviewers(session, post, company, event.when)
        cards.show_author(session, post, company, event.when)
        cards.show_reminders(session, post, company, event.when)


def clear(session: Session, event: ReviewPassed, _company: Company) -> None:
    deciding.clear(after(session, event), queries.of_review(session, event.of))


def send_back(session: Session, event: ChangesRequested, _company: Company) -> None:
    deciding.send_back(after(session, event), queries.of_review(session, event.of), event.of.decisions[-1].why)


def turn_down(session: Session, event: ReviewRejected, _company: Company) -> None:
    deciding.turn_down(after(session, event), queries.of_review(session, event.of), event.of.decisions[-1].why)


def end_review(session: Session, event: PostApproved | PostSentBack | PostRejected, company: Company) -> None:
    how = {
        PostApproved: "approved by {}.",
        PostSentBack: "{} asked for changes. You are asked again about a new version.",
        PostRejected: "{} rejected it.",
    }[type(event)]
    escalation.stop(session, subject=event.of.review_subject, why=event.of.status)
    cards.end_asking(session, event.of, mrkdwn(how, event.who.name), event.when)
    if isinstance(event, PostRejected):
        cards.end_all(session, event, mrkdwn(how, event.who.name))
    around = cards.show(session, event.of, company, event.when)
    cards.ring_author(session, event, company, around)


def end_everything(session: Session, event: PostWithdrawn, company: Company) -> None:
    _end_everything(session, event, mrkdwn("{} withdrew it.", person(event.who.id)), "withdrawn")
    cards.tell(session, event, company)


def remind_reviewers(session: Session, fired: Fired, company: Company) -> Iterator[outbox.Ask]:
    """One level of a review stage's policy."""
    # Not held for change: whoever decides just now holds the post and waits for this level to be said.
    post = queries.by_id(session, fired.subject.number)
    around = Around.of(company, session, post)
    deciding = course.people_waited_for(post, around.holders)
    channel = company.rules.channels.reviews

    def called(whom: Sequence[str]) -> list[str]:
        return queries.called(session, post, whom, company, channel=channel, stage=deciding)

    asked = company.asked(fired, called)
    for each in asked.people:
        message = messages.reminder(post, around, fired.when, decides=each in deciding, late=fired.overdue)
        yield review_cards.remind(post, each, fired, message, asked.why)


def remind_no_more(
    session: Session, post: Post, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """The reminders of those whom the policy does not mean any more say so."""
    deciding = course.people_waited_for(post, Around.of(company, session, post).holders)
    meant = queries.called(session, post, asking.words, company, stage=deciding)
    for each in sorted(set(gone).difference(meant)):
        cards.remind_no_more(session, post, each, at)


def _end_everything(session: Session, event: PostEvent, how: Markup, why: str) -> None:
    escalation.stop(session, subject=event.of.subject, why=why)
    escalation.stop(session, subject=event.of.review_subject, why=why)
    cards.end_asking(session, event.of, how, event.when)
    cards.end_all(session, event, how)
