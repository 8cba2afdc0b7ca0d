"""Holding the trail against itself, against checkpoints, and against the tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.audit.checkpoints import Checkpoint, read
from bot.audit.merkle import Edge, leaf
from bot.audit.model import checkpoints
from bot.audit.reading import all_entries, fits
from bot.audit.replay import Replay
from bot.audit.service import CLOCK_SET_BACK, CLOCKS_DIFFER
from bot.kernel.events import Audited
from bot.kernel.numbers import number_of

MOST = 20
"""So many misfits are told."""


@dataclass(frozen=True)
class Misfit:
    """`entry_id` is the entry that does not fit; none where it is about a row or a checkpoint."""

    why: str
    entry_id: int | None = None


@dataclass
class Report:
    """`anchored` is the newest checkpoint from outside that fits, `checkpoints` how many there were; `counted` are rows
    of which the trail says only that they were written.
    """

    entries: int = 0
    rows: int = 0
    counted: int = 0
    checkpoints: int = 0
    anchored: Checkpoint | None = None
    misfits: list[Misfit] = field(default_factory=list)


def verify(
    session: Session, *, of: Mapping[str, type[Audited]] | None = None, against: Sequence[Checkpoint] = ()
) -> Report:
    """`of` says which class each fact is about: then the tables must be what the trail leads to."""
    report = Report(checkpoints=len(against))
    replay, anchors = Replay(of or {}), _Anchors(against, stored(session))
    report.misfits += _walk(all_entries(session), replay, anchors, report)
    report.misfits += anchors.beyond(report.entries)
    report.rows, report.counted, report.anchored = len(replay), replay.counted, anchors.newest
    report.misfits += [Misfit(difference) for difference in replay.differences(session)]
    return report


def stored(session: Session) -> list[Checkpoint]:
    """The checkpoints that the database itself has, from the first."""
    notes = session.scalars(select(checkpoints.c.note).order_by(checkpoints.c.number))
    return [checkpoint for note in notes for checkpoint in read(note)]


def _walk(written: Iterable[Any], replay: Replay, anchors: "_Anchors", report: Report) -> Iterator[Misfit]:
    """The first entry that breaks the chain is told, and each that breaks another rule."""
    previous, before, edge, is_whole = "", "", Edge(), True
    for entry in written:
        number, at, _, _, what, subject, changes, _, follows, hashed = entry
        edge.add(_leaf(hashed))
        if is_whole and not (number == edge.size and follows == previous and fits(entry)):
            is_whole = False
            yield Misfit(_why(number, edge.size, is_next=follows == previous), number)
        if at < before and what != CLOCK_SET_BACK and _falls(before, at):
            yield Misfit(f"its time is before that of the entry before, by more than clocks differ: {at}", number)
        if not replay.take(what, subject, changes):
            yield Misfit("its changes cannot be read", number)
        if edge.size in anchors.sizes:
            yield from anchors.compare(edge)
        previous, before = hashed, at
    report.entries = edge.size


def _leaf(hashed: str) -> bytes:
    try:
        return leaf(bytes.fromhex(hashed))
    except ValueError:
        return leaf(hashed.encode())  # somebody wrote it: no checkpoint will fit


def _why(number: int, position: int, *, is_next: bool) -> str:
    if number != position:
        return f"it has the number {number} and is the {position}th: entries were removed or added before"
    if not is_next:
        return "it does not follow the entry before: one was removed, added or replaced"
    return "its content was changed"


def _falls(before: str, at: str) -> bool:
    try:
        return datetime.fromisoformat(before) - datetime.fromisoformat(at) > CLOCKS_DIFFER
    except ValueError:
        return True


class _Anchors:
    """Checkpoints by how many entries they cover; `newest` is the last one from outside that fitted."""

    def __init__(self, outside: Sequence[Checkpoint], ours: Sequence[Checkpoint]) -> None:
        self.sizes: dict[int, list[Checkpoint]] = {}
        self.newest: Checkpoint | None = None
        self._outside = set(map(id, outside))
        for checkpoint in [*outside, *ours]:
            self.sizes.setdefault(checkpoint.size, []).append(checkpoint)

    def compare(self, edge: Edge) -> Iterator[Misfit]:
        for checkpoint in self.sizes.get(edge.size, []):
            if checkpoint.root != edge.root():
                yield Misfit(f"The entries do not match checkpoint {edge.size:,} of {_when(checkpoint)}.")
            elif id(checkpoint) in self._outside:
                self.newest = checkpoint

    def beyond(self, entries: int) -> Iterator[Misfit]:
        for size in sorted(size for size in self.sizes if size > entries):
            then = f"{size:,} at the checkpoint of {_when(self.sizes[size][0])}"
            yield Misfit(f"Entries were cut off: there were {then}, and now {entries:,}.")


def _when(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.time:%Y-%m-%d %H:%M} UTC" if checkpoint.time else "an unknown time"


def sentences(report: Report) -> Iterator[str]:
    """What was found, for whoever asked."""
    for misfit in report.misfits[:MOST]:
        yield f"Entry {misfit.entry_id}: {misfit.why}." if misfit.entry_id else misfit.why
    if len(report.misfits) > MOST:
        yield f"… and {len(report.misfits) - MOST:,} more."
    if not report.misfits:
        entries = number_of(report.entries, "entry", "entries")
        yield f"The audit trail is intact ({entries}), and so are the tables ({number_of(report.rows, 'row')})."
    if report.counted:
        yield (
            f"Not covered: the text of {number_of(report.counted, 'timeline line')} of an older version, which "
            "recorded only how many there are."
        )
    yield _reach(report)


def _reach(report: Report) -> str:
    if not report.checkpoints:
        return (
            "No checkpoint from outside was given (--against FILE): whoever owns the database could have rewritten "
            "it all."
        )
    if report.anchored is None:
        return f"None of {number_of(report.checkpoints, 'checkpoint')} from outside fits."
    alone = report.entries - report.anchored.size
    return (
        f"Checkpoints from outside cover {number_of(report.anchored.size, 'entry', 'entries')}, until "
        f"{_when(report.anchored)}; only the chain protects the {alone:,} after that."
    )
