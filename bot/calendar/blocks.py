"""How slots look in Slack: the plan, the report of a missed one, and its settlement. The week is in `week_view.py`."""

from collections.abc import Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from bot.calendar.model import Content, Occurrence, Slot, SlotStatus, Status
from bot.calendar.recurrence import Repeats
from bot.calendar.zones import wall
from bot.kernel.durations import spoken
from bot.kernel.text.markup import Markup, link, mrkdwn, name, person, quote, shorten, when
from bot.kernel.views.blocks import (
    Message,
    actions,
    button,
    confirm,
    context,
    fields,
    header,
    section,
)

PUBLISH = "calendar.publish"
POSTPONE = "calendar.postpone"
SKIP = "calendar.skip"
CANCEL = "calendar.cancel"
CANCEL_SERIES = "calendar.cancel_series"
PLAN = "calendar.plan"
SHOW_WEEK = "calendar.week"

MARKS = {
    Status.PLANNED: mrkdwn(":large_blue_circle:"),
    Status.MISSED: mrkdwn(":red_circle:"),
    Status.PUBLISHED: mrkdwn(":white_check_mark:"),
    Status.SKIPPED: mrkdwn(":heavy_minus_sign:"),
    Status.POSTPONED: mrkdwn(":arrow_right:"),
    Status.CANCELLED: mrkdwn(":white_circle:"),
}
MOST_NAMED = 20
"""So many of those missed meanwhile are named one by one."""
SHORT = 120


def theme(slot: Slot) -> Markup:
    return mrkdwn("“{}”", shorten(slot.theme, SHORT))


def local(slot: Slot, occurrence: Occurrence) -> str:
    """`Mon 23 Nov 2026, 09:00 (Europe/Zurich)`."""
    return f"{wall(occurrence.at, slot.tz):%a %-d %b %Y, %H:%M} ({slot.zone})"


def repeats(slot: Slot) -> Markup:
    return mrkdwn("by the rule `{}`", slot.rule) if slot.repeats == Repeats.OWN else name(slot.repeats)


def making(slot: Slot) -> Markup:
    """Whether the content exists, and who makes it."""
    content = mrkdwn("content {}" if slot.content == Content.EXISTS else "{}", slot.content)
    return mrkdwn("{} by {}", content, person(slot.maker)) if slot.maker else content


def about(slot: Slot) -> Block:
    return context(
        mrkdwn("{} · {} · {} · planned by {}", slot.content_type, making(slot), repeats(slot), person(slot.planned_by))
    )


def plan(slot: Slot, following: Occurrence | None) -> Message:
    """What the planner keeps: when the series comes round next, and how to stop it."""
    blocks: list[Block] = [
        header(f"Slot for {slot.label}"),
        fields(
            mrkdwn("*Theme*\n{}", theme(slot)),
            mrkdwn("*Content*\n{} · {}", slot.content_type, making(slot)),
            mrkdwn("*Repeats*\n{}", repeats(slot)),
            mrkdwn("*Next*\n{}", _next(slot, following)),
        ),
    ]
    buttons: list[InteractiveElement] = []
    if following is not None:
        buttons.append(_cancel_one(following, CANCEL))
    if slot.status == SlotStatus.RUNNING and slot.rule:
        buttons.append(_cancel_series(slot, CANCEL_SERIES, str(slot.id)))
    if buttons:
        blocks.append(actions(*buttons))
    return Message(mrkdwn("Slot for {}: {}", slot.label, theme(slot)), blocks)


def _next(slot: Slot, following: Occurrence | None) -> Markup:
    if following is not None:
        return name(local(slot, following))
    if slot.status == SlotStatus.CANCELLED:
        return mrkdwn("cancelled by {}", person(slot.cancelled_by))
    return mrkdwn("nothing further is planned")


def _cancel_one(occurrence: Occurrence, action_id: str) -> ButtonElement:
    slot = occurrence.slot
    goes_on = mrkdwn(" The series goes on.") if slot.status == SlotStatus.RUNNING and slot.rule else Markup()
    gone = mrkdwn(
        "{} on {}, {}, leaves the calendar.{}",
        theme(slot),
        shorten(slot.label, SHORT),
        local(slot, occurrence),
        goes_on,
    )
    return _once_confirmed(button("Cancel this slot", action_id, str(occurrence.id)), "Cancel this slot", gone)


def _cancel_series(slot: Slot, action_id: str, value: str) -> ButtonElement:
    gone = mrkdwn(
        "{} on {} comes round no more, and what is planned of it leaves the calendar. The "
        "account and its other series stay.",
        theme(slot),
        shorten(slot.label, SHORT),
    )
    asking = button("Cancel the series", action_id, value, style="danger")
    return _once_confirmed(asking, "Cancel the series", gone)


def _once_confirmed(asking: ButtonElement, what: str, follows: Markup) -> ButtonElement:
    """It asks once more, and says what would follow."""
    asking.confirm = confirm(f"{what}?", follows, yes=what, no="Keep it")
    return asking


def to_make(slot: Slot, first: Occurrence) -> Message:
    """What its maker is told."""
    text = mrkdwn(
        ":pencil2: {} counts on you for {} on *{}*: {}, {}.",
        person(slot.planned_by),
        theme(slot),
        slot.label,
        slot.content_type,
        slot.content,
    )
    return Message(
        mrkdwn("Content for {}: {}", slot.label, theme(slot)),
        [section(text), context(mrkdwn("First needed {} · {}", local(slot, first), repeats(slot)))],
    )


