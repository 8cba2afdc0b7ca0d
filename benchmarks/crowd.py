"""Ten crises at once, one of them with a long timeline: what is looked at, beside one crisis that has just begun."""

import time
from collections.abc import Callable, Mapping

from benchmarks import stage, world
from benchmarks.databases import Databases, Kind
from benchmarks.figures import Figure, Target, percentile
from bot.crises.buttons import TIMELINE
from bot.kernel.views.pagination import ON
from sandbox.desk import Desk

FEW = (1, 40)
"""Crises, and lines of the first one's timeline, which fill more than a page."""


def _turn(desk: Desk) -> None:
    message = desk.type("#general", "/crisis show 1").message
    assert message is not None
    assert desk.press(message.channel, message.ts, f"{TIMELINE}.{ON}").ok


LOOKED_AT: Mapping[str, Callable[[Desk], object]] = {
    "`/crisis list`": lambda desk: desk.type("#general", "/crisis list"),
    "`/crisis show` with its timeline": lambda desk: desk.type("#general", "/crisis show 1"),
    "`/crisis show`, turned to the next page": _turn,
    "Home": lambda desk: desk.open_home(),
}
WHO = "hana"
HARDLY_LONGER = Target("ratio", 1.5)


def measure(databases: Databases, crises: int, lines: int, looks: int) -> list[Figure]:
    figures = []
    for kind in databases.kinds:
        for what, (many, few) in _in_turns(databases, kind, (crises, lines), looks).items():
            title = f"{what}, {crises} crises and {lines} lines beside {FEW[0]} and {FEW[1]}, {kind}, p50"
            figures.append(Figure(title, percentile(many, 0.5), "ms", percentile(few, 0.5), HARDLY_LONGER))
    return figures


def _in_turns(
    databases: Databases, kind: Kind, many: tuple[int, int], looks: int
) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of each, where there are many and where there are few."""
    times: dict[str, tuple[list[float], list[float]]] = {what: ([], []) for what in LOOKED_AT}
    crowded, quiet = (_with(databases, kind, *size) for size in (many, FEW))
    with (
        stage.slack() as one,
        stage.slack() as other,
        stage.app(one, ["bot", "run"], database=crowded),
        stage.app(other, ["bot", "run"], database=quiet),
    ):
        desks = [Desk(each.workspace, WHO) for each in (one, other)]
        for _ in range(looks):
            for what, look in LOOKED_AT.items():
                for desk, took in zip(desks, times[what], strict=True):
                    began = time.perf_counter()
                    look(desk)
                    took.append((time.perf_counter() - began) * 1000)
    return times


def _with(databases: Databases, kind: Kind, crises: int, lines: int) -> str:
    url = databases.new(kind)
    world.raise_crises(url, crises, lines)
    return url
