"""Where the marks of a chart go: lines, bars, areas and slices as paths of SVG."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 560, 240, 44, 12, 30
"""Of the drawing, and what its axes take of it."""
ROUND, RADIUS = 200, 92
"""A pie's side, and half of what is seen of it."""
STEPS = 4
"""Of the scale, about."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One path; `how` is `fill`, `line` or `area`, `hue` the number of its colour."""

    path: str
    how: str
    hue: int
    says: str


@dataclass(frozen=True, slots=True)
class Named:
    label: str
    hue: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    label: str
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    kind: str
    marks: Sequence[Mark]
    legend: Sequence[Named]
    says: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    grid: Sequence[Tick] = ()
    ticks: Sequence[Tick] = ()
    axes: str = ""


def drawn(block: Json) -> Drawing:
    """The chart of a data_visualization block, one that Slack takes."""
    chart = block["chart"]
    return _pie(chart) if chart["type"] == "pie" else _plot(chart)


def _pie(chart: Json) -> Drawing:
    segments = chart["segments"]
    whole, begun, marks = sum(each["value"] for each in segments), 0.0, list[Mark]()
    for hue, each in enumerate(segments):
        ended = begun + each["value"] / whole
        marks.append(Mark(_slice(begun, ended), "fill", hue, _value(each)))
        begun = ended
    legend = [Named(each["label"], hue, _short(each["value"])) for hue, each in enumerate(segments)]
    return Drawing("pie", marks, legend, ", ".join(map(_value, segments)), width=ROUND, height=ROUND, left=0)


def _slice(begun: float, ended: float) -> str:
    """From one part of the circle to another, clockwise from the top; a whole circle is two halves."""
    if ended - begun > 1 - 1e-9:
        return f"{_slice(0, 0.5)} {_slice(0.5, 1)}"
    (x0, y0), (x1, y1) = _on_circle(begun), _on_circle(ended)
    return f"M{ROUND / 2} {ROUND / 2}L{x0} {y0}A{RADIUS} {RADIUS} 0 {int(ended - begun > 0.5)} 1 {x1} {y1}Z"


def _on_circle(part: float) -> tuple[float, float]:
    angle = 2 * math.pi * part
    return round(ROUND / 2 + RADIUS * math.sin(angle), 2), round(ROUND / 2 - RADIUS * math.cos(angle), 2)


def _plot(chart: Json) -> Drawing:
    axes, series = chart["axis_config"], chart["series"]
    categories = axes["categories"]
    values = [_in_order(each, categories) for each in series]
    scale = _Scale(values)
    width = (WIDTH - LEFT) / len(categories)
    marks = [
        mark
        for hue, (each, row) in enumerate(zip(series, values, strict=True))
        for mark in _MARKS[chart["type"]](hue, each, row, scale, width, len(series))
    ]
    return Drawing(
        chart["type"],
        marks,
        [Named(each["name"], hue) for hue, each in enumerate(series)],
        "; ".join(f"{each['name']}: {', '.join(map(_value, each['data']))}" for each in series),
        grid=[Tick(_short(value), y=scale.y(value)) for value in scale.steps],
        ticks=[Tick(each, x=round(LEFT + width * (place + 0.5), 1)) for place, each in enumerate(categories)],
        axes=" · ".join(filter(None, (axes.get("x_label"), axes.get("y_label")))),
    )


def _in_order(series: Json, categories: Sequence[str]) -> list[float]:
    by_label = {each["label"]: each["value"] for each in series["data"]}
    return [by_label[each] for each in categories]


class _Scale:
    """From the least value, or zero, to the greatest, in round steps."""

    def __init__(self, values: Sequence[Sequence[float]]) -> None:
        every = [each for row in values for each in row]
        low, high = min(0.0, *every), max(0.0, *every)
        step = _round_step((high - low) / STEPS or 1)
        self._low, self._high = math.floor(low / step) * step, math.ceil(high / step) * step or step
        self.steps = [self._low + step * each for each in range(round((self._high - self._low) / step) + 1)]

    def y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)


def _round_step(least: float) -> float:
    power = 10 ** math.floor(math.log10(least))
    return next(float(each * power) for each in (1, 2, 5, 10) if each * power >= least)


def _bars(hue: int, series: Json, row: list[float], scale: _Scale, width: float, many: int) -> list[Mark]:
    """Side by side within their category."""
    wide = width * 0.7 / many
    marks = []
    for place, value in enumerate(row):
        x = LEFT + width * (place + 0.15) + wide * hue
        path = f"M{x:.1f} {scale.y(0)}H{x + wide:.1f}V{scale.y(value)}H{x:.1f}Z"
        marks.append(Mark(path, "fill", hue, f"{series['name']}, {_value(series['data'][place])}"))
    return marks


def _line(hue: int, series: Json, row: list[float], scale: _Scale, width: float, many: int) -> list[Mark]:
    return [Mark(f"M{_points(row, scale, width)}", "line", hue, str(series["name"]))]


def _area(hue: int, series: Json, row: list[float], scale: _Scale, width: float, many: int) -> list[Mark]:
    first, last = LEFT + width / 2, LEFT + width * (len(row) - 0.5)
    path = f"M{first:.1f} {scale.y(0)}L{_points(row, scale, width)}L{last:.1f} {scale.y(0)}Z"
    return [Mark(path, "area", hue, str(series["name"])), *_line(hue, series, row, scale, width, many)]


def _points(row: Sequence[float], scale: _Scale, width: float) -> str:
    return "L".join(f"{LEFT + width * (place + 0.5):.1f} {scale.y(value)}" for place, value in enumerate(row))


_MARKS = {"bar": _bars, "line": _line, "area": _area}


def _value(point: Json) -> str:
    return f"{point['label']} {_short(point['value'])}"


def _short(value: float) -> str:
    return f"{value:,.10g}"
