"""How another governance file looks in Slack before it counts: what it changes, or what is wrong with it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.governance import Route
from bot.governance.differences import Difference
from bot.kernel.actor import spoken
from bot.kernel.numbers import number_of
from bot.kernel.text.markup import PERSON_ID, Markup, channel, mrkdwn, name, person, sentence, several, shorten
from bot.kernel.views.blocks import Message, context, modal, section
from bot.kernel.views.warned import alerts

TAKE = "oversight.take"
LONGEST_VALUE = 120
MOST_VALUES = 12
"""So many of one place are shown."""
WHOM = re.compile(r"^(role|user|group):")
"""How a level or a line names who is meant; the rest of the word says it."""
NAME = re.compile(r"[a-z]+(_[a-z0-9]+)+")
DECIDES = "The review “{}” decides. Meanwhile the old rules count."
ONLY_COMMENTS = mrkdwn("Only comments or the layout changed.")
GOES_ON = mrkdwn("Reviews, pings and reminders that have begun keep the old rules.")


def changes(
    differences: Sequence[Difference], sha256: str, warnings: Sequence[str] = (), route: Route | None = None
) -> View:
    """Asks whether to take them into use, or to have them reviewed; `sha256` is of the file that says so, `warnings`
    are Slack's.
    """
    decides = [section(mrkdwn(DECIDES, route.name))] if route else []
    blocks = [*(rows(differences) or [section(ONLY_COMMENTS)]), *decides, context(GOES_ON), *alerts(warnings)]
    submit = "Ask for review" if route else "Take into use"
    return modal(TAKE, "Governance file", blocks, submit=submit, metadata=sha256)


def rows(differences: Sequence[Difference]) -> list[Block]:
    """By the part of the file that they are in."""
    by_section = groupby(differences, key=lambda each: each.where[0])
    return [section(_section(title, list(each))) for title, each in by_section]


def _section(title: str, differences: Sequence[Difference]) -> Markup:
    lines = [_line(each) for each in differences]
    return mrkdwn("*{}*\n{}", spoken(title).capitalize(), several(lines, "\n", most=len(lines), room=2500))


def _line(difference: Difference) -> Markup:
    place = ", ".join(map(spoken, difference.where[1:]))
    change = mrkdwn(" → ").join(_sides(difference))
    return mrkdwn("{}: {}", place, change) if place else change


def _sides(difference: Difference) -> Iterator[Markup]:
    if difference.gone:
        yield _values(difference.gone)
    yield _values(difference.new) if difference.new else mrkdwn("removed")


def _values(values: Sequence[Any]) -> Markup:
    return several([_value(each) for each in values], most=MOST_VALUES)


def _value(value: Any) -> Markup:
    """As people say it: a name that the file writes as one word is several words."""
    if isinstance(value, bool):
        return mrkdwn("yes") if value else mrkdwn("no")
    text = WHOM.sub("", str(value))
    if PERSON_ID.fullmatch(text):
        return person(text)
    if NAME.fullmatch(text):
        return name(spoken(text))
    return channel(text) if text.startswith("C0") else name(shorten(text, LONGEST_VALUE))


def mistakes(sentences: Sequence[str]) -> Message:
    """Why the file is not taken into use."""
    return _wrong(sentences, mrkdwn("Correct the file, then send `/social reload` again."))


def mistakes_in_slack(sentences: Sequence[str]) -> Message:
    """The same, by what Slack says."""
    again = mrkdwn("Correct the file, or Slack. I ask Slack each minute: then send `/social reload`.")
    return _wrong(sentences, again)


def _wrong(sentences: Sequence[str], hint: Markup) -> Message:
    title = mrkdwn("Nothing was changed: the governance file has {}.", number_of(len(sentences), "mistake"))
    lines = [section(mrkdwn("• {}", sentence(each))) for each in sentences]
    return Message(title, [section(mrkdwn("*{}*", title)), *lines, context(hint)])


def being_asked() -> Message:
    text = mrkdwn("I am asking Slack. Send `/social reload` again in a few seconds.")
    return Message(text, [section(text)])


def unchanged() -> Message:
    text = mrkdwn("The governance file has not changed.")
    return Message(text, [section(text)])


def no_file() -> Message:
    text = mrkdwn("There is no governance file here. `/social setup` changes the governance.")
    return Message(text, [section(text)])


def taken() -> Message:
    text = mrkdwn(":white_check_mark: In force, everywhere within seconds.")
    return Message(text, [section(text)])
