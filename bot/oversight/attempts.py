"""Attempts to sign that were refused: each is on record, and administrators hear of whoever makes many."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from bot.company import Company
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, Refused
from bot.kernel.events import Named
from bot.kernel.statements import Prepared
from bot.kernel.text.markup import mrkdwn, person, shorten
from bot.kernel.views.blocks import Message, section
from bot.oversight.model import SignatureRefused, refused_attempts

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Attempt:
    """`verb` is the id of the button or form, as `posts.approve` is; `subject` what it was about, such as `post:12`."""

    who: Actor
    verb: str
    subject: str
    refusal: Refused


def note(session: Session, attempt: Attempt, when: datetime, company: Company) -> None:
    """In a transaction of its own, for the refused one was undone. What somebody typed is no part of it."""
    why = shorten(attempt.refusal.sentence, LONGEST_REASON)
    act = Act(session, attempt.who, when)
    act.record(SignatureRefused, of=Named(attempt.subject), verb=attempt.verb, why=why)
    if isinstance(attempt.refusal, Forbidden):  # who came too late, or met a Slack that was silent, did nothing amiss
        _count(session, attempt, when, company)


def _count(session: Session, attempt: Attempt, when: datetime, company: Company) -> None:
    day = when.astimezone(ZoneInfo(company.rules.time_zone)).date()
    [(count,)] = _ONE_MORE.run(session, person=attempt.who.id, day=day, count=1)
    if count >= company.rules.oversight.refused_attempts:
        _tell_administrators(session, attempt, day, count, when, company)


_ONE_MORE = Prepared(
    lambda insert: (
        insert(refused_attempts)
        .on_conflict_do_update(
            index_elements=[refused_attempts.c.person, refused_attempts.c.day],
            set_={"count": refused_attempts.c.count + 1},
        )
        .returning(refused_attempts.c.count)
    )
)


def _tell_administrators(
    session: Session, attempt: Attempt, day: date, count: int, when: datetime, company: Company
) -> None:
    """Once a day a person: the key is the same for the rest of it."""
    text = mrkdwn(
        ":warning: {} was refused {} signatures today. See `/social audit {}`.",
        person(attempt.who.id),
        count,
        attempt.subject,
    )
    key = f"oversight:refused:{attempt.who.id}:{day}"
    company.tell_administrators(session, key, Message(text, [section(text)]), when)


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget the counts of days that are over; the attempts themselves stay on record."""
    key = tuple_(refused_attempts.c.person, refused_attempts.c.day)
    old = select(refused_attempts.c.person, refused_attempts.c.day)
    old = old.where(refused_attempts.c.day < (before - timedelta(days=1)).date()).limit(limit)
    gone = delete(refused_attempts).where(key.in_(old)).returning(refused_attempts.c.person)
    return len(session.execute(gone).all())