def not_to_make(slot: Slot) -> Message:
    what = mrkdwn("{} on *{}*", theme(slot), slot.label)
    text = mrkdwn(":white_circle: {} was cancelled by {}: nothing to make.", what, person(slot.cancelled_by))
    return Message(mrkdwn("Content for {}: no longer needed", slot.label), [section(text)])


def missed(occurrence: Occurrence, earlier: Sequence[Occurrence], told: Markup, late: timedelta) -> Message:
    """The report of a slot that passed unpublished, and of those before it that could not be told; `told` mentions."""
    slot = occurrence.slot
    what = mrkdwn("nothing is logged for the slot of *{}*, {}", local(slot, occurrence), theme(slot))
    blocks: list[Block] = [section(mrkdwn(":calendar: *{}*: {}. {}", slot.label, what, told))]
    if earlier:
        blocks.append(section(_named(slot, earlier)))
    blocks.append(about(slot))
    if late:
        blocks.append(
            context(mrkdwn(":hourglass: This comes {} late: I was not running when it was due.", spoken(late)))
        )
    blocks.append(actions(*settling(occurrence)))
    return Message(mrkdwn("{}: nothing is logged for its slot", slot.label), blocks)


def _named(slot: Slot, earlier: Sequence[Occurrence]) -> Markup:
    days = [f"{wall(each.at, slot.tz):%a %-d %b %H:%M}" for each in earlier[-MOST_NAMED:]]
    more = f"{len(earlier) - MOST_NAMED} more, then " if len(earlier) > MOST_NAMED else ""
    which = f"{more}{', '.join(days)}"
    return mrkdwn("The same goes for its earlier slots: {}. *Skip…* settles them too.", which)


def settling(occurrence: Occurrence) -> list[InteractiveElement]:
    """The buttons of an open occurrence."""
    value = str(occurrence.id)
    published = "Published after all…" if occurrence.status == Status.MISSED else "Published…"
    return [
        button(published, PUBLISH, value, style="primary"),
        button("Postpone…", POSTPONE, value),
        button("Skip…", SKIP, value),
    ]


def settled(occurrence: Occurrence, how: Markup, still_missed: Sequence[Occurrence] = ()) -> Message:
    """The last state of each report; `still_missed` are those that it named besides and that nobody has settled."""
    slot = occurrence.slot
    what = mrkdwn("*{}*, slot of {}", slot.label, local(slot, occurrence))
    text = mrkdwn("{} {}: {}", MARKS[Status(occurrence.status)], what, how)
    return Message(mrkdwn("{}: settled", slot.label), [section(text), *_left_open(slot, still_missed)])


def _left_open(slot: Slot, still_missed: Sequence[Occurrence]) -> list[Block]:
    if not still_missed:
        return []
    first = wall(still_missed[0].at, slot.tz)
    which = "The earlier one stays" if len(still_missed) == 1 else f"The {len(still_missed)} earlier ones stay"
    told = mrkdwn(
        "{} missed, and nobody is reminded of that. `/calendar week {}` opens the first.", which, f"{first:%Y-%m-%d}"
    )
    return [context(told)]


def outcome(occurrence: Occurrence) -> Markup:
    """How things stand with it, and through whom."""
    who = person(occurrence.settled_by)
    if occurrence.status == Status.PUBLISHED:
        return mrkdwn("published, says {}: {}", who, link(occurrence.url))
    if occurrence.status == Status.SKIPPED:
        return mrkdwn("skipped by {}:\n{}", who, quote(occurrence.reason))
    if occurrence.status == Status.POSTPONED and occurrence.postponed_to:
        return mrkdwn("postponed to {} by {}.", when(occurrence.postponed_to), who)
    if occurrence.status == Status.CANCELLED:
        return mrkdwn("cancelled by {}.", who)
    return mrkdwn("nothing is logged for it.") if occurrence.status == Status.MISSED else mrkdwn("planned.")


def card(occurrence: Occurrence, back: str, *, may_settle: bool) -> Message:
    """One occurrence, with what this person may do with it, and the way back to the week of the day `back`."""
    slot = occurrence.slot
    what = mrkdwn("{} *{}*, {}", MARKS[Status(occurrence.status)], slot.label, local(slot, occurrence))
    blocks: list[Block] = [section(mrkdwn("{}\n{}: {}", what, theme(slot), outcome(occurrence))), about(slot)]
    if may_settle and occurrence.is_open:
        blocks.append(actions(*settling(occurrence)))
    turns: list[InteractiveElement] = [button("← Back to the week", f"{SHOW_WEEK}.back", back)]
    if may_settle and occurrence.status == Status.PLANNED:
        turns.append(_cancel_one(occurrence, f"{CANCEL}.here"))
    if may_settle and slot.status == SlotStatus.RUNNING and slot.rule:
        turns.append(_cancel_series(slot, f"{CANCEL_SERIES}.here", str(occurrence.id)))
    return Message(mrkdwn("{}: {}", slot.label, occurrence.status), [*blocks, actions(*turns)])
