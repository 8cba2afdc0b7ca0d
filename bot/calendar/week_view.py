"""How a week looks in Slack: what is overdue, one section a day, and a way to each slot, within one message."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from slack_sdk.models.blocks import Block, InteractiveElement, OptionGroup, StaticSelectElement

from bot.calendar.blocks import OPEN, PLAN, SHOW_WEEK
from bot.calendar.entries import Entry
from bot.calendar.model import Status
from bot.calendar.texts import MARKS, TO_MAKE, theme, to_make
from bot.calendar.weeks import Week
from bot.kernel.numbers import number_of
from bot.kernel.text.markup import Markup, mrkdwn, several
from bot.kernel.views import limits
from bot.kernel.views.blocks import Message, actions, button, context, divider, header, options, section
from bot.kernel.views.budget import Yielding, size
from bot.kernel.views.pagination import BACK, ON
from bot.kernel.zones import wall

MOST_LINES = 200
"""So many slots and posts each are looked for: a message has room for no more."""
BESIDE = 100
"""Characters of a day for its title and for how many more there are."""
NO_MORE = Markup()
NOTHING = mrkdwn("nothing is planned")
OVERDUE, OVERDUE_NOW = "Overdue", mrkdwn("*overdue*")


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A post that is to go out `at`, or went out then; `name` is what people call it."""

    at: datetime
    name: str
    status: str
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A day with its lines, or what is overdue; `words` are its title in the menu, `title` the one in the week."""

    words: str
    title: Markup
    lines: Sequence[Entry | PlannedPost]
    more: Markup = NO_MORE
    """What it says where these may not be all."""


def overview(
    week: Week,
    entries: Sequence[Entry],
    posts: Sequence[PlannedPost],
    now: datetime,
    overdue: Sequence[Entry | PlannedPost] = (),
    more: datetime | None = None,
    frozen: Collection[int] = (),
) -> Message:
    """The slots of the week, and between them the posts that are to go out; first what is overdue from before it.

    Where there is not room for all, the earlier comes first, and each day says how many more it has; where there are
    more from `more` on, each day then says that it has, and how to see them. On `frozen` accounts nothing goes out.
    """
    title = f"Week of {_span(week)}"
    before = sorted((each for each in overdue if each.at < week.start), key=lambda each: each.at)
    planned: list[Entry | PlannedPost] = [*entries, *posts]
    more = more or week.end
    days = _days(week, planned, week.local(now).date(), more) if planned or more < week.end else ()
    parts = [*_overdue(before), *days]
    zone, legend = mrkdwn("In your time zone, {}", week.zone.key), _legend([*before, *entries])
    opening = [
        header(title),
        context(mrkdwn(" · ").join(filter(None, (zone, legend if parts else NOTHING)))),
        *_frozen([*before, *entries], frozen),
    ]
    week_itself = Yielding(lambda room: _days_and_menu(week, parts, room))
    count = mrkdwn(
        "{}: at least {}" if any(part.more for part in parts) else "{}: {}", title, number_of(len(entries), "slot")
    )
    return Message(count, [*opening, week_itself])


def _frozen(lines: Iterable[Entry | PlannedPost], frozen: Collection[int]) -> list[Block]:
    """The accounts of this week on which nothing goes out."""
    labels = {each.slot.label for each in lines if isinstance(each, Entry) and each.slot.account_id in frozen}
    if not frozen:
        return []
    many = mrkdwn(":ice_cube: *{} frozen*: nothing goes out there.", number_of(len(frozen), "account"))
    return [section(mrkdwn("{} {}", many, several(sorted(labels))) if labels else many)]


def _days_and_menu(week: Week, parts: Sequence[Part], room: int) -> list[Block]:
    turning = _turning(week)
    room -= size(turning) + sum(len(part.title) + BESIDE for part in parts)
    fitting = [lines for lines, _ in _shared(week, parts, room)]
    sections = [_section(week, *each) for each in zip(parts, fitting, strict=True)]
    return [*sections, divider(), actions(*_opening(week, parts, fitting), *turning)]


def _span(week: Week) -> str:
    first, last = week.days[0], week.days[-1]
    if first.year != last.year:
        return f"{first:%-d %B %Y} – {last:%-d %B %Y}"
    return f"{first:%-d %B} – {last:%-d %B %Y}" if first.month != last.month else f"{first.day}–{last:%-d %B %Y}"


def _legend(lines: Iterable[Entry | PlannedPost]) -> Markup:
    """The marks that are in sight, with what they mean."""
    entries = [each for each in lines if isinstance(each, Entry)]
    seen = {entry.status for entry in entries}
    marks = [mrkdwn("{} {}", MARKS[status], status) for status in Status if status in seen]
    if any(to_make(entry.occurrence) for entry in entries):
        marks.append(mrkdwn("{} to make", TO_MAKE))
    return mrkdwn("  ").join(marks)


def _overdue(before: Sequence[Entry | PlannedPost]) -> Iterator[Part]:
    if before:
        yield Part(OVERDUE, mrkdwn("*{}*", OVERDUE), before)


def _days(week: Week, lines: Iterable[Entry | PlannedPost], today: date, more: datetime) -> Iterator[Part]:
    by_time = sorted(lines, key=lambda each: each.at)
    last = week.local(more).date()
    days = {day: list(each) for day, each in groupby(by_time, key=lambda each: week.local(each.at).date())}
    for day in week.days:
        words = f"{day:%A %-d %B}"
        title = mrkdwn("*{}* · today" if day == today else "*{}*", words)
        yield Part(words, title, days.get(day, []), _more(week, day) if day >= last else NO_MORE)


def _more(week: Week, day: date) -> Markup:
    """On a day that has more than were looked for."""
    return mrkdwn("_and more_") if day == week.first else mrkdwn("_and more:_ `/calendar week {}`", day.isoformat())


def _shared(week: Week, parts: Sequence[Part], room: int) -> Iterator[tuple[Sequence[Entry | PlannedPost], int]]:
    """Of each part as many lines as there is room for, and what is left of it. A line has its place in the menu too."""
    for part in parts:
        lines, left = list[Entry | PlannedPost](), limits.SECTION - BESIDE - len(part.title)
        for each in part.lines:
            there, in_menu = len(line(week, each)) + 1, len(_choice(week, each) or "")
            if there > left or there + in_menu > room:
                break
            lines, left, room = [*lines, each], left - there, room - there - in_menu
        yield lines, room


def _section(week: Week, part: Part, lines: Sequence[Entry | PlannedPost]) -> Block:
    if not part.lines and not part.more:
        return section(mrkdwn("{} · _no slots_", part.title))
    left = len(part.lines) - len(lines)
    more = part.more or (mrkdwn("_and {} more_", left) if left else NO_MORE)
    return section(mrkdwn("\n").join(filter(None, [part.title, *(line(week, each) for each in lines), more])))


def line(week: Week, entry: Entry | PlannedPost) -> Markup:
    """One slot or post of a day; one that is overdue from before the week with its day."""
    mine = week.local(entry.at)
    clock = f"{mine:%H:%M}" if mine.date() >= week.first else f"{mine:%a %-d %b %H:%M}"
    if isinstance(entry, PlannedPost):
        state = OVERDUE_NOW if entry.is_overdue else mrkdwn("{}", entry.status)
        return mrkdwn(":memo: `{}` Post {} · {}", clock, entry.name, state)
    slot = entry.slot
    theirs = wall(entry.at, slot.tz)
    there = Markup() if theirs.date() == mine.date() else mrkdwn(" ({} {})", f"{theirs:%a %H:%M}", slot.zone)
    late = mrkdwn(" · {}", OVERDUE_NOW) if entry.occurrence.is_overdue else Markup()
    what = mrkdwn("{}{}", theme(slot, entry.at), to_make(entry.occurrence))
    return mrkdwn("{} `{}`{} *{}*{} · {}", MARKS[entry.status], clock, there, slot.label, late, what)


def _opening(
    week: Week, parts: Sequence[Part], fitting: Sequence[Sequence[Entry | PlannedPost]]
) -> list[InteractiveElement]:
    """Opens one of the slots that are shown; nothing where there is none."""
    groups, room = list[OptionGroup](), limits.OPTIONS
    for part, lines in zip(parts, fitting, strict=True):
        pairs = [(each.occurrence.ref, _choice(week, each)) for each in lines if isinstance(each, Entry)][:room]
        room -= len(pairs)
        if pairs:
            groups.append(OptionGroup(label=part.words, options=options(pairs)))
    if not groups:
        return []
    return [StaticSelectElement(action_id=OPEN, placeholder="Open a slot…", option_groups=groups)]


def _choice(week: Week, entry: Entry | PlannedPost) -> str:
    """How the menu calls it; a post has no place there."""
    return "" if isinstance(entry, PlannedPost) else f"{week.local(entry.at):%a %H:%M} {entry.slot.label}"


def _turning(week: Week) -> list[InteractiveElement]:
    return [
        button("← Previous week", f"{SHOW_WEEK}.{BACK}", week.shifted(-1).first.isoformat()),
        button("Next week →", f"{SHOW_WEEK}.{ON}", week.shifted(1).first.isoformat()),
        button("Plan a slot…", PLAN, style="primary"),
    ]
