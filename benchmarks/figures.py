"""What a benchmark finds: figures of Concord's, beside those of something that does the least, and what is aimed at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Of = Literal["ours", "ratio"]


@dataclass(frozen=True, slots=True)
class Target:
    """Concord's own figure, or how many times the other one it is, is to stay below `limit`."""

    of: Of
    limit: float


@dataclass(frozen=True, slots=True)
class Figure:
    """`beside` is what the bare thing took for the same, in the same run."""

    what: str
    ours: float
    unit: str
    beside: float | None = None
    target: Target | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.beside if self.beside else None

    @property
    def reached(self) -> bool | None:
        """None where nothing is aimed at, or nothing was there to compare with."""
        if self.target is None:
            return None
        measured = self.ours if self.target.of == "ours" else self.ratio
        return None if measured is None else measured < self.target.limit


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which `share` (from 0 to 1) of what was found lies."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def spread(what: str, unit: str, ours: Sequence[float], beside: Sequence[float], worst: Target | None) -> list[Figure]:
    """p50, p99 and the worst of two series; what is aimed at holds for the worst."""
    shares = {"p50": 0.5, "p99": 0.99, "worst": 1.0}
    return [
        Figure(
            f"{what}, {name}",
            percentile(ours, share),
            unit,
            percentile(beside, share) if beside else None,
            worst if name == "worst" else None,
        )
        for name, share in shares.items()
    ]
