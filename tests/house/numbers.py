"""Where a number stands before the plural of a word, and may be one: “1 messages”."""

import ast
import re
from collections.abc import Iterator

from bot.kernel.numbers import number_of
from tests.house.reading import trees

ROOMS = ("bot", "handlers")
"""The sandbox quotes Slack, which does not care."""
ANY_NUMBER = re.compile(r"\{")


def plurals() -> set[str]:
    """Of all that is counted somewhere as it should be."""
    return {many.split()[-1] for room in ROOMS for _, tree in trees(room, ANY_NUMBER) for many in _many(tree)}


def unfitting() -> Iterator[tuple[str, str]]:
    """Each sentence in which a number is followed by one of these: where it is, and its words."""
    number_and_word = re.compile(rf"\{{[^}}]*\}} ({'|'.join(sorted(plurals()))})\b")
    for room in ROOMS:
        for file, tree in trees(room, ANY_NUMBER):
            for line, text in _texts(tree):
                if number_and_word.search(text):
                    yield f"{file}:{line}", text


def _many(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=number_of.__name__), args=[_, *words]):
                *one, last = [str(word.value) for word in words if isinstance(word, ast.Constant)] or [""]
                yield from [last] if one else [f"{last}s"] if last else []


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What is written with names in braces; a constant, which is a limit and more than one, with its value's name."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                yield node.lineno, "".join(map(_text, values))
            case ast.Constant(value=str(text)):
                yield node.lineno, text


def _text(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    name = ast.unparse(part.value)
    return name if name.split(".")[0].isupper() else "{}"
