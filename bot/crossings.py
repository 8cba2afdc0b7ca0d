"""What one context does to another: they do not know each other, and meet here alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import outlets_of
from bot.accounts import queries as accounts
from bot.accounts import service as registry
from bot.accounts.facts import AccountRetired, PostLogged
from bot.calendar import queries as slots
from bot.calendar import reactions as calendar
from bot.calendar import service as planning
from bot.calendar.facts import OccurrencePublished
from bot.company import Company
from bot.crises import noting as team
from bot.crises import queries as crises
from bot.crises import rooms, telling
from bot.crises.drill_facts import DrillOver
from bot.crises.facts import CrisisResolved, PublishingFrozen, PublishingThawed
from bot.crises.model import Crisis
from bot.crises.room_facts import CrisisMadePublic
from bot.crises.steering_facts import AccountsAdded
from bot.freezes import queries as freezes
from bot.freezes import reactions as freezing
from bot.freezes import service as freezing_service
from bot.freezes.facts import AccountsFrozen, AccountsThawed, ElsewhereAnswered
from bot.kernel.act import Act, after
from bot.kernel.escalation import Fired
from bot.kernel.events import Event
from bot.kernel.locales import language_name
from bot.kernel.numbers import number_of
from bot.kernel.outbox import homes
from bot.kernel.text.markup import mrkdwn, person
from bot.oversight.model import RulesTakenUp
from bot.posts import confirming, publication, publishing, searching
from bot.posts import queries as posts
from bot.posts.facts import PostPublished
from bot.posts.model import Post, Status
from bot.reviews import cards as review_cards
from bot.voice import queries as statements
from bot.voice import service as speaking
from bot.voice.facts import StatementAnswered, StatementApproved, StatementOver, StatementWithdrawn
from bot.voice.model import Statement
from bot.voice.standing import was_said


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
    _count(after(session, event), event.of.account_id, event.url, event.of.published_at or event.when)


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


def hold_posts(session: Session, event: AccountsFrozen, company: Company) -> None:
    """What was to go out there does not, and what waits to be confirmed still does."""
    if event.of.drill:
        return
    waiting = posts.waiting_on(session, event.accounts, Status.SCHEDULED, Status.ON_HOLD)
    confirming.wait(session, [post for post in waiting if post.status == Status.ON_HOLD], company, event.when)
    _hold(session, event, waiting, company)


def _hold(session: Session, event: Event, waiting: Sequence[Post], company: Company) -> None:
    """Those that are scheduled; what follows is decided for all of them at once, however many they are."""
    scheduled = [post for post in waiting if post.status == Status.SCHEDULED]
    for post in scheduled:
        publishing.hold(after(session, event), post)
    publication.hold(session, scheduled, company, event.when)


def ask_authors(session: Session, event: AccountsThawed, company: Company) -> None:
    """Where no other freeze holds the account, each post that was on hold asks its author. One that was scheduled at
    the very moment of the freeze is one of them.
    """
    if event.of.drill:
        return
    free = set(event.accounts) - freezes.frozen(session)
    waiting = posts.waiting_on(session, free, Status.SCHEDULED, Status.ON_HOLD)
    _hold(session, event, waiting, company)
    confirming.ask(session, waiting, company, event.when)


def note_freeze(session: Session, event: AccountsFrozen | AccountsThawed, _company: Company) -> None:
    """On the timeline of its crisis."""
    if event.of.crisis_id is None:
        return
    crisis = crises.held(session, event.of.crisis_id)
    fact = PublishingFrozen if isinstance(event, AccountsFrozen) else PublishingThawed
    many = number_of(len(event.accounts), "account")
    now = freezes.standing(session, freezes.in_force_for(session, crisis.id)).accounts
    team.note_freeze(after(session, event), crisis, fact, many, now)


def tell_freezes(session: Session, event: CrisisMadePublic, _company: Company) -> None:
    """What they are for may be said from now on."""
    for each in freezes.of_crisis(session, event.of.id):
        freezing_service.make_public(after(session, event), freezes.held(session, each.id))


def show_answers(session: Session, event: ElsewhereAnswered, company: Company) -> None:
    """How many have confirmed, on the crisis's headline."""
    if crisis_id := event.of.freeze.crisis_id:
        telling.show_as_it_is(session, crises.held(session, crisis_id), company, event.when)


