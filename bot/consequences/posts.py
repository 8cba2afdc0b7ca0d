"""What follows from what happens to posts."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import audit
from bot.accounts import queries as accounts
from bot.accounts import service as account_service
from bot.accounts.model import Account, AccountRetired, Status
from bot.company import Company
from bot.kernel import escalation
from bot.kernel.actor import SYSTEM
from bot.kernel.errors import NotFound
from bot.kernel.escalation import Fired
from bot.kernel.events import record
from bot.kernel.kinds import Kind
from bot.kernel.text.markup import mrkdwn, person, when
from bot.posts import blocks, notices, queries, review
from bot.posts.blocks import Around
from bot.posts.content import Outlet
from bot.posts.intact import differences
from bot.posts.model import (
    AlterationFound,
    ChangesRequested,
    DecisionMade,
    Post,
    PostApproved,
    PostEdited,
    PostEvent,
    PostGivenBack,
    PostPlanned,
    PostPublished,
    PostRejected,
    PostSubmitted,
    PostWithdrawn,
    ReviewLowered,
    StagePassed,
)
from bot.posts.model import Status as PostStatus

LEADS = "community_manager"
HELPERS = ("administrator", LEADS)
"""Who is told when a review cannot go on by itself."""


def outlet_of(account: Account) -> Outlet:
    return Outlet(
        account_id=account.id,
        handle=account.handle_on_network,
        label=account.label,
        full_label=account.full_label,
        kind=account.kind,
        market=account.market,
        status=account.status,
        is_open=account.status in {Status.ACTIVE, Status.DORMANT},
        signs_off=account.kind == Kind.CUSTOMER_SERVICE,
        brand=account.brand,
        is_a_brands=account.kind == Kind.BRAND,
        owner=account.owner,
        backup=account.backup,
        publisher=account.publisher,
        deputy=account.deputy,
    )


def outlet(session: Session, account_id: int) -> Outlet:
    """The account as posts know it, only to be looked at; raises NotFound."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound("This account is not in the registry any more. `/account list` shows those that are.")
    return outlet_of(account)


def around(company: Company) -> Around:
    helpers = dict.fromkeys(each for role in HELPERS for each in company.holders(role))
    return Around(company.holders, list(helpers))


def begin_stage(session: Session, event: PostSubmitted | PostEdited | StagePassed, company: Company) -> None:
    """Its reviewers are asked, everybody's cards show where it stands, and its time limit begins."""
    post, known = event.of, around(company)
    policy = review.paced(company.rules.policy(company.rules.reminders.review), post.stage_rules.within)
    escalation.start(session, subject=post.review_subject, policy=policy, at=event.when, since=event.when)
    _show(session, event, company)
    notices.ask_reviewers(session, post, known, event.when)
    notices.call_helpers(session, post, known, event.when)


def tell_lowering(session: Session, event: ReviewLowered, company: Company) -> None:
    """Those whom it spares the decision see what they are spared, and so does the community manager."""
    roles = (*event.dropped, LEADS)
    people = dict.fromkeys(each for role in roles for each in company.holders(role) if each != event.who.id)
    notices.tell_lowering(session, event.of, event, list(people))


def replace_version(session: Session, event: PostEdited, _company: Company) -> None:
    """Whatever was asked about the version before is not asked any more."""
    _stop(session, event.of, "edited")
    notices.end_asking(session, event.of, blocks.replaced(event.of), event.when)
    notices.end_publication(session, event.of, blocks.replaced(event.of), event.when)


def end_stage(session: Session, event: StagePassed, _company: Company) -> None:
    how = mrkdwn("the stage “{}” has approved it. It goes on to “{}”.", event.note, event.of.stage_rules.name)
    notices.end_asking_in_stage(session, event.of, event.of.stage - 1, how, event.when)


def show_progress(session: Session, event: DecisionMade, company: Company) -> None:
    """A decision that leaves its stage open; where it does not, the fact that follows shows more."""
    post, known = event.of.post, around(company)
    if post.status == PostStatus.IN_REVIEW and post.stage == event.of.stage:
        notices.show_review(session, post, known, company.rules.channels.reviews, event.when)
        notices.ask_reviewers(session, post, known, event.when)
        notices.show_author(session, post, known, event.when)


def end_review(session: Session, event: PostApproved | ChangesRequested | PostRejected, company: Company) -> None:
    post = event.of
    how = {
        PostApproved: "approved by all reviewers, lastly by {}.",
        ChangesRequested: "{} asked for changes. If there is a new version, you are asked again.",
        PostRejected: "{} rejected it.",
    }[type(event)]
    escalation.stop(session, subject=post.review_subject, why=post.status)
    notices.end_asking(session, post, mrkdwn(how, event.who.name), event.when)
    _show(session, event, company)
    notices.ring_author(session, post, around(company), event.when)


