"""How the trail looks in Slack."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.audit.model import Entry
from bot.kernel.blocks import PERSON_ID, Message, context, escape, person, section, shorten, when

LONGEST_VALUE = 60
MOST_CHANGES = 12
"""So many changes of one entry are shown; the database keeps them all."""

_CHANNEL = re.compile(r"C[A-Z0-9]{7,}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def trail(entries: Sequence[Entry], subject: str) -> Message:
    title = f"The audit trail{f' of {subject}' if subject else ''}"
    if not entries:
        return Message(title, [section(f"*{escape(title)}*\nNothing is recorded here. `/social audit` shows all.")])
    rows = [section(_row(entry)) for entry in entries]
    hint = "`/social audit account:12` narrows it to one subject; `python -m bot audit verify` checks the chain."
    return Message(title, [section(f"*{escape(title)}*, newest first"), *rows, context(hint)])


def _row(entry: Entry) -> str:
    changes = [f"{_spoken(name)}: {_told(old)} → {_told(new)}" for name, (old, new) in entry.changes.items() if old]
    more = [f"{len(changes) - MOST_CHANGES} more"] if len(changes) > MOST_CHANGES else []
    note = f"\n{escape(shorten(entry.note, 200))}" if entry.note else ""
    told = f"*{_spoken(entry.what)}* · `{escape(entry.subject)}` · {person(entry.who)} · {when(entry.at)}{note}"
    return f"{told}\n{' · '.join([*changes[:MOST_CHANGES], *more])}".rstrip()


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _told(value: Any) -> str:
    """A value as people read it: a moment in their time zone, a person or a channel by name."""
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_told(each) for each in value[:MOST_CHANGES])
    text = str(value)
    if PERSON_ID.fullmatch(text):
        return person(text)
    if _CHANNEL.fullmatch(text):
        return f"<#{text}>"
    if _MOMENT.fullmatch(text):
        return when(datetime.fromisoformat(text))
    return escape(shorten(text, LONGEST_VALUE))
