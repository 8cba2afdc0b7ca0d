"""What can be done with the calendar.

Of a series only the next occurrence has a row, and those that were before it. A post counts for the open slot of its
account that is nearest to it in time, no more than twelve hours away; one post settles one slot.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import takewhile

from bot.accounts import Outlet, outlet
from bot.calendar import course, queries
from bot.calendar.checks import NO_REASON, check_ahead, check_in_use, check_post, slot_of
from bot.calendar.drafts import Draft
from bot.calendar.facts import OccurrenceMissed, OccurrencePostponed, OccurrenceSkipped, SlotEdited, SlotPlanned
from bot.calendar.life import LIFE, PLAN, SERIES, Action, SlotAction
from bot.calendar.model import Occurrence, Slot, SlotStatus
from bot.calendar.recurrence import Repeats
from bot.freezes.queries import freeze_between
from bot.kernel.act import Act
from bot.kernel.problems import needed
from bot.networks import full_address
from bot.outgoing import Going, heed, warnings

REACH = timedelta(hours=12)
CONTENT = ("theme", "content_type", "content", "maker")
TIMES = ("starts", "repeats", "rule")
NAMES = {"content_type": "type", "starts": "time", "repeats": "how often"}
"""What people call a field where its own name is not plain."""


def plan(act: Act, outlet: Outlet, draft: Draft, is_active: Callable[[str], bool], heeded: str | None = None) -> Slot:
    """A new series with its first occurrence; raises Invalid with a sentence for each field that cannot stand, and
    Warned where there is something else to be read first than what was `heeded`; None heeds everything.
    """
    PLAN.require(act, outlet)
    check_in_use(outlet)
    slot = slot_of(draft, outlet, is_active, by=act.who.id, at=act.when)
    first = next(slot.recurrence.times())
    if heeded is not None:
        heed(warnings(act.session, Going(outlet=outlet, at=slot.instant(first), matter=slot)), heeded)
    act.session.add(slot)
    act.session.flush()
    act.record(SlotPlanned, of=slot)
    course.plan(act, slot, first)
    return slot


def edit(act: Act, slot: Slot, draft: Draft, is_active: Callable[[str], bool]) -> None:
    """From its next time on the series is as the draft says, in the zone that it has; what is settled stays."""
    SERIES.require(act, slot, SlotAction.EDIT)
    current, its, made_by = queries.next_in(act.session, slot), outlet(act.session, slot.account_id), slot.maker
    wanted = slot_of(draft, its, is_active, by=slot.planned_by, at=act.when, zone=slot.zone)
    has_other_times = not _comes_alike(slot, wanted, current)
    names = (*CONTENT, *TIMES) if has_other_times else CONTENT
    changed, came_at = [name for name in names if getattr(slot, name) != getattr(wanted, name)], current.at
    if has_other_times:
        _set(slot, wanted, TIMES)
        course.move_current(act, current)
    if "theme" in changed:
        slot.theme_until(min(came_at, current.at))
    _set(slot, wanted, CONTENT)
    if changed:
        act.record(SlotEdited, of=slot, changed=tuple(NAMES.get(name, name) for name in changed), made_by=made_by)


def _set(slot: Slot, wanted: Slot, names: Iterable[str]) -> None:
    for name in names:
        setattr(slot, name, getattr(wanted, name))


def _comes_alike(slot: Slot, wanted: Slot, current: Occurrence) -> bool:
    """Whether nobody asked for other times: its count goes on then, and a month's last day stays its last."""
    is_own = slot.repeats == Repeats.OWN
    same = wanted.starts == current.nominal and wanted.repeats == slot.repeats
    return same and (wanted.rule == slot.rule or not is_own)


def decide_ahead(act: Act, occurrence: Occurrence) -> Occurrence:
    """Somebody is about to settle a time to which its series has not come: it has a row from now on."""
    if occurrence.has_come or occurrence.nominal is None:
        return occurrence
    return course.plan(act, occurrence.slot, occurrence.nominal)


def publish(act: Act, occurrence: Occurrence, url: str, posted_at: datetime) -> None:
    """It was published after all, or before its time; raises Invalid for an address or a time that cannot be."""
    LIFE.require(act, occurrence, Action.PUBLISH)
    check_post(act, occurrence, url, posted_at)
    course.publish(act, occurrence, full_address(url), posted_at)


def count_post(act: Act, account_id: int, url: str, posted_at: datetime) -> None:
    """A post was made on the account: it settles the open slot nearest to it, if there is one within REACH."""
    near = queries.nearest_open(act.session, account_id, posted_at, REACH)
    if near is None or queries.is_used(act.session, outlet(act.session, account_id), url):
        return
    occurrence = queries.held(act.session, near)
    if LIFE.is_possible(occurrence, Action.PUBLISH):
        course.publish(act, occurrence, url, posted_at)


