"""A folder with the trail, or with one subject's part of it, that anybody can check without Concord."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.audit import outside
from bot.audit.anchoring import newest
from bot.audit.merkle import Tree, leaf
from bot.audit.model import checkpoints, entries
from bot.audit.reading import Written, all_entries
from bot.kernel.canonical import sorted_by_name, storable
from bot.kernel.db import Base, as_stored
from bot.kernel.events import plain
from bot.kernel.subject import Subject
from bot.version import VERSION

README = """\
{what} of the audit trail, as {program} wrote it.

entries.jsonl      one entry a line: who did what to which subject when, field → [before, after], and the hash of the
                   entry before
checkpoints.txt    how many entries there were at a time, and their Merkle root: https://c2sp.org/tlog-checkpoint
versions.jsonl     the posts' versions, word for word
decisions.jsonl    who signed which of them, or what else was reviewed, and as what
timeline.jsonl     the crises' timelines; what people said by its SHA-256 alone
{proofs}verify.py          checks it all with Python 3.11 or newer alone:

    python3 -I verify.py --key KEY --against FILE

KEY is the public key that signs the checkpoints; ask somebody whom you trust. FILE has checkpoints that reached you
another way: from the channel, a mail, a file that others keep. Without them you must trust whoever wrote this folder.
"""
PROOFS = "proofs.jsonl       the path of RFC 6962 from each entry's hash to the root of the newest checkpoint\n"
AT_ONCE = 1_000
PARTS = {
    "versions.jsonl": ("post_versions", "post"),
    "decisions.jsonl": ("decisions", ""),
    "timeline.jsonl": ("crisis_entries", "crisis"),
}
"""By file: the table, and the kind of subject that its rows belong to; empty where each row says it as its matter."""


def export(session: Session, folder: Path, subject: str = "") -> int:
    """Write the folder, which must not be there; how many entries. Without a subject it is the whole trail."""
    folder.mkdir(parents=True)
    leaves: list[bytes] = []
    count = _write(folder / "entries.jsonl", _entries(session, subject, leaves))
    notes = session.scalars(select(checkpoints.c.note).order_by(checkpoints.c.number))
    (folder / "checkpoints.txt").write_text("\n".join(notes), "utf-8")
    if subject:
        _write(folder / "proofs.jsonl", _proofs(session, subject, leaves))
    for name, (table, kind) in PARTS.items():
        _write(folder / name, _rows(session, Base.metadata.tables[table], kind, subject))
    what = f"The part about {subject}" if subject else "All"
    readme = README.format(what=what, program=f"Concord {VERSION}", proofs=PROOFS if subject else "")
    (folder / "README.txt").write_text(readme, "utf-8")
    (folder / "verify.py").write_text(Path(outside.__file__).read_text("utf-8"), "utf-8")
    return count


def _write(file: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """One a line; how many."""
    with file.open("w", encoding="utf-8") as opened:
        return sum(1 for row in rows if opened.write(f"{storable(sorted_by_name(row))}\n"))


def _entries(session: Session, subject: str, leaves: list[bytes]) -> Iterator[dict[str, Any]]:
    """Those of the subject; `leaves` takes what proofs about them need of all others."""
    for row in all_entries(session):
        entry = Written(*row)
        if subject:
            leaves.append(leaf(bytes.fromhex(entry.hash)))
        if subject in {"", entry.subject}:
            yield {**entry._asdict(), "changes": json.loads(entry.changes)}


def _proofs(session: Session, subject: str, leaves: list[bytes]) -> Iterator[dict[str, Any]]:
    """Against the newest checkpoint, of the entries that it covers."""
    if (anchor := newest(session)) is None:
        return
    tree = Tree(leaves[: anchor.size])
    its = select(entries.c.id).where(entries.c.subject == subject, entries.c.id <= anchor.size).order_by(entries.c.id)
    for number in session.scalars(its):
        path = [beside.hex() for beside in tree.path(number - 1)]
        yield {"number": number, "size": anchor.size, "path": path}


def _rows(session: Session, table: Table, kind: str, subject: str) -> Iterator[dict[str, Any]]:
    """Of the subject, where it is of that kind, or of all."""
    rows = as_stored(table).order_by(table.c.id)
    its = Subject.read(subject)
    if subject and not kind:
        rows = rows.where(table.c.matter == subject)
    elif subject:
        rows = rows.where(table.c[f"{kind}_id"] == (its.number if its.kind == kind and its.key.isdecimal() else 0))
    for row in session.execute(rows, execution_options={"yield_per": AT_ONCE}).mappings():
        yield {name: plain(value) for name, value in row.items()}
