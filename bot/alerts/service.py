"""What is done with alerts: plan them with the ping, withdraw them with the matter, tell that they were sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, delete, literal, or_, select, update
from sqlalchemy.orm import Session

from bot.alerts.alert import COLUMNS, Alert, read
from bot.alerts.model import State, alerts
from bot.alerts.ways import Way
from bot.kernel.outbox.tables import Urgency, cards, live
from bot.kernel.statements import Prepared, add_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an alert says and for whom; `ping` is the decision it belongs to, so that deciding twice sends it once."""

    ping: str
    subject: str
    recipient: str
    instead_of: str | None
    title: str
    body: str
    otherwise: str
    people: Sequence[tuple[str, str]] = ()
    """Slack ids and printed names."""
    urgency: int = Urgency.CRISIS


def plan(session: Session, draft: Draft, ways: Sequence[tuple[str, Way]], *, at: datetime, due: datetime) -> None:
    """One alert a way, to leave at `due`; `ways` come with whose they are. Earlier ones of the same recipient that
    still wait are needless, too, once Slack has taken the newest card.
    """
    again = update(alerts).where(live(alerts.c.state), alerts.c.recipient == draft.recipient)
    session.execute(again.where(alerts.c.state == State.WAITING).values(instead_of=draft.instead_of))
    common: dict[str, Any] = {
        "subject": draft.subject,
        "recipient": draft.recipient,
        "instead_of": draft.instead_of,
        "title": draft.title,
        "body": draft.body,
        "otherwise": draft.otherwise,
        "people": [{"id": person, "name": name} for person, name in draft.people],
        "urgency": draft.urgency,
        "state": State.WAITING,
        "due_at": due,
        "tried_at": at,
        "not_before": due,
        "attempts": 0,
    }
    ping = f"{draft.ping}:{draft.recipient}"
    by_way = [
        {"key": f"{ping}:{way.address}", "whose": whose, "address": way.address, "service": way.service, **common}
        for whose, way in ways
    ]
    add_new(session, alerts, by_way)


def withdraw(session: Session, *, subject: str, beneath: str = "", besides: str = "") -> None:
    """The matter needs nobody any more; or not those whose recipient is one of these two, or beneath."""
    if beneath:
        _WITHDRAW_SOME.later(session, of=subject, path=beneath, other=besides or beneath)
    else:
        _WITHDRAW.later(session, of=subject)


_WITHDRAWING = (
    update(alerts).where(alerts.c.subject == bindparam("of"), live(alerts.c.state)).values(state=State.WITHDRAWN)
)
_WITHDRAW = Prepared(_WITHDRAWING)
_PATHS = [bindparam(each, type_=String) for each in ("path", "other")]
_THEIRS = alerts.c.recipient
_IS_BENEATH = or_(*(each == _THEIRS for each in _PATHS), *(_THEIRS.like(each.concat(":%")) for each in _PATHS))
_WITHDRAW_SOME = Prepared(_WITHDRAWING.where(_IS_BENEATH))


def untold(session: Session, limit: int = 100) -> dict[str, list[Alert]]:
    """Alerts that were sent and not yet told of, by subject, in order; whoever asks tells."""
    is_sent = alerts.c.state == literal(State.SENT.value, literal_execute=True)
    sent = COLUMNS.where(is_sent).order_by(alerts.c.id).limit(limit).with_for_update(skip_locked=True)
    by_subject: dict[str, list[Alert]] = {}
    for alert in read(session, sent):
        by_subject.setdefault(alert.subject, []).append(alert)
    return by_subject


def tell_in(session: Session, subject: str, sent: Sequence[Alert]) -> str:
    """The card that tells of these: the last one of the subject while Slack has not taken it, else a new one."""
    last = select(alerts.c.told_in).where(alerts.c.subject == subject, alerts.c.told_in.is_not(None))
    card = session.execute(last.order_by(alerts.c.id.desc()).limit(1)).scalar_one_or_none()
    waiting = select(cards.c.key).where(cards.c.key == card, cards.c.ts.is_(None))
    if card is None or session.execute(waiting).first() is None:
        card = f"{subject}:paged:{sent[0].id}"
    these = update(alerts).where(alerts.c.id.in_([alert.id for alert in sent]))
    session.execute(these.values(state=State.TOLD, told_in=card))
    return card


def of_card(session: Session, card: str) -> Sequence[Alert]:
    """All alerts that this card tells of."""
    subject = card.partition(":paged:")[0]
    these = COLUMNS.where(alerts.c.subject == subject, alerts.c.told_in == card)
    return read(session, these.order_by(alerts.c.sent_at, alerts.c.id))


def prune(session: Session, *, before: datetime, limit: int = 10_000) -> int:
    """Forget alerts that were due before then and wait for nothing; how many."""
    finished = alerts.c.state.in_([State.TOLD, State.NEEDLESS, State.WITHDRAWN, State.DEAD])
    old = select(alerts.c.id).where(finished, alerts.c.due_at < before).order_by(alerts.c.id).limit(limit)
    return len(session.execute(delete(alerts).where(alerts.c.id.in_(old)).returning(alerts.c.id)).all())
