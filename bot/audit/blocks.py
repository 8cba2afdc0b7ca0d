"""How the trail looks in Slack."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import RichTextBlock, RichTextElementParts, RichTextPreformattedElement

from bot.audit.model import Entry
from bot.kernel.numbers import number_of
from bot.kernel.text.markup import Markup, channel, is_person, mrkdwn, name, person, quote, several, shorten, when
from bot.kernel.views.blocks import Message, context, section

LONGEST_VALUE, LONGEST_NOTE = 60, 200
PEOPLE = frozenset({"owner", "backup", "publisher", "deputy", "author", "lead", "maker", "who"})
"""The fields that hold somebody's id, besides those that end in `_by`; what was typed is nobody's id."""
MOST_CHANGES = 12
"""So many changes of one entry are shown; the database keeps them all."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def trail(entries: Sequence[Entry], subject: str) -> Message:
    title = mrkdwn("The audit trail of {}", subject) if subject else mrkdwn("The audit trail")
    if not entries:
        return Message(title, [section(mrkdwn("*{}*\nNothing is recorded. See `/social audit`.", title))])
    rows = [section(_row(entry)) for entry in entries]
    hint = mrkdwn("`/social audit @HelviaGlobal` shows one account; `python -m bot audit verify` checks it all.")
    return Message(title, [section(mrkdwn("*{}*, newest first", title)), *rows, context(hint)])


def _row(entry: Entry) -> Markup:
    changes = [
        mrkdwn("{}: {} → {}", _spoken(field), _told(field, old), _told(field, new))
        for field, (old, new) in entry.changes.items()
        if old
    ]
    lines = [
        mrkdwn("*{}* · `{}` · {} · {}", _spoken(entry.what), entry.subject, _who(entry), when(entry.at)),
        quote(shorten(entry.note, LONGEST_NOTE)),
        several(changes, " · ", most=MOST_CHANGES),
    ]
    return mrkdwn("\n").join(line for line in lines if line not in {"", ">"})


def _who(entry: Entry) -> Markup:
    """A mention, and for whom they decided; whoever has no id in Slack by the name that was recorded."""
    who = person(entry.who) if is_person(entry.who) else name(entry.who_name)
    _, stead = entry.changes.get("on_behalf_of", (None, None))
    return mrkdwn("{} for {}", who, person(stead)) if stead else who


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _told(field: str, value: Any) -> Markup:
    """A value as people read it: a moment in their time zone, a person or a channel by name."""
    if value in (None, "", [], {}):
        return mrkdwn("nothing")
    if isinstance(value, bool):
        return mrkdwn("yes") if value else mrkdwn("no")
    if isinstance(value, list):
        return several([_told(field, each) for each in value], most=MOST_CHANGES)
    if isinstance(value, dict):
        return mrkdwn("{}", number_of(len(value), "value"))
    text = str(value)
    if field in PEOPLE or field.endswith("_by"):
        return person(text)
    if field == "channel":
        return channel(text)
    if _MOMENT.fullmatch(text):
        return when(datetime.fromisoformat(text))
    return name(shorten(text, LONGEST_VALUE))


def checkpoint_title(size: int) -> str:
    return f"Checkpoint of the audit trail: {number_of(size, 'entry', 'entries')}"


def checkpoint(size: int, note: str) -> Message:
    """To be kept as it is: whoever has it can tell later whether the trail was changed."""
    title = mrkdwn("{}", checkpoint_title(size))
    exact = RichTextBlock(elements=[RichTextPreformattedElement(elements=[RichTextElementParts.Text(text=note)])])
    hint = mrkdwn("`python -m bot audit verify --against FILE` compares the trail with it.")
    return Message(title, [section(mrkdwn("*{}*", title)), exact, context(hint)])
