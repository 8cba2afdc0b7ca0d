"""The code as it is written: its modules, what is called where and with what, and what an argument may be."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
UNREAD = {"__main__", "migrations"}
"""What runs when it is imported, and the tables' revisions, which are records."""
ANYTHING = "*"
"""What the code does not say before it runs."""


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@dataclass(frozen=True, eq=False)
class Module:
    name: str
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return parsed(self.path)

    @cached_property
    def loaded(self) -> ModuleType:
        return import_module(self.name)

    @cached_property
    def calls(self) -> list["Call"]:
        return list(self._calls_in(self.tree, None))

    def _calls_in(self, node: ast.AST, function: ast.FunctionDef | None) -> Iterator["Call"]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield Call(self, function, child)
            yield from self._calls_in(child, child if isinstance(child, ast.FunctionDef) else function)

    def evaluated(self, expression: ast.expr) -> Any:
        """What it is where the module itself knows; None else."""
        match expression:
            case ast.Constant(value):
                return value
            case ast.Name(id=name):
                return vars(self.loaded).get(name)
            case ast.Attribute(value=owner, attr=name):
                return getattr(self.evaluated(owner), name, None)
        return None


@dataclass(frozen=True, eq=False)
class Call:
    module: Module
    function: ast.FunctionDef | None
    """The one that it stands in."""
    node: ast.Call

    @cached_property
    def name(self) -> str:
        """The last word of what is called."""
        called = self.node.func
        return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""

    @cached_property
    def called(self) -> Any:
        return self.module.evaluated(self.node.func)

    @property
    def place(self) -> str:
        return f"{self.module.path.relative_to(ROOT)}:{self.node.lineno}"

    def argument(self, name: str, position: int | None = None) -> ast.expr | None:
        for keyword in self.node.keywords:
            if keyword.arg == name:
                return keyword.value
        given = self.node.args
        return given[position] if position is not None and position < len(given) else None


@cache
def modules(*rooms: str) -> tuple[Module, ...]:
    """All that people's gestures run through, or those of the rooms that are named, such as `bot.posts`."""
    paths = [path for room in ("bot", "handlers") for path in sorted((ROOT / room).rglob("*.py"))]
    named = {_name(path): path for path in paths if not UNREAD & {*path.parts, path.stem}}
    inside = [each for each in named if not rooms or any(f"{each}.".startswith(f"{room}.") for room in rooms)]
    return tuple(Module(each, named[each]) for each in inside)


def trees(room: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, ast.Module]]:
    """The modules of a folder in whose text there is such a thing, each with where it is."""
    files = sorted((ROOT / room).rglob("*.py"))
    assert files, f"Nothing is in {room}/."
    for file in files:
        if pattern.search(text := file.read_text()):
            yield str(file.relative_to(ROOT)), ast.parse(text)


def is_in(module: Module | Any, package: ModuleType) -> bool:
    """Whether a module, or what is defined in one, is of that package."""
    name = module.name if isinstance(module, Module) else getattr(module, "__module__", "")
    return f"{name}.".startswith(f"{package.__name__}.")


def words_of(owner: str) -> set[str]:
    """What code reads of whatever is called so: `review` of `rules.reminders.review`."""
    nodes = (node for module in modules() for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
    return {node.attr for node in nodes if isinstance(node.value, ast.Attribute) and node.value.attr == owner}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def calls() -> Mapping[str, list[Call]]:
    """By the last word of what is called."""
    by_name: dict[str, list[Call]] = {}
    for module in modules():
        for call in module.calls:
            by_name.setdefault(call.name, []).append(call)
    return by_name


def calls_of(module: Module, function: ast.FunctionDef) -> list[Call]:
    own = getattr(module.loaded, function.name, None)
    return [each for each in calls().get(function.name, []) if own and each.called is own]


def texts(expression: ast.expr | None, call: Call, passed_by: frozenset[ast.AST] = frozenset()) -> set[str]:
    """What an argument of that call may be: followed to the constant that it is, also through the parameters of the
    functions that pass it on. A part that only a run can tell is ANYTHING.
    """
    match expression:
        case ast.JoinedStr(values):
            return {"".join(parts) for parts in product(*(texts(each, call, passed_by) for each in values))}
        case ast.FormattedValue(value):
            return texts(value, call, passed_by)
        case ast.IfExp(body=one, orelse=other):
            return texts(one, call, passed_by) | texts(other, call, passed_by)
        case ast.Name(id=name) if call.function and name in (parameters := _parameters(call.function)):
            callers = [] if call.function in passed_by else calls_of(call.module, call.function)
            given = [(each.argument(name, parameters.index(name)), each) for each in callers]
            through = passed_by | {call.function}
            return {text for argument, each in given if argument for text in texts(argument, each, through)}
    text = call.module.evaluated(expression) if expression else None
    return {text} if isinstance(text, str) else {ANYTHING}


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [each.arg for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