def postpone(act: Act, occurrence: Occurrence, local: datetime) -> Occurrence:
    """To another time on its zone's wall clock; what was planned for now is planned then."""
    LIFE.require(act, occurrence, Action.POSTPONE)
    slot = occurrence.slot
    check_ahead(local, slot.tz, act.when)
    course.settle(act, occurrence, Action.POSTPONE)
    occurrence.postponed_to = slot.instant(local)
    act.record(OccurrencePostponed, of=occurrence, to=local)
    course.go_on(act, occurrence)
    return course.move_to(act, slot, local)


def skip(act: Act, occurrence: Occurrence, text: str) -> None:
    """Nothing will be published in it, nor in those that its report named besides; `text` says why."""
    LIFE.require(act, occurrence, Action.SKIP)
    reason = needed("reason", text, NO_REASON)
    for each in [occurrence, *(each for each in queries.told_with(act.session, occurrence) if each.is_open)]:
        course.settle(act, each, Action.SKIP)
        each.reason = reason
        act.record(OccurrenceSkipped, of=each, note=reason)
    course.go_on(act, occurrence)


def cancel(act: Act, occurrence: Occurrence) -> None:
    """This one time is taken out of the calendar; the series goes on."""
    LIFE.require(act, occurrence, Action.CANCEL)
    course.cancel_one(act, occurrence)
    course.go_on(act, occurrence)


def cancel_series(act: Act, slot: Slot) -> None:
    """It comes round no more, and what was planned of it is taken out of the calendar."""
    SERIES.require(act, slot, SlotAction.CANCEL)
    course.cancel_all(act, slot)


def cancel_all_of(act: Act, account_id: int) -> None:
    """The account is no more: nor are its slots."""
    for slot in queries.living_of(act.session, account_id):
        if slot.status == SlotStatus.RUNNING:
            course.cancel_all(act, slot)
        else:
            course.cancel_planned(act, slot)


def miss(act: Act, occurrence: Occurrence, grace: timedelta, untold: Sequence[Occurrence] = ()) -> Occurrence:
    """Its time and the grace have passed. The one to report: it, or the series' latest if more have passed meanwhile.

    Those between have passed while nobody could be told: they are recorded as missed, and told with the latest, as are
    the series' earlier ones of which nobody was told yet, `untold`.
    """
    LIFE.require(act, occurrence, Action.MISS)
    LIFE.move(occurrence, Action.MISS)
    occurrence.missed_at = act.when
    slot = occurrence.slot
    ahead = course.ahead(act.session, occurrence)

    def has_passed(local: datetime) -> bool:
        at = slot.instant(local)
        return at + grace <= act.when and freeze_between(act.session, slot.account_id, at, at + grace) is None

    passed = list(takewhile(has_passed, ahead))
    if not passed:
        act.record(OccurrenceMissed, of=occurrence)
        _tell_with(act, occurrence, untold)
        course.go_on(act, occurrence)
        return occurrence
    between = [course.missed(slot, local, act.when) for local in passed[:-1]]
    act.session.add_all(between)
    latest = course.plan(act, slot, passed[-1])
    act.session.flush()
    _tell_with(act, latest, [*untold, occurrence, *between])
    return latest


def pass_over(act: Act, occurrence: Occurrence, why: str) -> None:
    """Nothing could go out there at its time: nobody missed it."""
    course.settle(act, occurrence, Action.SKIP)
    occurrence.reason = f"{why} froze the account."
    act.record(OccurrenceSkipped, of=occurrence, note=occurrence.reason)
    course.go_on(act, occurrence)


def hand_on(act: Act, settled: Occurrence) -> Occurrence | None:
    """Nobody was told of it before it was settled: the latest that is still missed of those that were to be told with
    it is told instead, with the others; None where there is none.
    """
    still_missed = [each for each in queries.told_with(act.session, settled) if each.is_open]
    if not still_missed:
        return None
    *earlier, latest = still_missed
    latest.told_with_id = None
    act.record(OccurrenceMissed, of=latest)
    _tell_with(act, latest, earlier)
    return latest


def _tell_with(act: Act, latest: Occurrence, earlier: Sequence[Occurrence]) -> None:
    """Also what was to be told with one of the earlier ones."""
    besides = [each for one in earlier for each in queries.told_with(act.session, one)]
    for each in [*besides, *earlier]:
        each.told_with_id = latest.id
        act.record(OccurrenceMissed, of=each)
