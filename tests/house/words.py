"""Which gestures bring words that somebody wrote: the handlers that read them, and what each reads."""

import ast
from collections.abc import Collection, Iterator, Mapping

from tests.house.reading import Module

BRINGS = ("words", "message", "value")
"""What a gesture has besides a form: what was typed after a command or into a search, a message, what a button has."""
Functions = Mapping[str, ast.FunctionDef]


def brought(module: Module, questions: Collection[str]) -> set[str]:
    """As `update(words)`, or with one of these questions of a form: `update_by_form(update)`."""
    own = {each.name: each for each in module.tree.body if isinstance(each, ast.FunctionDef)}
    handlers = [each for each in own.values() if each.decorator_list]
    return {f"{each.name}({read})" for each in handlers for read in _read(each, own, questions, frozenset())}


def _read(
    function: ast.FunctionDef, own: Functions, questions: Collection[str], passed_by: frozenset[str]
) -> Iterator[str]:
    """By the function, and by those of its module that it calls."""
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id="gesture"), attr=name) if name in BRINGS:
                yield name
            case ast.Call(func=ast.Attribute(attr="text"), args=[ast.Constant(value=str(name))]) if name in questions:
                yield name
            case ast.Call(func=ast.Name(id="named")):  # of another module: the number that was typed, and what follows
                yield "words"
            case ast.Call(func=ast.Name(id=name)) if name in own and name not in passed_by:
                yield from _read(own[name], own, questions, passed_by | {name})
