"""How the story of a crisis is told: a line for each thing that happened, newest first."""

from bot.crises.entries import CrisisEntry
from bot.crises.states import Kind
from bot.crises.story import Line
from bot.crises.texts import pieces
from bot.kernel.text.characters import first_of
from bot.kernel.text.escaping import reach
from bot.kernel.text.markup import Markup, channel, link, mentions, mrkdwn, person, quote, when
from bot.private import purged

NEAR = 100
"""So many characters before the end of a page, a blank is looked for."""

TOLD = {
    Kind.RAISED: ":rotating_light: {who} raised it",
    Kind.ALERTED: ":pager: Alerted outside Slack",
    Kind.DENIED: ":no_entry_sign: {who}: it was somebody else",
    Kind.ACKNOWLEDGED: ":raised_hand: {who} is on it",
    Kind.JOINED: ":raised_hand: {who} is on it too",
    Kind.STEPPED_BACK: ":wave: {who} is off it",
    Kind.LEFT: ":wave: Somebody left the company",
    Kind.LEAD: ":triangular_flag_on_post: {who} took the lead",
    Kind.VOICE: ":studio_microphone: {who} gave the voice to",
    Kind.LEAD_GIVEN: ":triangular_flag_on_post: {who} gave the lead to",
    Kind.CALLED: ":telephone_receiver: {who} called",
    Kind.RESCORED: ":scales: {who} re-scored it",
    Kind.ACCOUNTS: ":label: {who} added",
    Kind.UPDATE: ":mega: {who} posted an update",
    Kind.NOTE: ":memo: {who} added",
    Kind.QUIET: ":arrows_counterclockwise: No update in time: open again",
    Kind.UNATTENDED: ":arrows_counterclockwise: Nobody is on it: open again",
    Kind.SAID: ":loudspeaker: We speak, approved by {who}",
    Kind.UNSAID: ":white_circle: We say nothing any more, withdrawn by {who}",
    Kind.FROZEN: ":ice_cube: {who} froze accounts",
    Kind.THAWED: ":droplet: {who} thawed accounts",
    Kind.ENTERED: ":door: {who} came into its room",
    Kind.OUT: ":door: {who} left its room",
    Kind.PUBLIC: ":unlock: {who} made it public",
    Kind.KIND_CHOSEN: ":clipboard: {who} chose the kind",
    Kind.DONE: ":ballot_box_with_check: {who} did",
    Kind.NOT_DONE: ":white_large_square: {who} says: not done after all",
    Kind.AGREED: ":handshake: {who} says who agrees",
    Kind.NOT_AGREED: ":white_large_square: {who} says who does not agree any more",
    Kind.TOOK_IN: ":link: {who} says that another one is the same",
    Kind.FALSE_ALARM: ":white_check_mark: {who} called it a false alarm",
    Kind.SAME: ":link: {who} says that another one is the same",
    Kind.REOPENED: ":arrows_counterclockwise: {who} reopened it",
    Kind.RELEASED: ":wave: A real crisis calls",
    Kind.MAY_BE_REACHED: ":bell: {who} may be asked at any hour, and by other ways",
    Kind.DRILL_OVER: ":checkered_flag: {who} ended the drill",
    Kind.RESOLVED: ":white_check_mark: {who} resolved it",
}

NAMED = (
    Kind.TOOK_IN,
    Kind.SAID,
    Kind.UNSAID,
    Kind.FROZEN,
    Kind.THAWED,
    Kind.ACCOUNTS,
    Kind.KIND_CHOSEN,
    Kind.DONE,
    Kind.NOT_DONE,
    Kind.AGREED,
    Kind.NOT_AGREED,
)
"""Whose line says what, in our own words."""


def written(line: Line) -> list[Markup]:
    """As much of it as is on its page, in parts that a section holds each."""
    quoted = [quote(each) for each in pieces(text)] if (text := words(line)) else []
    if line.is_continued:
        return quoted
    first = purged(line.entry.words) or Markup().join(quoted[:1])
    return [mrkdwn("{}\n{}", _head(line), first) if first else _head(line), *quoted[1:]]


def words(line: Line) -> str:
    text = line.entry.words.words
    return text[_place(text, reach(text, line.begin)) : _place(text, reach(text, line.end))]


def _place(text: str, at: int) -> int:
    """Where a page may end that has room until `at`: behind a blank, if there is one near."""
    blank = max(text.rfind(each, max(at - NEAR, 0), at) for each in " \n")
    return at if at >= len(text) else (blank + 1 or len(first_of(text, at)))


def _head(line: Line) -> Markup:
    head = _told(line)
    if line.source:
        head = mrkdwn("{} · {}", head, link(line.source, "the message"))
    return mrkdwn(":star: {}", head) if line.is_starred else head


def _told(line: Line) -> Markup:
    entry = line.entry
    if entry.kind == Kind.PINGED:
        return _pinged(line)
    if entry.kind == Kind.ROOM:
        return mrkdwn(":door: It has {} of its own · {}", channel(entry.text), when(entry.at))
    if entry.kind == Kind.NO_ROOM:
        return mrkdwn(":warning: No channel of its own (`{}`) · {}", entry.text, when(entry.at))
    if entry.kind in {Kind.CLAIMED, Kind.LAPSED}:
        return mrkdwn("{} · {}", _claimed(entry), when(entry.at))
    if entry.kind == Kind.GIVEN:
        [who] = entry.people
        return mrkdwn(
            ":point_right: {} gave {} a line: {} · {}", person(entry.who), person(who), entry.address, when(entry.at)
        )
    deed = mrkdwn(TOLD[entry.kind], who=person(entry.who))
    if entry.kind in NAMED:
        return mrkdwn("{}: {} · {}", deed, entry.text, when(entry.at))
    if entry.kind in {Kind.CALLED, Kind.LEAD_GIVEN, Kind.VOICE, Kind.RELEASED}:
        return mrkdwn("{} {} · {}", deed, mentions(entry.people), when(entry.at))
    return mrkdwn("{} · {}", deed, when(entry.at))


def _pinged(line: Line) -> Markup:
    people = mentions(line.entry.people) or "the war room"
    often = mrkdwn(" {} times since {}, the last", line.times, when(line.since)) if line.times > 1 else Markup()
    return mrkdwn(":bell: Pinged {}{} · {}", people, often, when(line.entry.at))


def _claimed(entry: CrisisEntry) -> Markup:
    [who] = entry.people
    if entry.kind == Kind.LAPSED:
        return mrkdwn(":hourglass: {}: answer by link not confirmed", person(who))
    return mrkdwn(":link: Somebody at {} answered by link as {}", entry.address, person(who))
