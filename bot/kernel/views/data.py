"""Tables that can be sorted, and charts; in what people typed no mark, mention or link comes alive."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import unescape

from bot.kernel.text.markup import LONGEST_LINK, Mention, canonical, person, plain
from bot.kernel.views import limits
from bot.kernel.views.models import (
    DataTable,
    DataVisualization,
    Emoji,
    Link,
    Moment,
    Person,
    RawText,
    RichSection,
    RichText,
    Text,
)

Cell = RawText | RichText
Part = Text | Link | Person | Moment | Emoji


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> DataTable:
    """All rows at once; each has a cell for every word of the head."""
    return DataTable(caption=caption, rows=[[*map(words, head)], *rows], page_size=len(rows))


def words(typed: str) -> RawText:
    return RawText(text=plain(typed, limits.CELL))


def rich(*parts: Part) -> RichText:
    return RichText(elements=[RichSection(elements=list(parts))])


def text(typed: str, longest: int = limits.CELL) -> Text:
    return Text(text=plain(typed, longest))


def linked(label: str, address: str, longest: int = limits.CELL) -> Text | Link:
    """The label alone, where that is no web address."""
    where = canonical(address)
    if where is None or len(where) > LONGEST_LINK:
        return text(label, longest)
    return Link(url=where, text=plain(label, longest))


def day(instant: datetime, leads_to: str | None = None) -> Moment:
    """In numbers, which are sorted as time is."""
    where = canonical(leads_to) if leads_to else None
    return Moment(timestamp=int(instant.timestamp()), format="{date_num}", url=where, fallback=f"{instant:%Y-%m-%d}")


def somebody(user_id: str, mention: Mention) -> Text | Person:
    """As they are mentioned elsewhere."""
    mentioned = mention(user_id)
    return Person(user_id=user_id) if mentioned == person(user_id) else text(unescape(mentioned))


def emoji(code: str) -> Emoji:
    return Emoji(name=code.strip(":"))


def pie(title: str, slices: Mapping[str, int]) -> DataVisualization:
    """How many there are of each; what there is none of has no slice. One must be more than nothing."""
    segments = [
        {"label": plain(label, limits.CHART_LABEL), "value": value} for label, value in slices.items() if value > 0
    ]
    chart = {"type": "pie", "segments": segments[: limits.SLICES]}
    return DataVisualization(title=plain(title, limits.CHART_TITLE), chart=chart)
