"""How slots look in Slack: the plan, the report of a missed one, and its settlement. The week is in `week_view.py`."""

from collections.abc import Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block, ButtonElement, ConfirmObject, InteractiveElement

from bot.calendar.model import Content, Occurrence, Slot, SlotStatus, Status
from bot.calendar.recurrence import Repeats
from bot.calendar.zones import wall
from bot.kernel.blocks import Message, actions, button, context, escape, fields, header, person, section, shorten, when
from bot.kernel.durations import spoken

PUBLISH = "calendar.publish"
POSTPONE = "calendar.postpone"
SKIP = "calendar.skip"
CANCEL = "calendar.cancel"
CANCEL_SERIES = "calendar.cancel_series"
PLAN = "calendar.plan"
SHOW_WEEK = "calendar.week"

MARKS = {
    Status.PLANNED: ":large_blue_circle:",
    Status.MISSED: ":red_circle:",
    Status.PUBLISHED: ":white_check_mark:",
    Status.SKIPPED: ":heavy_minus_sign:",
    Status.POSTPONED: ":arrow_right:",
    Status.CANCELLED: ":white_circle:",
}
MOST_NAMED = 20
"""So many of those missed meanwhile are named one by one."""
SHORT = 120


def theme(slot: Slot) -> str:
    return f"“{escape(shorten(slot.theme, SHORT))}”"


def local(slot: Slot, occurrence: Occurrence) -> str:
    """`Mon 23 Nov 2026, 09:00 (Europe/Zurich)`."""
    return f"{wall(occurrence.at, slot.tz):%a %-d %b %Y, %H:%M} ({slot.zone})"


def repeats(slot: Slot) -> str:
    return f"by the rule `{slot.rule}`" if slot.repeats == Repeats.OWN else slot.repeats


def making(slot: Slot) -> str:
    """Whether the content exists, and who makes it."""
    maker = f" by {person(slot.maker)}" if slot.maker else ""
    verb = "content " if slot.content == Content.EXISTS else ""
    return f"{verb}{slot.content}{maker}"


def about(slot: Slot) -> Block:
    return context(f"{slot.content_type} · {making(slot)} · {repeats(slot)} · planned by {person(slot.planned_by)}")


def plan(slot: Slot, following: Occurrence | None) -> Message:
    """What the planner keeps: when the series comes round next, and how to stop it."""
    blocks: list[Block] = [
        header(f"Slot for {slot.label}"),
        fields(
            f"*Theme*\n{theme(slot)}",
            f"*Content*\n{slot.content_type} · {making(slot)}",
            f"*Repeats*\n{repeats(slot)}",
            f"*Next*\n{_next(slot, following)}",
        ),
    ]
    buttons: list[InteractiveElement] = []
    if following is not None:
        buttons.append(_cancel_one(following, CANCEL))
    if slot.status == SlotStatus.RUNNING and slot.rule:
        buttons.append(_cancel_series(slot, CANCEL_SERIES, str(slot.id)))
    if buttons:
        blocks.append(actions(*buttons))
    return Message(f"Slot for {escape(slot.label)}: {theme(slot)}", blocks)


def _next(slot: Slot, following: Occurrence | None) -> str:
    if following is not None:
        return local(slot, following)
    if slot.status == SlotStatus.CANCELLED:
        return f"cancelled by {person(slot.cancelled_by)}"
    return "nothing further is planned"


def _cancel_one(occurrence: Occurrence, action_id: str) -> ButtonElement:
    slot = occurrence.slot
    goes_on = " The series goes on." if slot.status == SlotStatus.RUNNING and slot.rule else ""
    gone = f"{theme(slot)} on {shorten(slot.label, SHORT)}, {local(slot, occurrence)}, leaves the calendar.{goes_on}"
    return _once_confirmed(button("Cancel this slot", action_id, str(occurrence.id)), "Cancel this slot", gone)


def _cancel_series(slot: Slot, action_id: str, value: str) -> ButtonElement:
    gone = (
        f"{theme(slot)} on {shorten(slot.label, SHORT)} comes round no more, and what is planned of it leaves the "
        "calendar. The account and its other series stay."
    )
    asking = button("Cancel the series", action_id, value, style="danger")
    return _once_confirmed(asking, "Cancel the series", gone)


def _once_confirmed(asking: ButtonElement, what: str, follows: str) -> ButtonElement:
    """It asks once more, and says what would follow."""
    asking.confirm = ConfirmObject(title=f"{what}?", text=follows, confirm=what, deny="Keep it")
    return asking


def to_make(slot: Slot, first: Occurrence) -> Message:
    """What its maker is told."""
    text = (
        f":pencil2: {person(slot.planned_by)} counts on you for {theme(slot)} on *{escape(slot.label)}*: "
        f"{slot.content_type}, {slot.content}."
    )
    return Message(
        f"Content for {escape(slot.label)}: {theme(slot)}",
        [section(text), context(f"First needed {local(slot, first)} · {repeats(slot)}")],
    )


