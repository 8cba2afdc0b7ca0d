"""Who imports whom: arrows between the rooms of a package, those that go up against its layers, and circles."""

import tomllib
from collections.abc import Iterator, Mapping, Set
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import permutations
from typing import Any

import grimp

from tests.house.reading import ROOT

PROGRAM = ("bot", "handlers", "sandbox")

Arrow = tuple[str, str]
"""Who imports, and what."""


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PROGRAM, cache_dir=None)


def contracts() -> list[dict[str, Any]]:
    """The walls that import-linter holds."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return list(linter["contracts"])


def layers(contract: Mapping[str, Any]) -> list[frozenset[str]]:
    """From the top down: the rooms of each."""
    return [frozenset(map(str.strip, layer.split("|"))) for layer in contract["layers"]]


def containers() -> list[str]:
    """The packages that hold packages."""
    packages = {name.rpartition(".")[0] for name in graph().modules if graph().find_children(name)}
    return sorted(packages - {""} | set(PROGRAM))


def rooms(container: str) -> Set[str]:
    return graph().find_children(container)


def arrows(container: str) -> set[Arrow]:
    """Each pair of its rooms once, however many of their modules import one another."""
    return {
        (one, other)
        for one, other in permutations(rooms(container), 2)
        if graph().direct_import_exists(importer=one, imported=other, as_packages=True)
    }


def upward() -> Iterator[Arrow]:
    """Arrows from a layer to one above it, or to a neighbour in its own."""
    for contract in contracts():
        for container in contract.get("containers", []):
            height = {f"{container}.{room}": -at for at, layer in enumerate(layers(contract)) for room in layer}
            for one, other in arrows(container):
                if height.get(one, 0) <= height.get(other, 0):
                    yield one, other


def circles() -> Iterator[list[str]]:
    """Modules that import one another, directly or through others, each circle with what it takes in."""
    imports = {module: set(graph().find_modules_directly_imported_by(module)) for module in graph().modules}
    while True:
        try:
            TopologicalSorter(imports).prepare()
        except CycleError as error:
            circle = list(error.args[1])
            yield circle
            imports[circle[1]].discard(circle[0])
        else:
            return
