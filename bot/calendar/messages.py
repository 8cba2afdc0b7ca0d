"""What people are told about slots: makers, and those who are asked about one that was missed."""

from collections.abc import Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block

from bot.calendar.blocks import about, open_it, settling
from bot.calendar.life import LIFE
from bot.calendar.model import Occurrence, Slot
from bot.calendar.texts import MARKS, local, outcome, repeats, theme
from bot.kernel.durations import spoken
from bot.kernel.text.markup import Markup, mrkdwn, person, several
from bot.kernel.views.blocks import Message, actions, context, section
from bot.kernel.zones import wall

MOST_NAMED = 20
"""So many of those missed meanwhile are named one by one."""


def without_maker(slots: Sequence[Slot]) -> Message:
    """For whoever keeps the accounts of slots whose maker has left."""
    text = mrkdwn(":wave: Its maker has left. Make it, or name somebody: `/calendar week`.")
    lines = [mrkdwn("• {} on *{}*", theme(slot), slot.label) for slot in slots]
    return Message(text, [section(text), section(several(lines, "\n"))])


def to_make(slot: Slot, first: Occurrence) -> Message:
    """What its maker is told."""
    text = mrkdwn(
        ":pencil2: {} asks you for the content of {} on *{}*: {}, {}.",
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
    text = mrkdwn(":white_circle: {} was cancelled by {}: no content is needed.", what, person(slot.cancelled_by))
    return Message(mrkdwn("Content for {}: no longer needed", slot.label), [section(text)])


def made_by_another(slot: Slot, editor: str) -> Message:
    """What is left of the request to its former maker."""
    text = mrkdwn(":white_circle: {} on *{}*: {} gave it to somebody else.", theme(slot), slot.label, person(editor))
    return Message(mrkdwn("Content for {}: no longer needed", slot.label), [section(text)])


def missed(
    occurrence: Occurrence, earlier: Sequence[Occurrence], asked: Markup, late: timedelta, held: Sequence[str] = ()
) -> Message:
    """The report of a slot that passed unpublished, and of those before it that could not be told; `asked` mentions,
    and `held` says why nothing may go out there now.
    """
    slot = occurrence.slot
    what = mrkdwn("nothing is logged for the slot of *{}*, {}", local(slot, occurrence), theme(slot, occurrence.at))
    blocks: list[Block] = [section(mrkdwn(":calendar: *{}*: {}. {}", slot.label, what, asked))]
    if earlier:
        blocks.append(section(_named(slot, earlier)))
    if held:
        blocks.append(section(mrkdwn(":octagonal_sign: *Publish nothing there now.* {}", " ".join(held))))
    blocks.append(about(slot))
    if late:
        blocks.append(context(mrkdwn(":hourglass: {} late: I was not running.", spoken(late))))
    blocks.append(actions(*settling(occurrence, LIFE.possible(occurrence))))
    return Message(mrkdwn("{}: nothing is logged for its slot", slot.label), blocks)


def _named(slot: Slot, earlier: Sequence[Occurrence]) -> Markup:
    days = [f"{wall(each.at, slot.tz):%a %-d %b %H:%M}" for each in earlier[-MOST_NAMED:]]
    more = f"{len(earlier) - MOST_NAMED} more, then " if len(earlier) > MOST_NAMED else ""
    which = f"{more}{', '.join(days)}"
    return mrkdwn("Its earlier slots, too: {}. *Skip…* settles all.", which)


def settled(occurrence: Occurrence, how: Markup, still_missed: Sequence[Occurrence] = ()) -> Message:
    """The last state of each report; `still_missed` are those that it named besides and that nobody has settled."""
    slot = occurrence.slot
    what = mrkdwn("*{}*, slot of {}", slot.label, local(slot, occurrence))
    text = mrkdwn("{} {}: {}", MARKS[occurrence.status], what, how)
    return Message(mrkdwn("{}: settled", slot.label), [section(text), *_left_open(slot, still_missed)])


def against(occurrence: Occurrence, reasons: Sequence[str]) -> Message:
    """What has happened is recorded, and something stood against it."""
    slot = occurrence.slot
    what = mrkdwn("The post for the slot of *{}*, {}, is recorded", slot.label, local(slot, occurrence))
    text = mrkdwn(":warning: {}, but nothing should go out there now. {}", what, " ".join(reasons))
    return Message(text, [section(text), actions(open_it(occurrence))])


def in_short(occurrence: Occurrence) -> Message:
    """How it stands, for whoever just did something with it."""
    slot = occurrence.slot
    text = mrkdwn("{} *{}*, {}: {}", MARKS[occurrence.status], slot.label, local(slot, occurrence), outcome(occurrence))
    return Message(mrkdwn("{}: {}", slot.label, occurrence.status), [section(text, open_it(occurrence))])


def _left_open(slot: Slot, still_missed: Sequence[Occurrence]) -> list[Block]:
    if not still_missed:
        return []
    first = wall(still_missed[0].at, slot.tz)
    which = "The earlier one stays" if len(still_missed) == 1 else f"The {len(still_missed)} earlier ones stay"
    left = mrkdwn("{} missed, without more reminders. `/calendar week {}` opens the first.", which, f"{first:%Y-%m-%d}")
    return [context(left)]