def note_statement(session: Session, event: StatementApproved, _company: Company) -> None:
    """On the timeline of its crisis, whose next update is due when the company speaks next."""
    statement = event.of
    if statement.is_answer:
        return
    crisis = crises.held(session, statement.crisis_id)
    what, now = language_name(statement.language), len(statements.in_force(session, crisis.id))
    team.note_statement(after(session, event), crisis, what, statement.next_at, now)


def lead_to_statement(session: Session, event: StatementApproved, _company: Company) -> None:
    """A bookmark above the crisis's own room, which leads to what is in force in its language."""
    statement, crisis = event.of, crises.by_id(session, event.of.crisis_id)
    if _is_bookmarked(statement, crisis):
        rooms.lead(session, crisis, statement.bookmark, review_cards.rooms(statement.review), event.when)


def _is_bookmarked(statement: Statement, crisis: Crisis) -> bool:
    """What is said, in the crisis's own room."""
    return bool(crisis.room) and crisis.room == statement.room and not statement.is_answer


def lead_nowhere(session: Session, event: StatementWithdrawn | StatementOver, _company: Company) -> None:
    """Nothing is in force in its language."""
    statement, crisis = event.of, crises.by_id(session, event.of.crisis_id)
    if _is_bookmarked(statement, crisis) and was_said(statement):
        rooms.lead_nowhere(session, crisis, statement.bookmark, review_cards.rooms(statement.review), event.when)


def show_posted(session: Session, event: StatementAnswered, company: Company) -> None:
    """On how many accounts it is posted, on the crisis's headline."""
    crisis = crises.held(session, statements.by_id(session, event.of.statement_id).crisis_id)
    telling.show_as_it_is(session, crisis, company, event.when)


def note_silence(session: Session, event: StatementWithdrawn, _company: Company) -> None:
    """On the timeline of its crisis, where it was in force."""
    crisis, language = crises.held(session, event.of.crisis_id), language_name(event.of.language)
    now = len(statements.in_force(session, crisis.id))
    if now < crisis.statements:
        team.note_silence(after(session, event), crisis, language, now)


def say_there_too(session: Session, event: AccountsAdded, _company: Company) -> None:
    """What is said in a crisis is said on accounts that it is about, too."""
    outlets = outlets_of(session, [each.account_id for each in event.of.accounts])
    for each in statements.unfinished(session, event.of.id):
        speaking.widen(after(session, event), statements.held(session, each.id), outlets)


def log_statement(session: Session, event: StatementAnswered, _company: Company) -> None:
    """A statement that is posted is a post on its account."""
    for each in event.accounts if event.of.url else ():
        _count(after(session, event), each, event.of.url, event.when)


def end_statements(session: Session, event: CrisisResolved, _company: Company) -> None:
    speaking.end_all(after(session, event), event.of.id)
    event.of.statements = 0


def end_freezes(session: Session, event: DrillOver, _company: Company) -> None:
    """Nothing was held; nobody is asked any more."""
    for each in freezes.in_force_for(session, event.of.id):
        freezing_service.end_drill(after(session, event), freezes.held(session, each.id))


def ask_publishers(session: Session, fired: Fired, company: Company) -> None:
    """A level of a freeze's policy, which names the posts on hold."""
    freezing.fire(session, fired, company, posts.held_on)


def show_home(session: Session, event: RulesTakenUp, _company: Company) -> None:
    """To whoever took them into use: it may have offered to set Concord up."""
    homes.change(session, [event.who.id], at=event.when)


def seek_products(session: Session, event: RulesTakenUp, _company: Company) -> None:
    """Open posts may name what only now is a product."""
    searching.seek_names(session, event.new_names)


def tell_authors(session: Session, event: AccountRetired, company: Company) -> None:
    """Posts that are meant for a retired account have nowhere to go."""
    publication.tell_of_hold(session, posts.open_on(session, event.of.id), company, event.when)
