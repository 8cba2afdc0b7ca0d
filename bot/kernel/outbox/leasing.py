"""Which letters may go now and who takes them: one a channel at a time, however many workers there are."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Executable,
    FromClause,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from bot.kernel.clock import SET_BACK
from bot.kernel.db import Instant
from bot.kernel.outbox.leased import Leased, read
from bot.kernel.outbox.tables import ANY, State, Urgency, cards, is_known, lanes, letters, live
from bot.kernel.statements import Insert, Prepared

NOW, FAR, UNTIL = (bindparam(name, type_=Instant()) for name in ("now", "far", "until"))
"""`far` is SET_BACK from now: what happened later holds nothing up."""
TAKEN: BindParameter[Any] = bindparam("taken", expanding=True)
BESIDES: BindParameter[Any] = bindparam("besides", expanding=True)


def lease(
    session: Session,
    *,
    now: datetime,
    until: datetime,
    limit: int,
    least: Urgency = Urgency.ROUTINE,
    besides: Collection[int] = (),
) -> list[Leased]:
    """Take up to `limit` letters, each from another channel, and their channels with them: the most urgent first, and
    none less urgent than `least`.
    """
    clock = {"now": now, "far": now + SET_BACK}
    _OPEN_LANES.later(session, now=now)
    chosen = _CHOICE.run(session, **clock, least=least.last, besides=list(besides), most=limit)
    due = [row for row in chosen if _is_still_due(row, **clock)]
    if not due:
        return []
    _TAKE.later(session, taken=[row.number for row in due], now=now, until=until)
    _HOLD.later(session, taken=[row.channel for row in due], now=now, until=until)
    return read(session, {row.number: row.doubt for row in due})


def renew(session: Session, letter: Leased, *, now: datetime, until: datetime) -> bool:
    """Keep the letter and its channel for longer; False where it is another worker's by now, or finished."""
    if _RENEW.run(session, ours=letter.number, attempt=letter.attempts, now=now, until=until):
        hold(session, letter.channel, now=now, until=until)
        return True
    return False


def _above(now: ColumnElement[str], before: ColumnElement[str]) -> ColumnElement[str]:
    """Where its thread is now; what was to hang there and got no answer, where that attempt found it."""
    thread = select(now).where(cards.c.key == letters.c.thread, cards.c.channel == letters.c.channel)
    is_new = or_(letters.c.doubt.is_(False), letters.c.card.is_not(None))
    return case((is_new, thread.scalar_subquery()), else_=before)


def hold(session: Session, channel: str, *, now: datetime, until: datetime) -> None:
    """Nothing goes to that channel until then."""
    _FROM_NOW.later(session, channel=channel, method=ANY, held_at=now, free_at=until)


def slow_down(session: Session, method: str, *, now: datetime, until: datetime) -> None:
    """Nothing goes by that method to any channel until then, nor sooner than was said before: Slack counts the calls of
    a method in the whole workspace (https://docs.slack.dev/apis/web-api/rate-limits).
    """
    _SLOWER.later(session, channel=ANY, method=method, held_at=now, free_at=until, far=now + SET_BACK)


def _held_from_now(insert: Callable[[Table], Insert]) -> Executable:
    held = insert(lanes)
    again = {name: held.excluded[name] for name in ("held_at", "free_at")}
    return held.on_conflict_do_update(index_elements=[lanes.c.channel, lanes.c.method], set_=again)


def _slower_from_now(insert: Callable[[Table], Insert]) -> Executable:
    held = insert(lanes)
    is_longer = and_(lanes.c.free_at > held.excluded.free_at, lanes.c.held_at <= FAR)
    again = {name: case((is_longer, lanes.c[name]), else_=held.excluded[name]) for name in ("held_at", "free_at")}
    return held.on_conflict_do_update(index_elements=[lanes.c.channel, lanes.c.method], set_=again)


_FROM_NOW = Prepared(_held_from_now)
_SLOWER = Prepared(_slower_from_now)


def is_anything_left(session: Session) -> bool:
    """Whether there is an unfinished letter at all."""
    return bool(_LEFT.run(session))


def next_free(session: Session, now: datetime) -> datetime | None:
    """When the next channel that is held becomes free."""
    soonest = select(func.min(lanes.c.free_at)).where(lanes.c.free_at > now)
    return cast("datetime | None", session.execute(soonest).scalar_one())


def _busy() -> CTE:
    """The channels with unfinished letters, leaping through the index from one to the next."""
    first = select(func.min(letters.c.channel).label("channel")).where(live(letters.c.state))
    busy = first.cte("busy", recursive=True)
    following = select(func.min(letters.c.channel)).where(live(letters.c.state), letters.c.channel > busy.c.channel)
    return busy.union_all(select(following.scalar_subquery()).where(busy.c.channel.is_not(None)))


