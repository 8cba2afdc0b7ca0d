"""What one context does to another: they do not know each other, and meet here alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.accounts import handover, outlet, waiting
from bot.accounts import queries as accounts
from bot.accounts import reactions as proposals
from bot.accounts import service as registry
from bot.accounts.facts import AccountRetired, PostLogged
from bot.calendar import queries as slots
from bot.calendar import reactions as calendar
from bot.calendar import service as planning
from bot.calendar.facts import OccurrencePublished
from bot.changes import queries as governance
from bot.changes import reactions as changes
from bot.changes.model import KIND as GOVERNANCE
from bot.company import LAST, Company
from bot.crises import queries as crises
from bot.crises import reactions as pings
from bot.governance import Role
from bot.kernel import escalation
from bot.kernel.act import Act, after
from bot.kernel.escalation import Asking
from bot.kernel.outbox import homes
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.kernel.text.markup import mrkdwn, person
from bot.oversight.model import PersonLeft, RoleHoldersChanged, RulesTakenUp, Standing
from bot.posts import publication
from bot.posts import queries as posts
from bot.posts import reactions as reviews
from bot.posts.facts import PostPublished
from bot.posts.model import Post


def settle_slot(session: Session, event: PostLogged, _company: Company) -> None:
    """A post that was logged on an account counts for the slot that it was made for."""
    account = event.of
    if account.last_post_at is not None:
        planning.count_post(after(session, event), account.id, event.url, account.last_post_at)


def log_post_of_slot(session: Session, event: OccurrencePublished, _company: Company) -> None:
    """What was published for a slot is logged on its account, unless it or a later one is logged already."""
    occurrence = event.of
    _count(after(session, event), occurrence.account_id, event.url, occurrence.published_at or event.when)


def log_post(session: Session, event: PostPublished, _company: Company) -> None:
    """A post that is out is logged on its account; one that spoke later still, or logged this, keeps that."""
    _count(after(session, event), event.of.account_id, event.url, event.when)


def _count(act: Act, account_id: int, url: str, posted_at: datetime) -> None:
    """Whoever could say that it is out need not be one of the account's own people."""
    account = accounts.held(act.session, account_id)
    if account.is_news(url, posted_at):
        registry.count_post(act, account, url, posted_at=posted_at)


def cancel_slots(session: Session, event: AccountRetired, company: Company) -> None:
    """A retired account has no slots; what was missed on it stays missed."""
    planning.cancel_all_of(after(session, event), event.of.id)
    missed = slots.missed_on(session, event.of.id)
    why = mrkdwn("{} retired the account.", person(event.who.id))
    calendar.leave_missed(session, missed, company, why, event.when)


def show_home(session: Session, event: RulesTakenUp, _company: Company) -> None:
    """To whoever took them into use: it may have offered to set Concord up."""
    homes.change(session, [event.who.id], at=event.when)


def ask_others(session: Session, event: RoleHoldersChanged, company: Company) -> None:
    """What waits for a role waits for those who hold it now, or those hear of it who can change that."""
    role = event.of.subject.key
    reviews.ask_other_reviewers(session, role, company, event.when)
    proposals.ask_other_deciders(session, role, company, event.when)
    changes.ask_other_reviewers(session, role, company, event.when)
    if role in LAST:
        _ask_others_to_take_over(session, company, event.when)
    if event.before:
        _ask_others_again(session, event, company)
    if event.before and role in LAST:
        _hand_on_to_others(session, event, company)


FREE: Mapping[str, Callable[[Session, int], Any]] = {
    "account": accounts.if_free,
    "crisis": crises.if_free,
    GOVERNANCE: governance.free,
    "post": posts.free,
    "review": posts.free,
    "slot": slots.if_free,
}
"""By the kind of subject that asks: its matter, held for change; None where somebody is changing it just now."""
ASK_NO_MORE: Mapping[str, Callable[[Session, Any, Asking, Collection[str], Company, datetime], None]] = {
    "crisis": pings.ask_no_more,
    GOVERNANCE: changes.remind_no_more,
    "post": publication.ask_no_more,
    "review": reviews.remind_no_more,
}
"""By the kind of what asks people directly: those who are not meant any more see that. Channels see the next card."""
TO_ALL = ""
"""The reader of what is said to all whom a level means."""


