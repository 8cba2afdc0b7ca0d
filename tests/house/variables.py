"""What variables and parameters are called, in the program and in its tests."""

import ast
import re
from collections.abc import Iterator

from tests.house import imports
from tests.house.reading import trees

ROOMS = (*imports.PROGRAM, "benchmarks", "tests")
NO_NAMES = frozenset({"told", "found", "shown", "said", "kept"})
"""They say what happened to a thing, and not what it is."""
ANY_OF_THEM = re.compile(rf"\b({'|'.join(NO_NAMES)})\b")


def nameless() -> Iterator[tuple[str, str]]:
    """Each variable or parameter that is called so: where it is, and its word."""
    for room in ROOMS:
        for file, tree in trees(room, ANY_OF_THEM):
            for line, name in _bound(tree):
                if name in NO_NAMES:
                    yield f"{file}:{line}", name


def _bound(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The variables and parameters of a module, with their lines; the fields of a class are neither."""
    nodes = list(ast.walk(tree))
    fields = {each for node in nodes if isinstance(node, ast.ClassDef) for each in _fields(node)}
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) if node not in fields:
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield node.lineno, name


def _fields(kind: ast.ClassDef) -> Iterator[ast.expr]:
    for statement in kind.body:
        match statement:
            case ast.Assign(targets=targets):
                yield from targets
            case ast.AnnAssign(target=target):
                yield target
