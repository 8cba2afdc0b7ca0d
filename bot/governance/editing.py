"""Writes a governance of values that were given in Slack: what stands around them, comments too, stays."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

HEAD = """\
# What your company decides, as it was set up in Slack: `/social setup` changes it. To go on with a file instead, save
# this as one and set GOVERNANCE_FILE.
"""
NOBODYS: Mapping[str, Any] = {
    "company": "this workspace",
    "team": None,
    "time_zone": "UTC",
    "channels": {},
    "roles": {"author": ["everyone"]},
    "products": None,
}
WIDTH = 10_000


def blank(packaged: str) -> str:
    """The packaged rules without the company that they were written for."""
    lines = packaged.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return edited(HEAD + "".join(lines[first:]), NOBODYS)


def edited(text: str, values: Mapping[str, Any]) -> str:
    """With these keys of the file saying this; None removes one. One that was not there comes last."""
    lines, places = [f"{line}\n" for line in text.splitlines()], dict(_places(text))
    for key in sorted(values, key=lambda each: places.get(each, (len(lines), 0)), reverse=True):
        first, after = places.get(key, (len(lines), len(lines)))
        lines[first:after] = [] if values[key] is None else [_written(key, values[key])]
    return "".join(lines)


def _written(key: str, value: Any) -> str:
    flow = None if isinstance(value, dict | list) else False  # None: what holds nothing but words is on one line
    return yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, default_flow_style=flow, width=WIDTH)


def _places(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Of each key of the file, its first line and the one after its last, counted from 0."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        yield key.value, (key.start_mark.line, _last(value) + 1)


def _last(node: yaml.Node) -> int:
    """The last line of it; PyYAML takes the comments after a block for its part, and ends words that begin with | or >
    where the next line begins.
    """
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.line) - (node.end_mark.column == 0)
