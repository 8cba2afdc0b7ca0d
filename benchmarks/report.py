"""The figures as a table for people and as JSON for machines."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, Target

RESULTS = Path(__file__).with_name("results")
COLUMNS = ("what", "Concord", "beside", "ratio", "target", "reached")


def table(figures: Sequence[Figure]) -> str:
    """As Markdown, so that it can be pasted."""
    rows = [COLUMNS, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = ["| " + " | ".join(_padded(row, widths)) + " |" for row in rows]
    rule = "|" + "|".join(
        "-" * (width + 2) if column == 0 else "-" * (width + 1) + ":" for column, width in _each(widths)
    )
    return "\n".join([lines[0], rule + "|", *lines[1:]])


def _each(widths: Sequence[int]) -> Sequence[tuple[int, int]]:
    return list(enumerate(widths))


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if column == 0 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        f"{_number(figure.ours)} {figure.unit}",
        "" if figure.beside is None else f"{_number(figure.beside)} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        _aim(figure.target, figure.unit),
        {True: "yes", False: "NO", None: ""}[figure.reached],
    )


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _aim(target: Target | None, unit: str) -> str:
    if target is None:
        return ""
    return f"< {target.limit:g} {unit if target.of == 'ours' else '×'}"


def write(figures: Sequence[Figure], sizes: Mapping[str, object], folder: Path = RESULTS) -> Path:
    """One file a run, named by its time; where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    file = folder / f"{now:%Y%m%d-%H%M%S}.json"
    run = {
        "at": now.isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sizes": dict(sizes),
        "figures": [{**asdict(each), "ratio": each.ratio, "reached": each.reached} for each in figures],
    }
    file.write_text(json.dumps(run, indent=2) + "\n")
    return file
