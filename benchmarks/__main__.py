"""`python -m benchmarks`: everything that is measured, printed as a table and written as JSON."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import (
    burst,
    command,
    crisis,
    crowd,
    databases,
    delivery,
    due_step,
    footprint,
    freeze,
    growth,
    lateness,
    pace,
    report,
    trail,
)
from benchmarks.databases import Databases
from benchmarks.figures import Figure


@dataclass(frozen=True)
class Sizes:
    forms: int = 100
    bursts: int = 5
    commands: int = 300
    accounts: int = 50
    escalations: int = 400
    rows: int = 100_000
    letters: int = 500
    starts: int = 3
    entries: int = 100_000
    changes: int = 4_000
    crises: int = 20
    open: int = 10
    lines: int = 500
    looks: int = 60
    frozen: int = 300
    few: int = 1_000
    many: int = 100_000


Measured = Callable[[Databases, Sizes], list[Figure]]

BENCHMARKS: dict[str, Measured] = {
    "burst": lambda stores, sizes: burst.measure(stores, sizes.forms, sizes.bursts),
    "command": lambda stores, sizes: command.measure(stores, sizes.commands, sizes.accounts),
    "lateness": lambda stores, sizes: lateness.measure(stores, sizes.escalations),
    "due": lambda stores, sizes: due_step.measure(stores, sizes.rows),
    "delivery": lambda stores, sizes: delivery.measure(stores, sizes.letters),
    "pace": lambda stores, sizes: pace.measure(stores, sizes.letters),
    "trail": lambda stores, sizes: trail.measure(stores, sizes.entries, sizes.changes),
    "crisis": lambda stores, sizes: crisis.measure(stores, sizes.crises),
    "crowd": lambda stores, sizes: crowd.measure(stores, sizes.open, sizes.lines, sizes.looks),
    "freeze": lambda stores, sizes: freeze.measure(stores, sizes.frozen),
    "growth": lambda stores, sizes: growth.measure(stores, sizes.few, sizes.many),
    "footprint": lambda stores, sizes: footprint.measure(stores, sizes.starts, sizes.forms),
}


def main(words: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(words)
    sizes = Sizes(**{name: getattr(arguments, name) for name in asdict(Sizes())})
    figures: list[Figure] = []
    with databases.started(arguments.on) as stores:
        for name in arguments.only or BENCHMARKS:
            print(f"{name} …", flush=True)
            figures += BENCHMARKS[name](stores, sizes)
    print(report.table(figures))
    print(f"Written to {report.write(figures, asdict(sizes), arguments.results)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=[*BENCHMARKS], help="these alone")
    parser.add_argument("--on", nargs="+", choices=databases.KINDS, default=databases.KINDS, help="these databases")
    parser.add_argument("--results", type=Path, default=report.RESULTS, help="the folder for the JSON")
    for name, usual in asdict(Sizes()).items():
        parser.add_argument(f"--{name}", type=int, default=usual, help=f"how many; {usual} if not said")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
