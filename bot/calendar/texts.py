"""Phrases about slots that messages, cards and weeks share."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendar.model import Content, Occurrence, Slot, Status
from bot.calendar.recurrence import Repeats
from bot.kernel.text.markup import Markup, link, mrkdwn, name, person, quote, shorten, when
from bot.kernel.zones import wall

MARKS = {
    Status.PLANNED: mrkdwn(":large_blue_circle:"),
    Status.MISSED: mrkdwn(":red_circle:"),
    Status.PUBLISHED: mrkdwn(":white_check_mark:"),
    Status.SKIPPED: mrkdwn(":heavy_minus_sign:"),
    Status.POSTPONED: mrkdwn(":arrow_right:"),
    Status.CANCELLED: mrkdwn(":white_circle:"),
}
TO_MAKE = mrkdwn(":pencil2:")
SHORT = 120


def theme(slot: Slot, at: datetime | None = None) -> Markup:
    """What it is about, or its time at that instant."""
    return mrkdwn("“{}”", shorten(slot.theme_at(at) if at else slot.theme, SHORT))


def local(slot: Slot, occurrence: Occurrence) -> str:
    """`Mon 23 Nov 2026, 09:00 (Europe/Zurich)`."""
    return f"{wall(occurrence.at, slot.tz):%a %-d %b %Y, %H:%M} ({slot.zone})"


def elsewhere(slot: Slot, occurrence: Occurrence, zone: ZoneInfo) -> Markup:
    """What the clock of a person in another zone shows then; nothing where it shows the same."""
    theirs, its = wall(occurrence.at, zone), wall(occurrence.at, slot.tz)
    return Markup() if theirs == its else mrkdwn(", for you {}", f"{theirs:%a %H:%M}")


def repeats(slot: Slot) -> Markup:
    return mrkdwn("custom rule `{}`", slot.rule) if slot.repeats == Repeats.OWN else name(slot.repeats)


def making(slot: Slot) -> Markup:
    """Whether the content exists, and who makes it."""
    content = mrkdwn("content {}" if slot.content == Content.EXISTS else "{}", slot.content)
    return mrkdwn("{} by {}", content, person(slot.maker)) if slot.maker else content


def to_make(occurrence: Occurrence) -> Markup:
    """What is to be made yet, or by whom; nothing where the content exists, or it is over."""
    slot = occurrence.slot
    if slot.content == Content.EXISTS or not occurrence.is_open:
        return Markup()
    return mrkdwn(" · {} {}", TO_MAKE, person(slot.maker) if slot.maker else slot.content)


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
