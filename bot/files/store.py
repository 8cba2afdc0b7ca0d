"""Where files are kept, each under its SHA-256: written whole and to the disk, or not at all."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from bot.files.bucket import Bucket
from bot.kernel.db import require_no_transaction

FOR_THE_OWNER = 0o700


class Store(Protocol):
    """Any number of processes may share one. Raises OSError where it takes nothing, or is not there."""

    def put(self, content: bytes) -> str:
        """Keep it, and say under which hash; what is there already stays."""

    def get(self, sha256: str) -> bytes: ...

    def forget(self, sha256: str) -> None: ...


def store_at(place: str) -> Store:
    """A folder, or the URL of a bucket."""
    return Bucket(place) if "://" in place else Folder(Path(place))


class Folder:
    """Of this machine, or one that several share."""

    def __init__(self, folder: Path, sync: Callable[[int], None] = os.fsync) -> None:
        self._folder, self._sync = folder, sync

    def put(self, content: bytes) -> str:
        require_no_transaction("A file is written")
        sha256 = hashlib.sha256(content).hexdigest()
        place = self._place(sha256)
        if not place.exists():
            place.parent.mkdir(mode=FOR_THE_OWNER, parents=True, exist_ok=True)
            self._write(place, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        return self._place(sha256).read_bytes()

    def forget(self, sha256: str) -> None:
        self._place(sha256).unlink(missing_ok=True)

    def _write(self, place: Path, content: bytes) -> None:
        with NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as draft:
            try:
                draft.write(content)
                draft.flush()
                self._sync(draft.fileno())
            except OSError:
                Path(draft.name).unlink()
                raise
        Path(draft.name).replace(place)
        self._sync_folder(place.parent)

    def _sync_folder(self, folder: Path) -> None:
        """So that its name, too, is there after the power fails."""
        opened = os.open(folder, os.O_RDONLY)
        try:
            self._sync(opened)
        finally:
            os.close(opened)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256
