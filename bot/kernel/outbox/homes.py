"""The Homes of people who have opened theirs: each is published again once something that asks them has changed.

What it shows is read when it is sent, so that whoever acts writes no more than that it is to be. Each Home is a card
that no message shows; one letter of it waits at a time, however much changes meanwhile.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from bot.kernel import gathered
from bot.kernel.errors import Refused
from bot.kernel.gathered import Waiting
from bot.kernel.outbox import writing
from bot.kernel.outbox.letter import Letter, letter
from bot.kernel.outbox.payload import short_view
from bot.kernel.outbox.slack import Answer, Known, Wire
from bot.kernel.outbox.tables import Method, State, Urgency, cards, letters, live
from bot.kernel.outbox.verdicts import is_malformed
from bot.kernel.statements import Prepared
from bot.kernel.text.markup import is_person
from bot.kernel.tracing import new_letter

HOME = "home"
SHORTLY = timedelta(seconds=2)
"""So long what changes besides is waited for."""
A_DAY = timedelta(days=1)
"""So often it is noted that somebody still opens theirs."""

Make = Callable[[str], dict[str, Any] | None]
"""Somebody's Home as it is now, None for whom there is none; raises Refused where nobody knows that yet."""


class WithHomes:
    """The sender's line to Slack, on which each Home is made as it goes."""

    def __init__(self, wire: Wire, make: Make) -> None:
        self._wire, self._make = wire, make

    def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
        if method != Method.PUBLISH:
            return self._wire.call(method, payload)
        try:
            view = self._make(payload["user_id"])
        except Refused:
            return Answer(Known.UNREACHED, error="home_not_made")
        if view is None:
            return Answer(Known.ANSWERED, error="user_not_visible")
        answer = self._wire.call(method, {**payload, "view": view})
        shorter = short_view(view) if is_malformed(answer.error) else None
        if shorter is None:
            return answer
        return replace(self._wire.call(method, {**payload, "view": shorter}), shortened=answer.error)


def opened(session: Session, person: str, at: datetime) -> None:
    """From now on theirs is kept as things are."""
    noted = _NOTED.run(session, key=_home(person))
    if not noted or noted[0].shown_at <= at - A_DAY:
        _NOTE.run(session, key=_home(person), channel=_home(person), version=1, shown_at=at, settled=True)


_NOTED = Prepared(select(cards.c.shown_at).where(cards.c.key == bindparam("key")))
_NOTE = Prepared(
    lambda insert: (noted := insert(cards)).on_conflict_do_update(
        index_elements=[cards.c.key], set_={"shown_at": noted.excluded.shown_at}
    )
)


def change(session: Session, people: Iterable[str], *, at: datetime) -> None:
    """Something that asks them, or asked them, is no longer as it was; a channel has no Home."""
    writing.come_first(session)
    gathered.waiting(session, _publish).update((_home(each), at) for each in people if is_person(each))


def _publish(session: Session, changed: Waiting) -> None:
    """A letter for each of the Homes that have changed. Whoever sends one that waits already waits for this
    transaction, or would read what was before it.
    """
    # In one order, so that two who change several Homes do not wait for each other.
    known = _keys(_KNOWN.run_each(session, [{"home": each} for each in sorted(changed)]))
    waiting = _keys(_HOLD.run_each(session, [{"home": each} for each in known]))
    writing.add(session, [_letter(home, changed[home]) for home in known if home not in waiting])


def _keys(answers: Iterable[Iterable[Row[Any]]]) -> list[str]:
    return [key for rows in answers for (key,) in rows]


_KNOWN = Prepared(select(cards.c.key).where(cards.c.key == bindparam("home")).with_for_update())
_HOLD = Prepared(
    update(letters)
    .where(letters.c.card == bindparam("home"), live(letters.c.state))
    .where(letters.c.state == State.WAITING)
    .values(plain=False)
    .returning(letters.c.card)
)


def _letter(home: str, at: datetime) -> Letter:
    return letter(
        key=f"{home}:{new_letter()}",
        method=Method.PUBLISH,
        channel=home,
        person=home.removeprefix(f"{HOME}:"),
        payload={},
        at=at,
        due=at + SHORTLY,
        urgency=Urgency.ROUTINE,
        card=home,
    )


def _home(person: str) -> str:
    return f"{HOME}:{person}"
