"""What follows from a statement: its reviewers are asked, it is pinned, and people are asked to say it and only it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel import outbox
from bot.kernel.escalation import Fired
from bot.kernel.views.blocks import Message
from bot.reviews.life import DECISIONS
from bot.reviews.reactions import ReviewReactions
from bot.voice import blocks, cards, messages, queries, service
from bot.voice.around import Around
from bot.voice.facts import StatementAnswered, StatementApproved, StatementEvent, StatementWidened, StatementWithdrawn
from bot.voice.model import KIND, Statement, Status
from bot.voice.standing import was_said


def _look(statement: Statement, around: Around, decides: bool, with_reasons: bool) -> Message:
    return blocks.card(statement, around, DECISIONS if decides else (), with_reasons=with_reasons)


def _writer(_: Session, statement: Statement, company: Company) -> Mapping[str, str | None]:
    return {statement.written_by: None} if company.people.may_be_asked(statement.written_by) else {}


def _named(_session: Session, statement: Statement, _company: Company) -> Mapping[str, Sequence[str]]:
    return {"author": [statement.written_by], "channel": [statement.room]}


REVIEWS = ReviewReactions(
    kind=KIND,
    buttons=blocks.KIND,
    queries=queries,
    around=Around.of,
    look=_look,
    show=cards.show,
    ended=blocks.ended,
    news=lambda statement, _around, _reader: messages.news(statement),
    speakers=_writer,
    named=_named,
    approve=service.put_in_force,
    send_back=service.send_back,
    turn_down=service.turn_down,
    room=lambda statement, _company: statement.room,
    rank=lambda statement: statement.rank,
)


def say(session: Session, event: StatementApproved, company: Company) -> None:
    """It is pinned, and each who looks after one of its accounts hears that this is the only thing to say. An answer
    is said to whoever asks.
    """
    if event.of.is_answer:
        return
    cards.pin(session, event.of, event.when)
    cards.show_speakers(session, event.of, company, event.when)


def say_no_more(session: Session, event: StatementEvent, _company: Company) -> None:
    """It is not pinned any more, and whoever was asked to say it sees that it is not to be said."""
    if was_said(event.of) and not event.of.is_answer:
        cards.unpin(session, event.of, event.when)
    cards.ask_speakers_no_more(session, event.of, event.when)


def take_down(session: Session, event: StatementWithdrawn, company: Company) -> None:
    """What was posted, since nothing takes its place."""
    cards.ask_to_take_down(session, event.of, company, event.when)


def ask_more(session: Session, event: StatementWidened, company: Company) -> None:
    """Whoever looks after accounts that say it, too; while it is reviewed only its card shows them."""
    cards.show(session, event.of, company, event.when)
    if event.of.status is Status.IN_FORCE:
        cards.show_speakers(session, event.of, company, event.when)


def show_answers(session: Session, event: StatementAnswered, company: Company) -> None:
    """On the room's card, and to all who look after the same accounts."""
    statement = queries.by_id(session, event.of.statement_id)
    cards.show(session, statement, company, event.when)
    cards.show_speakers(session, statement, company, event.when)


def ask_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Somebody left: whoever stands in for them is asked to say what they were asked to say."""
    for statement in queries.waiting_for(session, leaver):
        cards.show_speakers(session, statement, company, at)


def remind(session: Session, fired: Fired, company: Company) -> None:
    """One level of a stage's policy, at any hour; in a drill to those alone who are at work."""
    is_drill = queries.by_id(session, fired.subject.number).drill
    for ask in REVIEWS.remind(session, fired, company):
        if fired.reader in {"", ask.channel} and (not is_drill or company.is_at_work(ask.channel, fired.when)):
            outbox.ask(session, ask, at=fired.when)
