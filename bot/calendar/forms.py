"""The forms about slots. A field's id is the name that checks give its problems to."""

from datetime import datetime, timedelta
from enum import StrEnum

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.calendar.model import Content, ContentType, Occurrence, Slot
from bot.calendar.recurrence import CUSTOM, Repeats
from bot.calendar.texts import local
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import (
    date_input,
    datetime_input,
    modal,
    section,
    select_input,
    text_input,
    time_input,
    user_input,
)
from bot.kernel.views.searches import external_input
from bot.kernel.zones import wall

SLOT = "calendar.slot"
SLOT_ACCOUNT = "calendar.slot.account"
SLOT_ZONE = "calendar.slot.zone"
PUBLISH = "calendar.publish"
POSTPONE = "calendar.postpone"
SKIP = "calendar.skip"
EDIT = "calendar.edit"

LONGEST_THEME = 200
LONGEST_TEXT = 500
USUAL_TIME = "09:00"
KEEPS = "The same local time all year."
WHERE = "Only for a market with several."
A_DAY = timedelta(days=1)


def slot(account: tuple[str, str] | None, zone: str = "", likely: tuple[str, str] | None = None) -> View:
    """`account` is (id, label) and `zone` its own, where they are known already; `likely` is the zone offered where it
    has none, as (name, label).
    """
    where = f"Time in {zone}" if zone else "Time where the account is"
    choice = external_input("zone", "Time zone", action_id=SLOT_ZONE, initial=likely, optional=True, hint=WHERE)
    return modal(
        SLOT,
        "Plan a slot",
        [
            external_input("account", "Account", action_id=SLOT_ACCOUNT, initial=account),
            date_input("day", "Day"),
            time_input("time", where, initial=USUAL_TIME, hint=KEEPS),
            *([] if zone else [choice]),
            *_what(),
        ],
        submit="Plan it",
    )


def edit(slot: Slot, current: Occurrence) -> View:
    """Says first for which times it counts; `current` is the next of them."""
    when = local(slot, current)
    which = "Changes {} and all later ones." if slot.goes_on else "Changes {}."
    one = mrkdwn(" To move one alone, open it in `/calendar week`.") if slot.goes_on else Markup()
    return modal(
        EDIT,
        "Edit a slot",
        [
            section(mrkdwn("*{}*\n{}{}", slot.label, which.format(when), one)),
            date_input("day", "Day of the next one", initial=wall(current.at, slot.tz).date()),
            time_input("time", f"Time in {slot.zone}", initial=f"{wall(current.at, slot.tz):%H:%M}"),
            *_what(slot),
        ],
        submit="Change it",
        metadata=Ref(slot.id),
    )


def _what(slot: Slot | None = None) -> list[Block]:
    """How often, and of what; as `slot` has it."""
    own = slot.rule if slot and slot.repeats == Repeats.OWN else ""
    return [
        select_input("repeats", "Repeats", _repeats(), initial=slot.repeats if slot else Repeats.ONCE),
        text_input(
            "rule",
            CUSTOM,
            initial=own,
            optional=True,
            example="FREQ=MONTHLY;BYDAY=1TU;COUNT=6",
            hint=f"As in RFC 5545. Choose “{CUSTOM}” above.",
            longest=LONGEST_TEXT,
        ),
        text_input(
            "theme",
            "Theme",
            initial=slot.theme if slot else "",
            example="Living with heart failure",
            longest=LONGEST_THEME,
        ),
        select_input("content_type", "Content type", _each(ContentType), initial=slot.content_type if slot else None),
        select_input("content", "Does the content exist?", _each(Content), initial=slot.content if slot else None),
        user_input(
            "maker",
            "Who makes it?",
            initial=slot.maker or None if slot else None,
            optional=True,
            hint="Needed if it is to be created.",
        ),
    ]


def _repeats() -> list[tuple[str, str]]:
    return [(value, CUSTOM if value == Repeats.OWN else label) for value, label in _each(Repeats)]


def _each(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, each.value.capitalize()) for each in kind]


def publish(occurrence: Occurrence, now: datetime) -> View:
    return modal(
        PUBLISH,
        "Published",
        [
            section(_which(occurrence)),
            text_input("url", "URL of the post", longest=LONGEST_TEXT, hint="Also logged on the account."),
            datetime_input("posted_at", "When was it posted?", initial=min(occurrence.at, now)),
        ],
        submit="It is out",
        metadata=occurrence.ref,
    )


def postpone(occurrence: Occurrence, now: datetime) -> View:
    """The next day at the same local time is offered."""
    zone = occurrence.slot.tz
    offered = max(wall(occurrence.at, zone), wall(now, zone).replace(hour=0, minute=0)) + A_DAY
    return modal(
        POSTPONE,
        "Postpone",
        [
            section(_which(occurrence)),
            date_input("day", "To which day?", initial=offered.date()),
            time_input("time", f"Local time in {occurrence.slot.zone}", initial=f"{wall(occurrence.at, zone):%H:%M}"),
        ],
        submit="Postpone",
        metadata=occurrence.ref,
    )


def skip(occurrence: Occurrence, besides: int) -> View:
    """`besides`: how many earlier ones its report names, which are skipped with it."""
    which = _which(occurrence)
    if besides:
        earlier = "one" if besides == 1 else "ones"
        which += mrkdwn("\nThe {} earlier {} in its report too.", besides, earlier)
    return modal(
        SKIP,
        "Skip",
        [
            section(which),
            text_input("reason", "Why is nothing published?", multiline=True, longest=LONGEST_TEXT),
        ],
        submit="Skip it",
        metadata=occurrence.ref,
    )


def _which(occurrence: Occurrence) -> Markup:
    return mrkdwn("*{}*, slot of {}", occurrence.slot.label, local(occurrence.slot, occurrence))
