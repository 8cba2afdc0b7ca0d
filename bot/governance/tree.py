"""The governance file as a tree of nodes that know their lines; whatever is no small, plain YAML is refused."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

LARGEST = 1_000_000
"""Bytes."""
DEEPEST = 20
MOST_NODES = 20_000
"""Aliases counted as often as they are used."""


class Unreadable(Exception):
    """Nothing can be said of what the file decides; `sentence` has the line where there is one."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class File:
    """What stands in it, letter by letter, as a tree, and as plain values."""

    text: str
    root: yaml.Node | None
    data: Any


def read(path: Path) -> File:
    """Raises Unreadable."""
    return parsed(_text(path), path.name)


def parsed(text: str, name: str) -> File:
    """Raises Unreadable with the file's name. What is in it is no part of a sentence: some addresses are secrets."""
    try:
        loader = _Flat(text, name)
        root = loader.get_single_node()
        _Measure(name).of(root)
        return File(text, root, loader.construct_document(root) if root else None)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unreadable(f"{name}, line {line}: is not YAML: {error.problem}.") from None
    except (yaml.YAMLError, UnicodeError):
        raise Unreadable(f"{name}: has characters that YAML does not know.") from None
    except (ValueError, OverflowError, TypeError, AttributeError):
        # PyYAML reads 2026-13-45 as a date and a number of 5,000 digits as one, and fails at both.
        raise Unreadable(f"{name}: has an impossible date or number; put it in quotes.") from None


def values(text: str) -> Any:
    """Of a text that was checked before."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def twice(node: yaml.Node | None, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Each key that stands twice in one place: its path, its first line and the other, counted from 1."""
    if isinstance(node, yaml.SequenceNode):
        for number, each in enumerate(node.value):
            yield from twice(each, (*above, str(number)))
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        for key, value in node.value:
            written, line = str(key.value), key.start_mark.line + 1
            if written in lines:
                yield (*above, written), lines[written], line
            lines.setdefault(written, line)
            yield from twice(value, (*above, written))


def line_of(node: yaml.Node | None, keys: Iterable[int | str]) -> int:
    """The line of the deepest of these keys that the file has, counted from 1."""
    line = 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next(((written, value) for written, value in node.value if written.value == key), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror}).") from None
    if len(content) > LARGEST:
        raise Unreadable(f"{path.name}: is larger than {LARGEST:,} bytes.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{path.name}, line {line}: is not UTF-8 text; save it as UTF-8.") from None


class _Flat(Composer, CParser, SafeConstructor, Resolver):
    """Stops where a file is too deep to be taken apart: the parser needs no more room for it, all after it does.

    libyaml parses it, in a tenth of the time that it takes in Python.
    """

    def __init__(self, text: str, name: str) -> None:
        CParser.__init__(self, text)
        for each in (Composer, SafeConstructor, Resolver):
            each.__init__(self)
        self._name, self._depth = name, 0

    def compose_sequence_node(self, anchor: Any) -> yaml.SequenceNode:
        with self._deeper():
            return super().compose_sequence_node(anchor)

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        with self._deeper():
            return super().compose_mapping_node(anchor)

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(f"{self._name}, line {_line(self.peek_event())}: is nested more than {DEEPEST} deep.")
        yield
        self._depth -= 1


class _Measure:
    """How large the file is once each alias (*name) stands for what it means."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sizes: dict[int, tuple[int, int]] = {}
        self._open: set[int] = set()

    def of(self, node: yaml.Node | None) -> tuple[int, int]:
        """Nodes and depth; raises Unreadable where there are too many, or one is part of itself."""
        if not isinstance(node, yaml.CollectionNode):
            return 1, 0
        if id(node) in self._open:
            raise self._unreadable(node, "an alias refers to something that contains it")
        if id(node) not in self._sizes:
            self._open.add(id(node))
            parts = [part for each in node.value for part in (each if isinstance(each, tuple) else (each,))]
            sizes = [self.of(part) for part in parts]
            self._open.remove(id(node))
            self._sizes[id(node)] = 1 + sum(size for size, _ in sizes), 1 + max((deep for _, deep in sizes), default=0)
        size, depth = self._sizes[id(node)]
        if size > MOST_NODES or depth > DEEPEST:
            raise self._unreadable(node, "its aliases make it too large or too deep")
        return size, depth

    def _unreadable(self, node: yaml.Node, why: str) -> Unreadable:
        return Unreadable(f"{self._name}, line {_line(node)}: {why}.")


def _line(where: yaml.Node | yaml.Event | None) -> int:
    mark = where and where.start_mark
    return mark.line + 1 if mark else 1