def _ask_others_again(session: Session, event: RoleHoldersChanged, company: Company) -> None:
    """Whoever is meant now is asked what the role has been asked by now. What somebody is changing this moment asks
    them with its next level.
    """
    role = event.of.subject.key
    for word in (f"role:{role}", *(["centre"] if role == Role.COMMUNITY_MANAGER else [])):
        for asking in escalation.asking(session, word):
            if matter := FREE[asking.subject.kind](session, asking.subject.number):
                where = [CENTRE] if word == "centre" else matter.scopes(session)
                _ask_instead(session, asking, matter, event, where, company)


def _ask_instead(
    session: Session,
    asking: Asking,
    matter: Any,
    event: RoleHoldersChanged,
    where: Sequence[Scope],
    company: Company,
) -> None:
    """Those who are meant there now, and those who were see that; where nobody is, all to whom the level then goes."""
    gone, new = event.moved(where)
    ask_no_more = ASK_NO_MORE.get(asking.subject.kind)
    if ask_no_more and gone:
        ask_no_more(session, matter, asking, gone, company, event.when)
    homes.change(session, gone, at=event.when)
    to_each = ask_no_more and event.now(where)
    for reader in sorted(new) if to_each else [TO_ALL] if gone | new else []:
        escalation.say_again(session, asking, reader, at=event.when)


def _ask_others_to_take_over(session: Session, company: Company, at: datetime) -> None:
    """Whoever was asked before may have left since."""
    for keeper, standing in _gone(session, waiting.keepers(session)):
        handover.ask(session, keeper, company, left_at=standing.at, at=at)


def _hand_on_to_others(session: Session, event: RoleHoldersChanged, company: Company) -> None:
    """The posts of those who left may be theirs who lead now."""

    def is_new(post: Post, person: str) -> bool:
        return person in event.moved(post.scopes(session))[1]

    for author, _ in _gone(session, posts.authors(session)):
        reviews.hand_on(session, author, company, event.when, is_new)


def _gone(session: Session, people: Iterable[str]) -> Iterator[tuple[str, Standing]]:
    """Those who have left."""
    for each in sorted(people):
        standing = session.get(Standing, Subject("person", each))
        if standing and standing.value["left"]:
            yield each, standing


def relied_on(session: Session) -> Iterable[str]:
    """Everybody for whom something may wait by name."""
    return waiting.keepers(session) | posts.authors(session) | crises.responders(session) | slots.makers(session)


def hand_on(session: Session, event: PersonLeft, company: Company) -> None:
    """What somebody who left was to do: others are asked, at once."""
    leaver = event.of.subject.key
    handover.ask(session, leaver, company, left_at=event.of.at, at=event.when)
    pings.ask_instead(session, leaver, event.when)
    reviews.hand_on(session, leaver, company, event.when)
    _hand_on_again(session, leaver, company, event.when)
    publication.call_instead(session, leaver, company, event.when)
    calendar.ask_other_makers(after(session, event), leaver, company)


def _hand_on_again(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """The posts of those who left before and that were theirs then."""

    def was_theirs(post: Post, _: str) -> bool:
        its = outlet(session, post.account_id)
        return leaver in {its.owner, its.backup}

    for author, _ in _gone(session, posts.authors(session) - {leaver}):
        reviews.hand_on(session, author, company, at, was_theirs)


def tell_authors(session: Session, event: AccountRetired, company: Company) -> None:
    """Posts that are meant for a retired account have nowhere to go."""
    for post in posts.open_on(session, event.of.id):
        publication.tell_of_hold(session, post, company, event.when)
