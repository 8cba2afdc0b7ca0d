"""What kind of matter a subject is of: `account` of `account:12`."""

import ast
from collections.abc import Iterator
from types import FunctionType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy.orm import Mapped

from tests.house.reading import Call


class _Row:
    """A row of any table: each of its columns is the same."""

    def __getattr__(self, column: str) -> str:
        return "7"


def subject_of(kind: type, name: str = "subject") -> str:
    """How the subject of a row of that class is written, such as `account:7`; empty where it has none."""
    written = vars(kind).get(name)
    return str(written.fget(_Row())) if isinstance(written, property) and written.fget else ""


def kinds_of(subject: ast.expr | None, call: Call) -> set[str]:
    """Of the subject that is handed to that call, by the types that the code gives; none where they do not say."""
    if not isinstance(subject, ast.Attribute):
        return set()
    owners = _types_of(subject.value, call)
    return {subject_of(owner, subject.attr).partition(":")[0] for owner in owners} - {""}


def _types_of(expression: ast.expr, call: Call) -> tuple[type, ...]:
    match expression:
        case ast.Name(id=name) if call.function:
            hints = _hints(getattr(call.module.loaded, call.function.name, None))
            return _each(hints[name]) if name in hints else _assigned(name, call)
        case ast.Attribute(value=owner, attr=name):
            return tuple(kind for each in _types_of(owner, call) for kind in _of_member(each, name))
        case ast.Call(func=called):
            return _each(_hints(call.module.evaluated(called)).get("return"))
    return ()


def _assigned(name: str, call: Call) -> tuple[type, ...]:
    """What a variable of the function was set to."""
    for node in ast.walk(call.function or call.node):
        for variable, value in _assignments(node):
            if isinstance(variable, ast.Name) and variable.id == name:
                return _types_of(value, call)
    return ()


def _assignments(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=variables)], value=ast.Tuple(elts=values)):
            yield from zip(variables, values, strict=False)
        case ast.Assign(targets=[variable], value=value):
            yield variable, value


def _of_member(owner: type, name: str) -> tuple[type, ...]:
    member = getattr(owner, name, None)
    return _each(_hints(member.fget).get("return") if isinstance(member, property) else get_type_hints(owner).get(name))


def _hints(function: Any) -> dict[str, Any]:
    return get_type_hints(function) if isinstance(function, FunctionType) else {}


def _each(hint: Any) -> tuple[type, ...]:
    if get_origin(hint) is Mapped:
        (hint,) = get_args(hint)
    return get_args(hint) if isinstance(hint, UnionType) else (hint,) if isinstance(hint, type) else ()
