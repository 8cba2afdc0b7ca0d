"""What follows from a post's review, and who is told; `publication.py` has what follows once it is cleared."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.text.markup import Markup, mrkdwn, person
from bot.kernel.views.blocks import Message
from bot.posts import blocks, cards, deciding, messages, queries
from bot.posts.around import LEADS, Around
from bot.posts.facts import PostEdited, PostEvent, PostRejected, PostWithdrawn, ReviewLowered
from bot.posts.model import KIND, REVIEW, Post, Status
from bot.reviews.life import DECISIONS
from bot.reviews.reactions import ReviewReactions


def _look(post: Post, around: Around, decides: bool, with_reasons: bool) -> Message:
    return blocks.review(post, around, offered=DECISIONS if decides else (), with_reasons=with_reasons)


def _news(post: Post, around: Around, reader: str) -> Message:
    return messages.news(post, around) if reader == post.author else messages.inherited(post, around)


def _speakers(session: Session, post: Post, company: Company) -> Mapping[str, str | None]:
    """The author, or where they have left those who may go on with it."""
    if company.people.may_be_asked(post.author):
        return {post.author: cards.authors(post)}
    return dict.fromkeys(queries.called(session, post, ["author"], company))


def _named(session: Session, post: Post, company: Company) -> Mapping[str, Sequence[str]]:
    return queries.named(session, post, channel=company.rules.channels.reviews)


def _how_it_ended(post: Post) -> Markup:
    """Its review."""
    how = {
        Status.CHANGES_REQUESTED: "{} asked for changes. You are asked again about a new version.",
        Status.REJECTED: "{} rejected it.",
    }.get(post.status, "approved by {}.")
    return mrkdwn(how, post.moved_by)


REVIEWS = ReviewReactions(
    kind=KIND,
    buttons=blocks.KIND,
    queries=queries,
    around=Around.of,
    look=_look,
    show=cards.show,
    ended=lambda post: messages.ended(post, _how_it_ended(post)),
    news=_news,
    speakers=_speakers,
    named=_named,
    approve=deciding.clear,
    send_back=deciding.send_back,
    turn_down=deciding.turn_down,
    timed_as=REVIEW,
)


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


def end_what_is_asked(session: Session, event: PostRejected, _company: Company) -> None:
    """Besides its review: it may have been cleared before."""
    cards.end_all(session, event, _how_it_ended(event.of))


def end_everything(session: Session, event: PostWithdrawn, company: Company) -> None:
    _end_everything(session, event, mrkdwn("{} withdrew it.", person(event.who.id)), "withdrawn")
    cards.tell(session, event, company)


def _end_everything(session: Session, event: PostEvent, how: Markup, why: str) -> None:
    escalation.stop(session, subject=event.of.subject, why=why)
    escalation.stop(session, subject=event.of.review_subject, why=why)
    cards.end_asking(session, event.of, how, event.when)
    cards.end_all(session, event, how)
