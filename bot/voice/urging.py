"""What follows where nobody says whether a statement is posted: they are asked again, and then others are."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.accounts import Outlet, Theirs, asked_about
from bot.company import Company
from bot.governance.settings import STATEMENT
from bot.kernel import escalation, outbox
from bot.kernel.escalation import Asking, Fired
from bot.voice import cards, messages, queries, reactions
from bot.voice.around import Around
from bot.voice.facts import StatementAnswered, StatementApproved, StatementWidened
from bot.voice.model import RANK, Statement, Status


def begin(session: Session, event: StatementApproved | StatementWidened, company: Company) -> None:
    """Once it is to be said, and again where further accounts are to say it."""
    statement, rules = event.of, company.rules
    if statement.status is Status.IN_FORCE and statement.unanswered:
        policy = rules.policy(rules.reminders.statement).called(STATEMENT)
        at = event.when
        escalation.start(session, subject=statement.subject, policy=policy, at=at, since=at, rank=RANK)


def fire(session: Session, fired: Fired, company: Company) -> None:
    """A level of one of the two policies of a statement."""
    if fired.policy != STATEMENT:
        reactions.remind(session, fired, company)
        return
    statement = queries.by_id(session, fired.subject.number)
    around = Around.of(company, session, statement)
    asked = asked_about(_unanswered(statement, around), fired, company, partial(_meant, session, statement, company))
    asks = [_ask(statement, person, theirs, fired, around) for person, theirs in asked.items()]
    outbox.ask_each(session, asks, at=fired.when)


def _unanswered(statement: Statement, around: Around) -> list[Outlet]:
    waiting = {each.account_id for each in statement.unanswered}
    return [its for its in around.outlets if its.id in waiting]


def _meant(session: Session, statement: Statement, company: Company, its: Outlet, words: Sequence[str]) -> list[str]:
    named = {**its.duties, "author": [statement.written_by], "channel": [statement.room]}
    return company.at(session, its).resolve(words, named)


def _ask(statement: Statement, person: str, theirs: Theirs, fired: Fired, around: Around) -> outbox.Ask:
    says = around.may_say(person)
    message = messages.unsaid(statement, theirs.outlets, says=says, late=fired.overdue)
    return escalation.remind(fired, person, _again(statement), statement.title, message, theirs.why)


def settle_answer(session: Session, event: StatementAnswered, company: Company) -> None:
    """Whoever has nothing left to answer is asked no more, nor is anybody once all have answered."""
    statement = queries.by_id(session, event.of.statement_id)
    escalation.hold(session, subject=statement.subject)
    around = Around.of(company, session, statement)
    left = _unanswered(statement, around)
    if not left:
        escalation.stop(session, subject=statement.subject, why="answered")
    open_ones, closed = dict[str, list[Outlet]](), list[str]()
    for reader in outbox.readers(session, path=_again(statement)):
        theirs = [its for its in left if reader in its.people] if around.may_say(reader) else left
        if theirs:
            open_ones[reader] = theirs
        else:
            closed.append(f"{_again(statement)}:{reader}")
    for reader, theirs in open_ones.items():
        message = messages.unsaid(statement, theirs, says=around.may_say(reader))
        path = f"{_again(statement)}:{reader}"
        outbox.settle(session, path=path, message=message, at=event.when, is_last=False)
    outbox.settle_each(session, paths=closed, message=messages.answered(statement), at=event.when)


def ask_no_more(
    session: Session, statement: Statement, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """Those whom the policy does not mean any more see that others are asked."""
    if asking.policy.name != STATEMENT:
        reactions.REVIEWS.remind_no_more(session, statement, asking, gone, company, at)
        return
    left = _unanswered(statement, Around.of(company, session, statement))
    meant = {each for its in left for each in _meant(session, statement, company, its, asking.words)}
    paths = [f"{_again(statement)}:{each}" for each in sorted(set(gone) - meant)]
    outbox.settle_each(session, paths=paths, message=messages.others_asked(statement), at=at)


def _again(statement: Statement) -> str:
    return f"{cards.saying(statement)}:again"
