"""What can be done with the calendar.

Of a series only the next occurrence has a row, and those that were before it. A post counts for the open slot of its
account that is nearest to it in time, no more than twelve hours away; one post settles one slot.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy.orm import Session

from bot.accounts import Outlet
from bot.calendar import course, queries
from bot.calendar.checks import ahead_problem, slot_of
from bot.calendar.facts import (
    OccurrenceMissed,
    OccurrencePostponed,
    OccurrencePublished,
    OccurrenceSkipped,
    SlotPlanned,
)
from bot.calendar.given import Draft
from bot.calendar.model import Action, Occurrence, Slot, SlotStatus
from bot.kernel.actor import SYSTEM, Actor
from bot.kernel.errors import Forbidden, Invalid, TooLate
from bot.kernel.events import record
from bot.networks import post_url_problem

PLANNERS = ("author", "community_manager")
REACH = timedelta(hours=12)


def may_plan(who: Actor, outlet: Outlet) -> bool:
    return who.id in outlet.people or who.has(*PLANNERS)


def may_settle(who: Actor, outlet: Outlet, slot: Slot) -> bool:
    return who.id in {*outlet.people, slot.planned_by} or who.has("community_manager")


def require_planner(who: Actor, outlet: Outlet) -> None:
    """Raise unless this person may plan for that account, and anybody may."""
    if not may_plan(who, outlet):
        raise Forbidden(
            f"Only the people of {outlet.label}, authors and the community manager can plan its slots. "
            "Ask one of them: `/account show` says who they are."
        )
    if not outlet.is_open:
        raise TooLate(
            f"{outlet.label} is not in use, so nothing can be planned on it. `/account list` shows those that are."
        )


def require_settler(who: Actor, outlet: Outlet, slot: Slot, to: str) -> None:
    if not may_settle(who, outlet, slot):
        raise Forbidden(
            f"Only the people of {outlet.label}, whoever planned this slot and the community manager can {to} it. "
            "Ask one of them: `/account show` says who they are."
        )


def plan(
    session: Session, who: Actor, when: datetime, outlet: Outlet, draft: Draft, is_active: Callable[[str], bool]
) -> Slot:
    """A new series with its first occurrence; raises Invalid with a sentence for each field that cannot stand."""
    require_planner(who, outlet)
    slot = slot_of(draft, outlet, is_active, by=who.id, at=when)
    session.add(slot)
    record(session, SlotPlanned(who=who, when=when, of=slot))
    course.plan(session, who, when, slot, next(slot.recurrence.times()))
    return slot


def publish(
    session: Session, who: Actor, when: datetime, occurrence: Occurrence, outlet: Outlet, url: str, posted_at: datetime
) -> None:
    """It was published after all, or before its time; raises Invalid for an address or a time that cannot be."""
    require_settler(who, outlet, occurrence.slot, "settle")
    problems = {}
    if wrong := post_url_problem(outlet.handle, url):
        problems["url"] = wrong
    elif queries.is_used(session, outlet.id, url):
        problems["url"] = "This post has settled another slot already. Paste the address of the one made for this slot."
    if posted_at > when:
        problems["posted_at"] = "This is in the future. Come back once the post is out, or postpone the slot."
    if problems:
        raise Invalid(problems)
    _published(session, who, when, occurrence, url, posted_at)


def count_post(session: Session, who: Actor, when: datetime, account_id: int, url: str, posted_at: datetime) -> None:
    """A post was made on the account: it settles the open slot nearest to it, if there is one within REACH."""
    near = queries.nearest_open(session, account_id, posted_at, REACH)
    if near is None or queries.is_used(session, account_id, url):
        return
    if (occurrence := queries.by_id(session, near)).is_open:
        _published(session, who, when, occurrence, url, posted_at)


def postpone(
    session: Session, who: Actor, when: datetime, occurrence: Occurrence, outlet: Outlet, local: datetime
) -> Occurrence:
    """To another time on its zone's wall clock; what was planned for now is planned then."""
    require_settler(who, outlet, occurrence.slot, "postpone")
    slot = occurrence.slot
    if problem := ahead_problem(local, slot.tz, when):
        raise Invalid({"day": problem})
    occurrence.move(Action.POSTPONE, who, when)
    occurrence.postponed_to = slot.instant(local)
    record(
        session, OccurrencePostponed(who=who, when=when, of=occurrence, note=f"to {local:%Y-%m-%d %H:%M} {slot.zone}")
    )
    course.go_on(session, who, when, occurrence)
    return course.move_to(session, who, when, slot, local)


def skip(session: Session, who: Actor, when: datetime, occurrence: Occurrence, outlet: Outlet, reason: str) -> None:
    """Nothing will be published in it, nor in those that its report named besides."""
    require_settler(who, outlet, occurrence.slot, "skip")
    if not reason.strip():
        raise Invalid({"reason": "Give the reason in a sentence; the people concerned will read it."})
    for each in [occurrence, *queries.told_with(session, occurrence)]:
        if each is occurrence or each.is_open:
            each.move(Action.SKIP, who, when)
            each.reason = reason.strip()
            record(session, OccurrenceSkipped(who=who, when=when, of=each, note=each.reason))
    course.go_on(session, who, when, occurrence)


def cancel(session: Session, who: Actor, when: datetime, occurrence: Occurrence, outlet: Outlet) -> None:
    """This one time is taken out of the calendar; the series goes on."""
    require_settler(who, outlet, occurrence.slot, "cancel")
    course.cancel_one(session, who, when, occurrence)
    course.go_on(session, who, when, occurrence)


def cancel_series(session: Session, who: Actor, when: datetime, slot: Slot, outlet: Outlet) -> None:
    """It comes round no more, and what was planned of it is taken out of the calendar."""
    require_settler(who, outlet, slot, "cancel")
    course.cancel_all(session, who, when, slot)


def cancel_all_of(session: Session, who: Actor, when: datetime, account_id: int) -> None:
    """The account is no more: nor are its slots."""
    for slot in queries.living_of(session, account_id):
        if slot.status == SlotStatus.RUNNING:
            course.cancel_all(session, who, when, slot)
        else:
            course.cancel_planned(session, who, when, slot)


def miss(session: Session, when: datetime, occurrence: Occurrence, grace: timedelta) -> Occurrence:
    """Its time and the grace have passed. The one to report: it, or the series' latest if more have passed meanwhile.

    Those between have passed while nobody could be told: they are recorded as missed, and told with the latest.
    """
    occurrence.move(Action.MISS, SYSTEM, when)
    slot = occurrence.slot
    ahead = course.ahead(session, occurrence)
    passed = list(takewhile(lambda local: slot.instant(local) + grace <= when, ahead))
    if not passed:
        record(session, OccurrenceMissed(who=SYSTEM, when=when, of=occurrence))
        course.go_on(session, SYSTEM, when, occurrence)
        return occurrence
    between = [course.missed(slot, local, when) for local in passed[:-1]]
    session.add_all(between)
    latest = course.plan(session, SYSTEM, when, slot, passed[-1])
    session.flush()
    for each in [*queries.told_with(session, occurrence), occurrence, *between]:
        each.told_with_id = latest.id
        record(session, OccurrenceMissed(who=SYSTEM, when=when, of=each))
    return latest


def _published(
    session: Session, who: Actor, when: datetime, occurrence: Occurrence, url: str, posted_at: datetime
) -> None:
    occurrence.move(Action.PUBLISH, who, when)
    occurrence.url, occurrence.published_at = url, posted_at
    record(session, OccurrencePublished(who=who, when=when, of=occurrence, note=url))
    course.go_on(session, who, when, occurrence)
