"""The story of a crisis as lines, newest first, and as pages that fit into one message."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot.crises.model import CrisisEntry, Kind
from bot.crises.texts import SHORT, pieces, purged
from bot.kernel.text.markup import Markup, mentions, mrkdwn, person, quote, when
from bot.kernel.views.pagination import Page

BUDGET = 6000
"""So many characters of timeline in one message, of the 13,200 that Slack takes."""
MOST_LINES = 20

TOLD = {
    Kind.RAISED: ":rotating_light: {who} raised it",
    Kind.ALERTED: ":pager: Alerted outside Slack",
    Kind.DENIED: ":no_entry_sign: {who}: it was somebody else",
    Kind.ACKNOWLEDGED: ":raised_hand: {who} is on it",
    Kind.JOINED: ":raised_hand: {who} is on it too",
    Kind.STEPPED_BACK: ":wave: {who} is off it",
    Kind.LEFT: ":wave: Somebody left the company",
    Kind.LEAD: ":triangular_flag_on_post: {who} took the lead",
    Kind.UPDATE: ":mega: {who} posted an update",
    Kind.QUIET: ":arrows_counterclockwise: No update in time: open again",
    Kind.UNATTENDED: ":arrows_counterclockwise: Nobody is on it: open again",
    Kind.RESOLVED: ":white_check_mark: {who} resolved it",
}


def lines(entries: Iterable[CrisisEntry]) -> list[Markup]:
    """`entries` come newest first; the same people pinged again and again are one line."""
    written: list[Markup] = []
    for _, group in groupby(entries, key=_sameness):
        written += _lines(list(group))
    return written


def page(story: Sequence[Markup], number: int) -> Page[Markup]:
    """The lines of that page; as many as one message holds."""
    pages = list(_pages(story)) or [[]]
    number = min(max(number, 1), len(pages))
    return Page(pages[number - 1], number, len(pages), len(story))


def _sameness(entry: CrisisEntry) -> tuple[str, str | int]:
    return (entry.kind, entry.text if entry.kind == Kind.PINGED else entry.id)


def _lines(group: Sequence[CrisisEntry]) -> list[Markup]:
    newest = group[0]
    if newest.kind == Kind.PINGED:
        return [_pinged(group)]
    if newest.kind in {Kind.CLAIMED, Kind.LAPSED}:
        return [mrkdwn("{} · {}", _claimed(newest), when(newest.at))]
    head = mrkdwn("{} · {}", mrkdwn(TOLD[newest.kind], who=person(newest.who)), when(newest.at))
    text = newest.words
    if gone := purged(text):
        return [mrkdwn("{}\n{}", head, gone)]
    if not text.words or (newest.kind == Kind.RAISED and len(text.words) <= SHORT):
        return [head]  # what happened stands above the timeline already
    first, *rest = pieces(text.words)
    return [mrkdwn("{}\n{}", head, quote(first)), *(quote(each) for each in rest)]


def _pinged(group: Sequence[CrisisEntry]) -> Markup:
    people = mentions(group[0].people) or "the war room"
    often = mrkdwn(" {} times since {}, the last", len(group), when(group[-1].at)) if len(group) > 1 else Markup()
    return mrkdwn(":bell: Pinged {}{} · {}", people, often, when(group[0].at))


def _claimed(entry: CrisisEntry) -> Markup:
    [who] = entry.people
    if entry.kind == Kind.LAPSED:
        return mrkdwn(":hourglass: {}: answer by link not confirmed", person(who))
    return mrkdwn(":link: Somebody at {} answered by link as {}", entry.address, person(who))


def _pages(story: Sequence[Markup]) -> Iterator[list[Markup]]:
    room: list[Markup] = []
    for line in story:
        if room and (sum(map(len, room)) + len(line) > BUDGET or len(room) == MOST_LINES):
            yield room
            room = []
        room.append(line)
    if room:
        yield room
