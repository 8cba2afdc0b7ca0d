"""The folder that outlives a restart: its owner's alone, and of one run at a time."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

PRIVATE = 0o700


class FolderInUse(OSError):
    """Another run keeps its workspace there."""


def taken(folder: Path) -> IO[str]:
    """Makes the folder private and ours until what is returned is closed, or this process ends."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PRIVATE)
    lock = (folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        lock.close()
        raise FolderInUse(
            f"Another sandbox uses {folder}: end it, or choose another folder with `make run STATE=…` or --state."
        ) from problem
    return lock
