"""How slots look in Slack: the plan of a series, and one slot. The week is in `week_view.py`, forms in `forms.py`."""

from collections.abc import Collection

from slack_sdk.models.blocks import Block, ButtonElement

from bot.calendar.life import Action, SlotAction
from bot.calendar.model import Occurrence, Slot, SlotStatus, Status
from bot.calendar.texts import MARKS, SHORT, elsewhere, local, making, outcome, repeats, theme
from bot.calendar.weeks import Week
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn, name, person, shorten
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
EDIT = "calendar.edit"
SHOW_WEEK = "calendar.week"
OPEN = "calendar.open"
OPEN_ONE = f"{OPEN}.one"


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
    buttons: list[ButtonElement] = []
    if following is not None:
        buttons.append(_cancel_one(following, CANCEL))
    if slot.status == SlotStatus.RUNNING:
        buttons.insert(0, _edit(slot))
    if slot.goes_on:
        buttons.append(_cancel_series(slot, CANCEL_SERIES, Ref(slot.id)))
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
    goes_on = mrkdwn(" The series continues.") if slot.goes_on else Markup()
    gone = mrkdwn(
        "{} on {}, {}, is removed.{}",
        theme(slot),
        shorten(slot.label, SHORT),
        local(slot, occurrence),
        goes_on,
    )
    return _once_confirmed(button("Cancel this slot", action_id, occurrence.ref), "Cancel this slot", gone)


def _edit(slot: Slot) -> ButtonElement:
    return button("Edit the series…" if slot.goes_on else "Edit…", EDIT, Ref(slot.id))


def _cancel_series(slot: Slot, action_id: str, ref: Ref) -> ButtonElement:
    gone = mrkdwn(
        "All planned slots of {} on {} are removed.",
        theme(slot),
        shorten(slot.label, SHORT),
    )
    asking = button("Cancel the series", action_id, ref, style="danger")
    return _once_confirmed(asking, "Cancel the series", gone)


def _once_confirmed(asking: ButtonElement, what: str, follows: Markup) -> ButtonElement:
    """It asks once more, and says what would follow."""
    asking.confirm = confirm(f"{what}?", follows, yes=what, no="Keep it")
    return asking


def open_it(occurrence: Occurrence) -> ButtonElement:
    return button("Open", OPEN_ONE, occurrence.ref)


def settling(occurrence: Occurrence, allowed: Collection[Action]) -> list[ButtonElement]:
    ref = occurrence.ref
    published = "Published after all…" if occurrence.status == Status.MISSED else "Published…"
    offered = {
        Action.PUBLISH: button(published, PUBLISH, ref, style="primary"),
        Action.POSTPONE: button("Postpone…", POSTPONE, ref),
        Action.SKIP: button("Skip…", SKIP, ref),
    }
    return [each for action, each in offered.items() if action in allowed]


def card(occurrence: Occurrence, here: Week, allowed: Collection[Action], on_series: Collection[SlotAction]) -> Message:
    """One occurrence, with what this person may do with it, and the way back to its days; `here` is their week."""
    slot, day = occurrence.slot, here.local(occurrence.at).date()
    back = "" if day in here.days else day.isoformat()
    when = mrkdwn("{}{}", local(slot, occurrence), elsewhere(slot, occurrence, here.zone))
    what = mrkdwn("{} *{}*, {}", MARKS[occurrence.status], slot.label, when)
    blocks: list[Block] = [
        section(mrkdwn("{}\n{}: {}", what, theme(slot, occurrence.at), outcome(occurrence))),
        about(slot),
    ]
    if buttons := settling(occurrence, allowed):
        blocks.append(actions(*buttons))
    turns = [button("← Back to the week", f"{SHOW_WEEK}.back", back)]
    if Action.CANCEL in allowed:
        turns.append(_cancel_one(occurrence, f"{CANCEL}.here"))
    if SlotAction.EDIT in on_series:
        turns.append(_edit(slot))
    if SlotAction.CANCEL in on_series and slot.goes_on:
        turns.append(_cancel_series(slot, f"{CANCEL_SERIES}.here", occurrence.ref))
    return Message(mrkdwn("{}: {}", slot.label, occurrence.status), [*blocks, actions(*turns)])
