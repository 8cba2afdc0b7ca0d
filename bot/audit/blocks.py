"""How the trail looks in Slack."""

from collections.abc import Sequence
from typing import Any

from bot.audit.model import Entry
from bot.kernel.blocks import Message, context, escape, section, shorten, when

LONGEST_VALUE = 60


def trail(entries: Sequence[Entry], subject: str) -> Message:
    title = f"The audit trail{f' of {subject}' if subject else ''}"
    if not entries:
        return Message(title, [section(f"*{escape(title)}*\nNothing is recorded here. `/social audit` shows all.")])
    rows = [section(_row(entry)) for entry in entries]
    hint = "`/social audit account:12` narrows it to one subject; `python -m bot audit verify` checks the chain."
    return Message(title, [section(f"*{escape(title)}*, newest first"), *rows, context(hint)])


def _row(entry: Entry) -> str:
    changes = " · ".join(f"{name}: {_plain(old)} → {_plain(new)}" for name, (old, new) in entry.changes.items() if old)
    note = f"\n{escape(shorten(entry.note, 200))}" if entry.note else ""
    what = entry.what.replace("_", " ")
    told = f"*{what}* · `{entry.subject}` · {escape(entry.who_name)} · {when(entry.at)}{note}"
    return f"{told}\n{shorten(changes, 400)}".rstrip()


def _plain(value: Any) -> str:
    return escape(shorten(str(value), LONGEST_VALUE)) if value not in (None, "") else "nothing"
