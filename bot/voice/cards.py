"""The living cards of a statement besides its reviewers': the room's, and those of the people who are to say it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import outbox
from bot.kernel.outbox import rooms
from bot.kernel.views.blocks import Message
from bot.reviews import cards as review_cards
from bot.voice import blocks, messages, queries
from bot.voice.around import Around
from bot.voice.model import Statement, StatementAccount

SPEAKERS = ("owner", "publisher")
"""Who is asked to say it, by the words that policies use."""


def show(session: Session, statement: Statement, company: Company, at: datetime) -> Around:
    """In its room."""
    around, card = Around.of(company, session, statement), review_cards.rooms(statement.review)
    message = blocks.room(statement, around)
    outbox.show(session, card=card, channel=statement.room, message=message, at=at, urgency=statement.rank)
    return around


def pin(session: Session, statement: Statement, at: datetime) -> None:
    # The key begins with the crisis, whose rooms hear where Slack refuses.
    key, card = f"crisis:{statement.crisis_id}:said:{statement.id}:pin", review_cards.rooms(statement.review)
    rooms.pin(session, key=key, channel=statement.room, card=card, at=at, urgency=statement.rank)


def unpin(session: Session, statement: Statement, at: datetime) -> None:
    key, card = f"crisis:{statement.crisis_id}:said:{statement.id}:unpin", review_cards.rooms(statement.review)
    rooms.unpin(session, key=key, channel=statement.room, card=card, at=at, urgency=statement.rank)


def show_speakers(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    """Each who is to say it has one message about all their accounts."""
    before = queries.posted_before(session, [statement])[statement.id]
    around = Around.of(company, session, statement, before=before)
    for person, mine in speakers(statement, around, company).items():
        if statement.drill and not company.is_at_work(person, at):
            continue
        message = messages.only_thing(statement, mine, around)
        outbox.show(
            session,
            card=f"{saying(statement)}:{person}",
            channel=person,
            message=message,
            at=at,
            urgency=statement.rank,
        )


def speakers(statement: Statement, around: Around, company: Company) -> dict[str, list[StatementAccount]]:
    """Owners and publishers, or whoever stands in for them, with those of its accounts that are theirs."""
    asked = dict[str, list[StatementAccount]]()
    duties = {its.id: its.duties for its in around.outlets}
    for each in statement.accounts:
        for person in company.resolve(SPEAKERS, duties[each.account_id]):
            asked.setdefault(person, []).append(each)
    return asked


def ask_speakers_no_more(session: Session, statement: Statement, at: datetime) -> None:
    outbox.settle(session, path=saying(statement), message=messages.no_more(statement), at=at)


def ask_to_take_down(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    """Those who posted it; whoever has left is asked no more."""
    posted = dict[str, list[StatementAccount]]()
    for each in statement.accounts:
        if each.answer and each.answer.url:
            posted.setdefault(each.answer.who, []).append(each)
    for person in _here(posted, company):
        _tell(session, statement, "down", person, messages.take_down(statement, posted[person]), at)


def _here(people: Iterable[str], company: Company) -> list[str]:
    return [each for each in people if company.people.may_be_asked(each)]


def _tell(session: Session, statement: Statement, what: str, whom: str, message: Message, at: datetime) -> None:
    key = f"{statement.subject}:{what}:{whom}"
    outbox.post(session, key=key, channel=whom, message=message, at=at, urgency=statement.rank)


def saying(statement: Statement) -> str:
    """All that asks people to say it."""
    return f"{statement.subject}:say"
