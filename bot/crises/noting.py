"""What Concord does about a crisis by itself, on record: whom it called, what is frozen and said, where it lives."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete

from bot.crises.calls import calls
from bot.crises.facts import (
    PeopleAlerted,
    PeoplePinged,
    PublishingFrozen,
    PublishingThawed,
    StatementMade,
    StatementUnsaid,
    tell,
)
from bot.crises.model import Crisis
from bot.crises.room_facts import RoomMade, RoomRefused
from bot.crises.states import State
from bot.kernel.act import Act
from bot.kernel.statements import add_new


def call(act: Act, crisis: Crisis, people: Iterable[str], why: str = "") -> None:
    """These people are pinged now, and may answer from now on; `why` says why these, where that needs saying.

    The crisis itself is not touched: whoever answers meanwhile holds it, and waits for this to be told.
    """
    called = tuple(people)
    let_answer(act, crisis, called)
    tell(act, PeoplePinged, crisis, why, people=called)


def let_answer(act: Act, crisis: Crisis, people: Iterable[str]) -> None:
    """From now on, whatever their roles."""
    add_new(act.session, calls, [{"crisis_id": crisis.id, "person": person, "at": act.when} for person in people])


def call_no_more(act: Act, crisis: Crisis, person: str) -> None:
    """Their answer is not waited for any more."""
    act.session.execute(delete(calls).where(calls.c.crisis_id == crisis.id, calls.c.person == person))


def note_alerts(act: Act, crisis: Crisis, text: str, card: str) -> None:
    """People were alerted by other ways, as `text` says; `card` tells the room. The crisis itself is not touched."""
    tell(act, PeopleAlerted, crisis, text, card=card)


def note_freeze(act: Act, crisis: Crisis, fact: type[PublishingFrozen | PublishingThawed], many: str, now: int) -> None:
    """Accounts were frozen for it, or thawed: `many` of them, and `now` so many are frozen."""
    crisis.frozen = now
    tell(act, fact, crisis, many)


def note_statement(act: Act, crisis: Crisis, what: str, next_at: datetime, now: int) -> None:
    """The company speaks: `what` in, when it speaks next, and in `now` so many languages. Whoever is on it owes the
    next update until then.
    """
    crisis.statements = now
    if crisis.state is State.ACKNOWLEDGED:
        crisis.due_at = next_at
    tell(act, StatementMade, crisis, what)


def note_silence(act: Act, crisis: Crisis, what: str, now: int) -> None:
    """A statement was withdrawn: nothing is said `what` in, and `now` there is something in so many languages."""
    crisis.statements = now
    tell(act, StatementUnsaid, crisis, what)


def move_in(act: Act, crisis: Crisis, channel: str) -> None:
    """It has a channel of its own from now on."""
    crisis.room = channel
    tell(act, RoomMade, crisis, channel)


def move_out(act: Act, crisis: Crisis, why: str) -> None:
    """Its channel takes no more."""
    crisis.room = ""
    stay(act, crisis, why)


def stay(act: Act, crisis: Crisis, why: str) -> None:
    """Slack does not make one: it is handled in the war room."""
    tell(act, RoomRefused, crisis, why)