def _open_lanes(insert: Callable[[Table], Insert]) -> Executable:
    busy = _busy()
    known = select(lanes.c.channel).where(lanes.c.channel == busy.c.channel, lanes.c.method == ANY).exists()
    unknown = select(busy.c.channel, literal(ANY), NOW, NOW).where(busy.c.channel.is_not(None), ~known)
    lane = ["channel", "method", "held_at", "free_at"]
    return insert(lanes).from_select(lane, unknown).on_conflict_do_nothing()


_WHEN_DUE = ("not_before", "lease_until", "tried_at")


def _choice() -> Select[Any]:
    """The letter that is next in each free channel, and its lane; those that another worker holds are passed over."""
    busy = _busy()
    candidate = letters.alias("candidate")
    best = letters.alias("best")
    next_one = (
        select(candidate.c.number)
        .where(candidate.c.channel == lanes.c.channel, live(candidate.c.state), _may_go(candidate))
        .where(candidate.c.number.not_in(BESIDES), candidate.c.urgency <= bindparam("least"))
        .order_by(candidate.c.urgency, candidate.c.number)
        .limit(1)
        .correlate(lanes)
        .scalar_subquery()
    )
    return (
        select(*(best.c[name] for name in ("number", "channel", "doubt", "state", *_WHEN_DUE)))
        .join_from(busy, lanes, lanes.c.channel == busy.c.channel)
        .join(best, best.c.number == next_one)
        .where(lanes.c.method == ANY, ~_held(lanes))
        .order_by(best.c.urgency, best.c.number)
        .limit(bindparam("most"))
        .with_for_update(of=[lanes, best], skip_locked=True)
    )


def _is_still_due(letter: Row[Any], now: datetime, far: datetime) -> bool:
    """Asked of the row as it was locked: what chose it is as old as the question, and another worker may have sent it
    since. Asked here, because in the statement it would tempt PostgreSQL away from the key.
    """
    set_back = letter.tried_at is not None and letter.tried_at > far
    if letter.state == State.WAITING:
        return bool(set_back or letter.not_before <= now)
    return bool(letter.state == State.LEASED and (set_back or letter.lease_until <= now))


def _may_go(letter: FromClause) -> ColumnElement[bool]:
    set_back = letter.c.tried_at > FAR
    due = and_(letter.c.state == State.WAITING, or_(letter.c.not_before <= NOW, set_back))
    lapsed = and_(letter.c.state == State.LEASED, or_(letter.c.lease_until <= NOW, set_back))
    paused = lanes.alias("paused")
    pause = select(paused.c.channel).where(
        paused.c.channel.in_([letter.c.channel, ANY]), paused.c.method == letter.c.method, _held(paused)
    )
    earlier = letters.alias("earlier")
    its_turn = ~(
        select(earlier.c.number)
        .where(earlier.c.card == letter.c.card, live(earlier.c.state), earlier.c.number < letter.c.number)
        .exists()
    )
    return and_(or_(due, lapsed), is_known(letter.c.method), ~pause.exists(), its_turn, _thread_is_there(letter))


def _thread_is_there(letter: FromClause) -> ColumnElement[bool]:
    """Its card is posted, or never will be; then the letter goes outside of any thread."""
    posted = select(cards.c.key).where(cards.c.key == letter.c.thread, cards.c.ts.is_not(None)).exists()
    coming = letters.alias("coming")
    never = ~select(coming.c.number).where(coming.c.card == letter.c.thread, live(coming.c.state)).exists()
    return or_(letter.c.thread.is_(None), posted, never)


def _held(lane: FromClause) -> ColumnElement[bool]:
    return and_(lane.c.free_at > NOW, lane.c.held_at <= FAR)


# Asked after every commit: built once, as that takes ten times as long as asking.
_LEFT = Prepared(select(letters.c.number).where(live(letters.c.state)).limit(1))
_OPEN_LANES = Prepared(_open_lanes)
_CHOICE = Prepared(_choice(), lists=["besides"])
_TAKE = Prepared(
    update(letters)
    .where(letters.c.number.in_(TAKEN))
    .values(
        state=State.LEASED,
        lease_until=UNTIL,
        doubt=True,
        attempts=letters.c.attempts + 1,
        tried_at=NOW,
        under_channel=_above(cards.c.posted_in, letters.c.under_channel),
        under_ts=_above(cards.c.ts, letters.c.under_ts),
        first_tried_at=func.coalesce(letters.c.first_tried_at, NOW),
    ),
    lists=["taken"],
)
_RENEW = Prepared(
    update(letters)
    .where(letters.c.number == bindparam("ours"), letters.c.attempts == bindparam("attempt"))
    .where(letters.c.state == State.LEASED)
    .values(lease_until=UNTIL, tried_at=NOW)
    .returning(letters.c.number)
)
_HOLD = Prepared(
    update(lanes).where(lanes.c.channel.in_(TAKEN), lanes.c.method == ANY).values(held_at=NOW, free_at=UNTIL),
    lists=["taken"],
)