def not_to_make(slot: Slot) -> Message:
    what = f"{theme(slot)} on *{escape(slot.label)}*"
    text = f":white_circle: {what} was cancelled by {person(slot.cancelled_by)}: nothing to make."
    return Message(f"Content for {escape(slot.label)}: no longer needed", [section(text)])


def missed(occurrence: Occurrence, earlier: Sequence[Occurrence], told: str, late: timedelta) -> Message:
    """The report of a slot that passed unpublished, and of those before it that could not be told; `told` mentions."""
    slot = occurrence.slot
    what = f"nothing is logged for the slot of *{local(slot, occurrence)}*, {theme(slot)}"
    blocks: list[Block] = [section(f":calendar: *{escape(slot.label)}*: {what}. {told}")]
    if earlier:
        blocks.append(section(_named(slot, earlier)))
    blocks.append(about(slot))
    if late:
        blocks.append(context(f":hourglass: This comes {spoken(late)} late: I was not running when it was due."))
    blocks.append(actions(*settling(occurrence)))
    return Message(f"{escape(slot.label)}: nothing is logged for its slot", blocks)


def _named(slot: Slot, earlier: Sequence[Occurrence]) -> str:
    days = [f"{wall(each.at, slot.tz):%a %-d %b %H:%M}" for each in earlier[-MOST_NAMED:]]
    more = f"{len(earlier) - MOST_NAMED} more, then " if len(earlier) > MOST_NAMED else ""
    return f"The same goes for its earlier slots: {more}{', '.join(days)}. *Skip…* settles them too."


def settling(occurrence: Occurrence) -> list[InteractiveElement]:
    """The buttons of an open occurrence."""
    value = str(occurrence.id)
    published = "Published after all…" if occurrence.status == Status.MISSED else "Published…"
    return [
        button(published, PUBLISH, value, style="primary"),
        button("Postpone…", POSTPONE, value),
        button("Skip…", SKIP, value),
    ]


def settled(occurrence: Occurrence, how: str, still_missed: Sequence[Occurrence] = ()) -> Message:
    """The last state of each report; `still_missed` are those that it named besides and that nobody has settled."""
    slot = occurrence.slot
    what = f"*{escape(slot.label)}*, slot of {local(slot, occurrence)}"
    text = f"{MARKS[Status(occurrence.status)]} {what}: {how}"
    return Message(f"{escape(slot.label)}: settled", [section(text), *_left_open(slot, still_missed)])


def _left_open(slot: Slot, still_missed: Sequence[Occurrence]) -> list[Block]:
    if not still_missed:
        return []
    first = wall(still_missed[0].at, slot.tz)
    which = "The earlier one stays" if len(still_missed) == 1 else f"The {len(still_missed)} earlier ones stay"
    told = f"{which} missed, and nobody is reminded of that. `/calendar week {first:%Y-%m-%d}` opens the first."
    return [context(told)]


def outcome(occurrence: Occurrence) -> str:
    """How things stand with it, and through whom."""
    who = person(occurrence.settled_by)
    if occurrence.status == Status.PUBLISHED:
        return f"{_post(occurrence)}, says {who}."
    if occurrence.status == Status.SKIPPED:
        return f"skipped by {who}: {escape(occurrence.reason)}"
    if occurrence.status == Status.POSTPONED and occurrence.postponed_to:
        return f"postponed to {when(occurrence.postponed_to)} by {who}."
    if occurrence.status == Status.CANCELLED:
        return f"cancelled by {who}."
    return "nothing is logged for it." if occurrence.status == Status.MISSED else "planned."


def _post(occurrence: Occurrence) -> str:
    return "published" if set("<>|") & set(occurrence.url) else f"<{occurrence.url}|published>"


def card(occurrence: Occurrence, back: str, *, may_settle: bool) -> Message:
    """One occurrence, with what this person may do with it, and the way back to the week of the day `back`."""
    slot = occurrence.slot
    what = f"{MARKS[Status(occurrence.status)]} *{escape(slot.label)}*, {local(slot, occurrence)}"
    blocks: list[Block] = [section(f"{what}\n{theme(slot)}: {outcome(occurrence)}"), about(slot)]
    if may_settle and occurrence.is_open:
        blocks.append(actions(*settling(occurrence)))
    turns: list[InteractiveElement] = [button("← Back to the week", f"{SHOW_WEEK}.back", back)]
    if may_settle and occurrence.status == Status.PLANNED:
        turns.append(_cancel_one(occurrence, f"{CANCEL}.here"))
    if may_settle and slot.status == SlotStatus.RUNNING and slot.rule:
        turns.append(_cancel_series(slot, f"{CANCEL_SERIES}.here", str(occurrence.id)))
    return Message(f"{escape(slot.label)}: {occurrence.status}", [*blocks, actions(*turns)])
