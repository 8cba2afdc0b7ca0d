"""What one context does to another: they do not know each other, and meet here alone."""

from dataclasses import replace

from sqlalchemy.orm import Session

from bot.accounts import Outlet
from bot.accounts import queries as accounts
from bot.accounts import service as registry
from bot.accounts.model import AccountRetired, PostLogged
from bot.calendar import queries as slots
from bot.calendar import reactions as calendar
from bot.calendar import service as planning
from bot.calendar.facts import OccurrencePublished
from bot.company import Company
from bot.kernel.act import after
from bot.kernel.text.markup import mrkdwn, person
from bot.posts import publication
from bot.posts import queries as posts
from bot.posts.facts import PostPublished


def settle_slot(session: Session, event: PostLogged, _company: Company) -> None:
    """A post that was logged on an account counts for the slot that it was made for."""
    account = event.of
    if account.last_post_at is not None and account.last_post_url:
        planning.count_post(after(session, event), account.id, account.last_post_url, account.last_post_at)


def log_post_of_slot(session: Session, event: OccurrencePublished, _company: Company) -> None:
    """What was published for a slot is logged on its account, unless it or a later one is logged already."""
    occurrence = event.of
    account = accounts.by_id(session, occurrence.account_id)
    posted_at = occurrence.published_at or event.when
    if not account.is_news(occurrence.url, posted_at):
        return
    # Whoever may settle the slot may log its post, the author who planned it too.
    trusted = replace(event.who, roles=event.who.roles | {"community_manager"})
    registry.log_post(session, trusted, event.when, account, occurrence.url, posted_at=posted_at)


def log_post(session: Session, event: PostPublished, _company: Company) -> None:
    """A post that is out is logged on its account; one that spoke later still, or logged this, keeps that."""
    account = accounts.by_id(session, event.of.account_id)
    if account.is_news(event.note, event.when):
        registry.log_post(session, event.who, event.when, account, event.note, posted_at=event.when)


def cancel_slots(session: Session, event: AccountRetired, _company: Company) -> None:
    """A retired account has no slots; what was missed on it stays missed."""
    planning.cancel_all_of(after(session, event), event.of.id)
    missed = slots.missed_on(session, event.of.id)
    calendar.leave_missed(session, missed, mrkdwn("{} retired the account.", person(event.who.id)), event.when)


def tell_authors(session: Session, event: AccountRetired, _company: Company) -> None:
    """Posts that are meant for a retired account have nowhere to go."""
    for post in posts.open_on(session, event.of.id):
        publication.tell_of_closed_account(session, post, Outlet.of(event.of), event.when)
