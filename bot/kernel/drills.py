"""What is only rehearsed says so before anything else: one place decides what that is, and puts the word there."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.kernel.db import Database
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import Message, context

WORD = "DRILL"
SAYS = mrkdwn("*DRILL* · This is an exercise. Nothing of it is real.")
_KINDS, _LOOKED_AT = "concord.drills", "concord.drill"


def attach(database: Database, kinds: Mapping[str, type]) -> None:
    """By kind of subject, the matters that may be a drill's: they have `drill`."""
    database.lend(_KINDS, dict(kinds))


def told(session: Session, key: str, message: Message) -> Message:
    """What a letter of this key says: keys begin with what they are about."""
    return marked(message) if _is_about_one(session, key) else message


def _is_about_one(session: Session, key: str) -> bool:
    kind, _, rest = key.partition(":")
    matter, number = session.info.get(_KINDS, {}).get(kind), rest.partition(":")[0]
    if matter is None or not number.isdecimal():
        return False
    its = session.get(matter, int(number))  # whoever writes of it has read it already
    return its is not None and bool(its.drill)


def look_at(session: Session) -> None:
    """What a gesture answers from now on is about a drill."""
    session.info[_LOOKED_AT] = True


def is_looked_at(session: Session) -> bool:
    return bool(session.info.get(_LOOKED_AT))


def marked(message: Message) -> Message:
    """The word is the first of its text, and of what is shown."""
    text = message.text if message.text.startswith(WORD) else mrkdwn("{}: {}", WORD, message.text)
    return replace(message, text=text, blocks=[context(SAYS), *message.blocks] if message.blocks else ())


def name_of(number: int, what: str, *, is_drill: bool) -> str:
    """What it is called wherever it is named: a drill is never called anything else."""
    return f"{WORD} {number}" if is_drill else f"{what} {number}"


def prefix(text: Markup, *, is_drill: bool) -> Markup:
    return mrkdwn("*{}* {}", WORD, text) if is_drill else text
