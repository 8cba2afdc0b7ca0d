"""Tables that can be sorted and charts, with Slack's limits: their parts must agree with one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.blockkit.elements import TYPE
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import Rule, anything, both, by_type, integer, many, number, problem, shape, string

TABLE_CHARACTERS = 10_000
"""In the cells of a table, and of all tables of a message together."""
MOST_CHARTS = 2
"""In a message: not documented, but what Slack takes (vercel/chat pull request 696)."""
LABEL = string(20)

HEADS: Mapping[str, Rule] = {
    "raw_text": shape({**TYPE, "text": string(TABLE_CHARACTERS)}),
    "raw_number": shape({**TYPE, "value": number, "text": string(TABLE_CHARACTERS)}),
}
CELLS: Mapping[str, Rule] = {**HEADS, "rich_text": RICH_TEXT}


def _rows(value: object, at: str) -> Iterator[str]:
    """A header, in which there is no rich text, and what stands below it."""
    yield from many(anything, 101, 2)(value, at)
    for place, row in enumerate(value if isinstance(value, list) else []):
        yield from many(by_type(CELLS if place else HEADS), 20)(row, f"{at}/{place}")


def _is_even(value: object, at: str) -> Iterator[str]:
    """Each row is as long as the header, and the column that names the rows is one of them."""
    rows = [row for row in _list(value, "rows") if isinstance(row, list)]
    columns = len(rows[0]) if rows else 0
    for place, row in enumerate(rows):
        if len(row) != columns:
            yield problem("all rows must have the same number of cells", f"{at}/rows/{place}")
    naming = value.get("row_header_column_index") if isinstance(value, dict) else None
    if rows and isinstance(naming, int) and naming >= columns:
        yield problem(f"must be an integer between 0 and {columns - 1}", f"{at}/row_header_column_index")


def _is_short(value: object, at: str) -> Iterator[str]:
    if characters(value) > TABLE_CHARACTERS:
        yield problem(f"must be less than {TABLE_CHARACTERS + 1} characters in all cells", f"{at}/rows")


def characters(table: object) -> int:
    """In all cells of a table."""
    return sum(_characters(row) for row in _list(table, "rows"))


def _characters(part: object) -> int:
    if isinstance(part, list):
        return sum(map(_characters, part))
    if not isinstance(part, dict):
        return 0
    own = len(part["text"]) if isinstance(part.get("text"), str) else 0
    return own + sum(_characters(each) for each in part.values() if isinstance(each, (list, dict)))


def _is_positive(value: object, at: str) -> Iterator[str]:
    yield from number(value, at)
    if isinstance(value, (int, float)) and value <= 0:
        yield problem("must be greater than 0", at)


SEGMENT = shape({"label": LABEL, "value": _is_positive})
SERIES = shape({"name": LABEL, "data": many(shape({"label": LABEL, "value": number}), 20)})
AXES = shape({"categories": many(LABEL, 20)}, {"x_label": string(50), "y_label": string(50)})


def _agree(value: object, at: str) -> Iterator[str]:
    """No two series have one name, and each has one value for every category."""
    names = set[object]()
    axes = value.get("axis_config") if isinstance(value, dict) else None
    categories = sorted(map(str, _list(axes, "categories")))
    for place, series in enumerate(_list(value, "series")):
        name = series.get("name") if isinstance(series, dict) else None
        if name in names:
            yield problem(f'`name` "{name}" already exists', f"{at}/series/{place}/name")
        names |= {name} if isinstance(name, str) else set()
        labels = sorted(str(each.get("label")) for each in _list(series, "data") if isinstance(each, dict))
        if labels != categories:
            yield problem("must have one value for each category", f"{at}/series/{place}/data")


_PLOTTED = both(shape({**TYPE, "series": many(SERIES, 12), "axis_config": AXES}), _agree)
CHARTS: Mapping[str, Rule] = {
    "pie": shape({**TYPE, "segments": many(SEGMENT, 12)}),
    **dict.fromkeys(("bar", "line", "area"), _PLOTTED),
}
DATA: Mapping[str, Rule] = {
    "data_table": both(
        shape(
            {**TYPE, "rows": _rows, "caption": string(TABLE_CHARACTERS)},
            {"block_id": string(255), "page_size": integer(1, 100), "row_header_column_index": integer(0, 19)},
        ),
        _is_even,
        _is_short,
    ),
    "data_visualization": shape({**TYPE, "title": string(50), "chart": by_type(CHARTS)}, {"block_id": string(255)}),
}


def few_enough(value: object, at: str) -> Iterator[str]:
    """Tables and charts of one message, together."""
    blocks = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    tables = [each for each in blocks if each.get("type") == "data_table"]
    if len(tables) > 1 and sum(map(characters, tables)) > TABLE_CHARACTERS:
        yield problem(f"must be less than {TABLE_CHARACTERS + 1} characters in all tables", at)
    if sum(each.get("type") == "data_visualization" for each in blocks) > MOST_CHARTS:
        yield problem(f"no more than {MOST_CHARTS} data_visualization blocks allowed", at)


def _list(value: object, name: str) -> list[Any]:
    """What stands there, if it is a list."""
    inside = value.get(name) if isinstance(value, dict) else None
    return inside if isinstance(inside, list) else []