def watch_for_publication(session: Session, event: PostApproved | PostPlanned, company: Company) -> None:
    """The policy begins at the planned time; a new time begins it afresh."""
    post = event.of
    if post.status == PostStatus.SCHEDULED and post.planned_at:
        policy = company.rules.policy(company.rules.reminders.publication)
        escalation.start(session, subject=post.subject, policy=policy, at=post.planned_at)


def tell_new_time(session: Session, event: PostPlanned, company: Company) -> None:
    planned = when(event.of.planned_at) if event.of.planned_at else ""
    how = mrkdwn("{} set its time to {}.", person(event.who.id), planned)
    notices.end_publication(session, event.of, how, event.when)
    _tell(session, event, company)


def stop_publication(session: Session, event: PostGivenBack | PostPublished, company: Company) -> None:
    """No more pings, at once; each call to publish says how it ended."""
    post = event.of
    _stop(session, post, post.status)
    how = "{} published it." if isinstance(event, PostPublished) else "{} cannot publish it."
    notices.end_publication(session, post, mrkdwn(how, person(event.who.id)), event.when)
    _tell(session, event, company)


def log_on_account(session: Session, event: PostPublished, _company: Company) -> None:
    """The account has spoken; one that spoke later still by its own log, or logged this, keeps that."""
    account = accounts.by_id(session, event.of.account_id)
    if account.is_news(event.note, event.when):
        account_service.log_post(session, event.who, event.when, account, event.note, posted_at=event.when)


def end_everything(session: Session, event: PostWithdrawn, company: Company) -> None:
    how = mrkdwn("{} withdrew it.", person(event.who.id))
    _stop(session, event.of, "withdrawn")
    notices.end_asking(session, event.of, how, event.when)
    notices.end_publication(session, event.of, how, event.when)
    _tell(session, event, company)


def tell_authors(session: Session, event: AccountRetired, _company: Company) -> None:
    """Posts that are meant for a retired account have nowhere to go."""
    for post in queries.open_on(session, event.of.id):
        notices.tell_of_closed_account(session, post, outlet_of(event.of), event.when)


def remind_reviewers(session: Session, fired: Fired, company: Company) -> None:
    """One level of a review stage's policy."""
    post = _subject(session, fired)
    stage = review.people_waited_for(post, company.holders)
    people = _people(session, post, fired, company, stage, company.rules.channels.reviews)
    notices.remind_of_review(session, post, around(company), fired, people)


def ask_to_publish(session: Session, fired: Fired, company: Company) -> None:
    """One level of a publication's policy."""
    post = _subject(session, fired)
    note_alteration(session, post, fired.when)
    people = _people(session, post, fired, company, [], company.rules.channels.reminders)
    notices.ask_to_publish(session, post, outlet(session, post.account_id), fired, people)


def note_alteration(session: Session, post: Post, when: datetime) -> None:
    """Each difference between the tables and what was signed goes on record once."""
    noted = audit.notes(session, post.subject, AlterationFound)
    for difference in differences(post):
        if difference not in noted:
            record(session, AlterationFound(who=SYSTEM, when=when, of=post, note=difference))


def warn_of_alteration(session: Session, event: AlterationFound, company: Company) -> None:
    notices.warn_of_alteration(session, event.of, event.note, company.holders("administrator"), event.when)


def _subject(session: Session, fired: Fired) -> Post:
    # Not held for change: whoever publishes just now holds the post and waits for this level to be said.
    return queries.glimpse(session, int(fired.subject.partition(":")[2]))


def _people(session: Session, post: Post, fired: Fired, company: Company, stage: list[str], channel: str) -> list[str]:
    there = outlet(session, post.account_id)
    named = {
        "owner": [there.owner],
        "backup": [there.backup],
        "publisher": [there.publisher],
        "deputy": [there.deputy],
        "author": [post.author],
        "stage": stage,
        "channel": [channel],
    }
    return company.resolve(fired.whom, named)


def _stop(session: Session, post: Post, why: str) -> None:
    escalation.stop(session, subject=post.subject, why=why)
    escalation.stop(session, subject=post.review_subject, why=why)


def _show(session: Session, event: PostEvent, company: Company) -> None:
    known = around(company)
    notices.show_review(session, event.of, known, company.rules.channels.reviews, event.when)
    notices.show_author(session, event.of, known, event.when)


def _tell(session: Session, event: PostEvent, company: Company) -> None:
    """Both living cards, and a bell for the author where somebody else did it."""
    _show(session, event, company)
    if event.who.id != event.of.author:
        notices.ring_author(session, event.of, around(company), event.when)
