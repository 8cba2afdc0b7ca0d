"""The append-only file of checkpoints: each process that has one brings it to the newest by itself."""

import errno
import fcntl
import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import func, select

from bot.audit.checkpoints import Checkpoint, Unreadable
from bot.audit.model import checkpoints
from bot.kernel import notes
from bot.kernel.db import Database

TAIL = 16_384
"""The last checkpoint lies within so many bytes of the end."""


class NotFiled(Exception):
    """A sentence: the file cannot be written, or holds something else."""


def catch_up(database: Database, file: Path) -> int:
    """Append the checkpoints that it lacks, oldest first; how many. Raises NotFiled."""
    try:
        with _held(file) as opened:
            return sum(_append(opened, note) for note in _missing(database, _newest_in(opened)))
    except (OSError, Unreadable) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise NotFiled(f"Checkpoints of the audit trail cannot be written to {file}: {why}.") from None


@contextmanager
def _held(file: Path) -> Iterator[BinaryIO]:
    """Opened to append; no other process writes to it meanwhile."""
    descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def _newest_in(opened: BinaryIO) -> int:
    """The number of the file's last checkpoint; raises Unreadable."""
    size = opened.seek(0, os.SEEK_END)
    opened.seek(max(size - TAIL, 0))
    last = deque(notes.read(opened.read().decode("utf-8", "replace")), maxlen=1)
    if not last:
        return 0
    number = Checkpoint.parse(last[0].text).about.get("number", "")
    if not number.isdecimal():
        raise Unreadable("it does not end with one of Concord's checkpoints")
    return int(number)


def _missing(database: Database, newest: int) -> Sequence[str]:
    """Word for word; raises Unreadable where the file knows more than the database."""
    with database.snapshot() as session:
        ours = session.execute(select(func.max(checkpoints.c.number))).scalar_one() or 0
        if newest > ours:
            raise Unreadable(f"it is at checkpoint {newest}, the database at {ours}: the database lost some")
        later = select(checkpoints.c.note).where(checkpoints.c.number > newest).order_by(checkpoints.c.number)
        return session.scalars(later).all()


def _append(opened: BinaryIO, note: str) -> bool:
    """Whole and on the disk, or not at all."""
    before = opened.seek(0, os.SEEK_END)
    data = f"{note}\n".encode()
    if opened.write(data) != len(data):
        opened.truncate(before)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(opened.fileno())
    return True
