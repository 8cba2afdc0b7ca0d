"""The living cards of a statement: the room's, its reviewers', and those of the people who are to say it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import outbox
from bot.kernel.outbox import rooms
from bot.kernel.views.blocks import Message
from bot.reviews import cards as review_cards
from bot.reviews import course
from bot.reviews.life import DECISIONS
from bot.voice import blocks, messages
from bot.voice.around import Around
from bot.voice.model import RANK, Statement, StatementAccount

SPEAKERS = ("owner", "publisher")
"""Who is asked to say it, by the words that policies use."""


def show(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    """In its room."""
    message, card = blocks.room(statement, Around.of(company, session, statement)), review_cards.rooms(statement.review)
    outbox.show(session, card=card, channel=statement.room, message=message, at=at, urgency=RANK)


def pin(session: Session, statement: Statement, at: datetime) -> None:
    # The key begins with the crisis, whose rooms hear where Slack refuses.
    key, card = f"crisis:{statement.crisis_id}:said:{statement.id}:pin", review_cards.rooms(statement.review)
    rooms.pin(session, key=key, channel=statement.room, card=card, at=at, urgency=RANK)


def unpin(session: Session, statement: Statement, at: datetime) -> None:
    key, card = f"crisis:{statement.crisis_id}:said:{statement.id}:unpin", review_cards.rooms(statement.review)
    rooms.unpin(session, key=key, channel=statement.room, card=card, at=at, urgency=RANK)


def show_reviewers(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    around = Around.of(company, session, statement)

    def look(decides: bool) -> Message:
        return blocks.card(statement, around, DECISIONS if decides else (), with_reasons=True)

    review_cards.show_reviewers(session, statement, around.holders, look, at)


def ask_no_more(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    """They see whom it waits for, without buttons."""
    message = blocks.card(statement, Around.of(company, session, statement), (), with_reasons=False)
    review_cards.ask_no_more(session, statement.review, message, at)


def call_helpers(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    """Where nobody can give what the stage waits for."""
    around = Around.of(company, session, statement)
    if course.cannot_be_given(statement, around.holders):
        message = blocks.card(statement, around, (), with_reasons=False)
        review_cards.call_helpers(session, statement.review, around.helpers, message, at)


def show_reminders(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    message = messages.reminder(statement, Around.of(company, session, statement), at)
    review_cards.show_reminders(session, statement.review, statement.subject, message, at)


def remind_no_more(session: Session, statement: Statement, whom: str, company: Company, at: datetime) -> None:
    message = messages.reminder(statement, Around.of(company, session, statement), at)
    review_cards.remind_no_more(session, statement.review, whom, message, at)


def tell_writer(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    """How its review ended."""
    if company.people.may_be_asked(statement.written_by):
        _tell(session, statement, "ended", statement.written_by, messages.news(statement), at)


def show_speakers(session: Session, statement: Statement, company: Company, at: datetime) -> None:
    """Each who is to say it has one message about all their accounts."""
    around = Around.of(company, session, statement)
    for person, mine in speakers(statement, around, company).items():
        message = messages.only_thing(statement, mine, around)
        outbox.show(
            session, card=f"{_saying(statement)}:{person}", channel=person, message=message, at=at, urgency=RANK
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
    outbox.settle(session, path=_saying(statement), message=messages.no_more(statement), at=at)


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
    outbox.post(session, key=key, channel=whom, message=message, at=at, urgency=RANK)


def _saying(statement: Statement) -> str:
    return f"{statement.subject}:say"
