"""Lists that do not fit in one message: a page of rows, and the buttons that turn it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from slack_sdk.models.blocks import Block
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.kernel.numbers import number_of
from bot.kernel.text.markup import Markup, mrkdwn
from bot.kernel.views.blocks import actions, button, context

T = TypeVar("T")

ROWS = 10
COUNTED = 1000
"""So far rows are counted and turned to: nobody turns a hundred pages, and to count all takes longer the more there
are. Whoever looks for one narrows the list down.
"""
BACK, ON = "previous", "next"
"""What the action ids of the two buttons end in."""


class Filter(NamedTuple):
    """What a list can be narrowed by: how a value is read (raises ValueError), what there is, and how it is shown."""

    read: Callable[[str], str] = str
    choices: str = ""
    shown: Callable[[str], str] = str
    is_person: bool = False
    """Somebody's id, or `me`; people write names."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    rows: Sequence[T]
    number: int
    """Counted from 1."""
    pages: int
    total: int
    """More than COUNTED where there are more."""

    @property
    def is_longer(self) -> bool:
        """Whether there are more than its pages show."""
        return self.total > COUNTED

    def number_of(self, one: str, many: str = "") -> str:
        """How many there are, as people read it."""
        if self.is_longer:
            return f"more than {number_of(COUNTED, one, many)}"
        return number_of(self.total, one, many)


def page_of(session: Session, query: Select[T], number: int, at_once: int = ROWS) -> Page[T]:
    """The page of what `query` finds that is nearest to `number`, `at_once` a page."""
    first = query.order_by(None).limit(COUNTED + 1).subquery()
    total = session.scalar(select(func.count()).select_from(first)) or 0
    number, pages = _nearest(number, total, at_once)
    return Page(session.scalars(query.offset((number - 1) * at_once).limit(at_once)).all(), number, pages, total)


def page_in(rows: Sequence[T], number: int, at_once: int = ROWS) -> Page[T]:
    """The same of rows that are at hand, `at_once` a page."""
    number, pages = _nearest(number, len(rows), at_once)
    return Page(rows[(number - 1) * at_once : number * at_once], number, pages, len(rows))


def _nearest(number: int, total: int, at_once: int = ROWS) -> tuple[int, int]:
    pages = max(1, -(-min(total, COUNTED) // at_once))
    return min(max(1, number), pages), pages


def turning(
    page: Page[Any], action: str, value: Callable[[int], str], *, back: str = "← Previous", on: str = "Next →"
) -> list[Block]:
    """The buttons to the neighbouring pages, each with `value` of its number; nothing where there is one page."""
    if page.pages == 1:
        return []
    turns = []
    if page.number > 1:
        turns.append(button(back, f"{action}.{BACK}", value(page.number - 1)))
    if page.number < page.pages:
        turns.append(button(on, f"{action}.{ON}", value(page.number + 1)))
    more = mrkdwn(". There are more: narrow the list down.") if page.is_longer else Markup()
    return [actions(*turns), context(mrkdwn("Page {} of {}{}", page.number, page.pages, more))]


def counted(page: Page[Any], one: str, filters: Mapping[str, str]) -> Markup:
    """The title of a list: how many there are, and what it is narrowed by, as people read it."""
    count = mrkdwn("{}", page.number_of(one))
    narrowed = mrkdwn(" · ").join(mrkdwn("{}: {}", name, value) for name, value in filters.items())
    return mrkdwn("{} ({})", count, narrowed) if filters else count


def written(filters: Mapping[str, str], page: int = 1) -> str:
    """Filters and page as people would type them, for a button to carry."""
    return " ".join([f"page:{page}", *(f'{name}:"{value}"' for name, value in filters.items())])
