"""How a week looks in Slack: one section a day, so that the longest week stays within one message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from slack_sdk.models.blocks import Block, InteractiveElement, OptionGroup, StaticSelectElement

from bot.calendar.blocks import PLAN, SHOW_WEEK
from bot.calendar.model import Status
from bot.calendar.queries import Entry
from bot.calendar.texts import MARKS, making, theme
from bot.calendar.weeks import Week
from bot.kernel.reference import Ref
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import SECTION_LIMIT, Message, actions, button, context, divider, header, options, section
from bot.kernel.views.pagination import BACK, ON
from bot.kernel.zones import wall

OPEN = "calendar.open"

MOST_OPTIONS = 100
ROOM = SECTION_LIMIT - 100
"""Characters for a day's lines; the rest is for its title and for how many more there are."""


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A post that is to go out `at`, or went out then; `name` is what people call it."""

    at: datetime
    name: str
    status: str


def overview(week: Week, entries: Sequence[Entry], posts: Sequence[PlannedPost], now: datetime) -> Message:
    """The slots of the week, and between them the posts that are to go out."""
    title = f"Week of {_span(week)}"
    everything: list[Entry | PlannedPost] = [*entries, *posts]
    everything.sort(key=lambda each: each.at)
    days = {day: list(each) for day, each in groupby(everything, key=lambda each: week.local(each.at).date())}
    today = week.local(now).date()
    blocks: list[Block] = [
        header(title),
        context(mrkdwn("In your time zone, {} · {}", week.zone.key, _legend(entries))),
    ]
    blocks += [_day(day, week, days.get(day, []), is_today=day == today) for day in week.days]
    blocks += [divider(), actions(*_opening(week, days), *_turning(week))]
    return Message(mrkdwn("{}: {} {}", title, len(entries), "slot" if len(entries) == 1 else "slots"), blocks)


def _span(week: Week) -> str:
    first, last = week.days[0], week.days[-1]
    if first.year != last.year:
        return f"{first:%-d %B %Y} – {last:%-d %B %Y}"
    return f"{first:%-d %B} – {last:%-d %B %Y}" if first.month != last.month else f"{first.day}–{last:%-d %B %Y}"


def _legend(entries: Sequence[Entry]) -> Markup:
    """The marks that are in sight, with what they mean."""
    seen = {entry.status for entry in entries}
    marks = [mrkdwn("{} {}", MARKS[status], status) for status in Status if status in seen]
    return mrkdwn("  ").join(marks) or mrkdwn("nothing is planned")


def _day(day: date, week: Week, lines: Sequence[Entry | PlannedPost], *, is_today: bool) -> Block:
    title = mrkdwn("*{}* · today" if is_today else "*{}*", f"{day:%A %-d %B}")
    if not lines:
        return section(mrkdwn("{} · _no slots_", title))
    return section(mrkdwn("\n").join([title, *_fitting([line(week, each) for each in lines])]))


def _fitting(lines: Sequence[Markup]) -> list[Markup]:
    """As many lines as a section holds, and how many are left out."""
    size = 0
    for number, line in enumerate(lines):
        size += len(line) + 1
        if size > ROOM:
            return [*lines[:number], mrkdwn("_… and {} more_", len(lines) - number)]
    return list(lines)


def line(week: Week, entry: Entry | PlannedPost) -> Markup:
    """One slot or post of a day."""
    mine = week.local(entry.at)
    if isinstance(entry, PlannedPost):
        return mrkdwn(":memo: `{}` Post {} · {}", f"{mine:%H:%M}", entry.name, entry.status)
    slot = entry.slot
    theirs = wall(entry.at, slot.tz)
    there = Markup() if theirs == mine else mrkdwn(" ({} {})", f"{theirs:%H:%M}", slot.zone)
    return mrkdwn(
        "{} `{}`{} *{}* · {} · {} · {}",
        MARKS[entry.status],
        f"{mine:%H:%M}",
        there,
        slot.label,
        theme(slot),
        slot.content_type,
        making(slot),
    )


def _opening(week: Week, days: Mapping[date, Sequence[Entry | PlannedPost]]) -> list[InteractiveElement]:
    """Opens one of the week's slots, to settle or cancel it; nothing where there is none."""
    groups = [
        OptionGroup(label=f"{day:%A %-d %B}", options=options(pairs[:MOST_OPTIONS]))
        for day, entries in days.items()
        if (pairs := [pair for entry in entries if (pair := _choice(week, entry))])
    ]
    if not groups:
        return []
    return [StaticSelectElement(action_id=OPEN, placeholder="Open a slot…", option_groups=groups)]


def _choice(week: Week, entry: Entry | PlannedPost) -> tuple[str, str] | None:
    if isinstance(entry, PlannedPost) or entry.occurrence is None:
        return None
    return Ref(entry.occurrence.id), f"{week.local(entry.at):%a %H:%M} {entry.slot.label}"


def _turning(week: Week) -> list[InteractiveElement]:
    return [
        button("← Previous week", f"{SHOW_WEEK}.{BACK}", week.shifted(-1).monday.isoformat()),
        button("Next week →", f"{SHOW_WEEK}.{ON}", week.shifted(1).monday.isoformat()),
        button("Plan a slot…", PLAN, style="primary"),
    ]
