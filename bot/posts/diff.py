"""What changed between two versions, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

import regex

from bot.kernel.text.characters import first_of, last_of
from bot.posts.content import Content

TOKEN = regex.compile(r"\w+|\s+|\X")
"""A word, a blank, or one sign as people see it, so that no emoji is cut in two."""
KEPT_SHOWN = 60
"""So many characters of an unchanged passage are shown beside each change."""


class Kind(StrEnum):
    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    kind: Kind
    text: str


@lru_cache(64)  # each who reads of a change has a card of their own
def runs(before: str, after: str) -> tuple[Run, ...]:
    """`after` with what it lost and gained against `before`, word by word; the kept and the gone make up `before`."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    compared: list[Run] = []
    for _, start, end, new_start, new_end in SequenceMatcher(_is_no_word, old, new).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        if gone == come:
            compared.append(Run(Kind.KEPT, gone))
        else:
            compared += [run for run in (Run(Kind.GONE, gone), Run(Kind.NEW, come)) if run.text]
    return tuple(compared)


def _is_no_word(token: str) -> bool:
    """A blank or a comma between two changed words is no reason to call something kept."""
    return not regex.match(r"\w", token)


def abridged(compared: Sequence[Run]) -> list[Run]:
    """The same with long unchanged passages shortened, so that the changes are what one sees."""
    last = len(compared) - 1
    return [
        Run(run.kind, _shortened(run.text, head=number > 0, tail=number < last)) if run.kind is Kind.KEPT else run
        for number, run in enumerate(compared)
    ]


def _shortened(text: str, *, head: bool, tail: bool) -> str:
    room = KEPT_SHOWN * (head + tail)
    if len(text) <= room + 10:
        return text
    return f"{first_of(text, KEPT_SHOWN) if head else ''} … {last_of(text, KEPT_SHOWN) if tail else ''}"


FIELDS = {
    "title": "Title",
    "link": "Link",
    "planned_at": "Planned time",
    "content_type": "Content type",
    "objective": "Objective",
    "funnel": "Funnel stage",
    "source": "Source",
    "permission": "Permission",
    "products": "Products",
    "names_product": "Names another product, says its author",
    "naming": "What names a product",
    "no_claim": "Why it is no claim",
    "initials": "Sign-off",
    "media": "Media",
}
"""What else a version has beside its text, by the name that people know it by."""


def spoken(content: Content, field: str) -> str:
    """A field's value as people read it; empty where there is none."""
    value = getattr(content, field)
    if field == "names_product":
        return "yes" if value else "no"
    if field in {"naming", "products"}:
        return ", ".join(value)
    if field == "media":
        return "\n".join(f"{medium.name} | {medium.alt}" for medium in value)
    if field == "planned_at":
        return f"{value:%Y-%m-%d %H:%M} UTC" if value else ""
    return str(value)


def changed_fields(before: Content, after: Content) -> list[tuple[str, str, str]]:
    """The name, the old and the new value of each field besides the text that is not as it was."""
    pairs = [(label, spoken(before, field), spoken(after, field)) for field, label in FIELDS.items()]
    return [(label, old, new) for label, old, new in pairs if old != new]
