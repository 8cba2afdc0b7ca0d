"""A matter of the tests' own whose policy says its subject and its level."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock

from sqlalchemy.orm import Session

from bot import subscriptions
from bot.company import Company
from bot.kernel import escalation, outbox
from bot.kernel.escalation import Fired, Policy
from bot.kernel.text.markup import name
from bot.kernel.views.blocks import Message, section

KIND = "probe"
PLACES = (
    *("C0GENERAL0", "C0WARROOM0", "C0REVIEWS0", "C0REMIND00", "C0CARDIVA0", "C0CORPORA0", "C0PARTNER0"),
    *("U0MARTA000", "U0JONAS000", "U0SOFIA000", "U0PRIYA000", "U0LUCAS000", "U0THOMAS00", "U0DAVID000"),
)
POLICY = Policy.model_validate(
    {
        "name": KIND,
        "urgency": "decision",
        "levels": [{"after": after, "whom": ["channel"]} for after in ("0m", "30m", "60m")],
    }
)


def start(session: Session, number: int, at: datetime) -> None:
    escalation.start(session, subject=f"{KIND}:{number}", policy=POLICY, at=at, since=at)


def expected(number: int) -> list[str]:
    """What is to be said of it in all."""
    return [_text(f"{KIND}:{number}", level) for level in range(len(POLICY.levels))]


def announce(session: Session, fired: Fired, _company: Company) -> None:
    text, channel = _text(fired.subject, fired.level), place_of(fired.subject)
    message = Message(name(text), [section(name(text))])
    outbox.post(session, key=fired.key(channel), channel=channel, message=message, at=fired.when)


def place_of(subject: str) -> str:
    return PLACES[int(subject.partition(":")[2]) % len(PLACES)]


def _text(subject: str, level: int) -> str:
    return f"{subject} is due, level {level}."


@contextmanager
def announced() -> Iterator[None]:
    """The page of subscriptions knows the matter meanwhile."""
    with mock.patch.dict(subscriptions.FIRED, {KIND: announce}):
        yield
