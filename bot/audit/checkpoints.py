"""A checkpoint: how many entries there are and their Merkle root, in the form of https://c2sp.org/tlog-checkpoint."""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.kernel import notes
from bot.kernel.notes import Note, Verifier

_EXTENSION = re.compile(r"([a-z]+) (.+)")


class Unreadable(Exception):
    """A sentence: this is no checkpoint, or not one of ours."""


def origin(company: str) -> str:
    """What names the trail of a company whose checkpoints nobody signs."""
    return f"concord/{re.sub(r'[^a-z0-9]+', '-', company.lower()).strip('-')}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`about` are its extension lines: its `number` among checkpoints, its `time`, the `head` (the last entry's hash),
    the SHA-256 of the `governance` file, the `program` with its version.
    """

    origin: str
    size: int
    root: bytes
    about: Mapping[str, str]

    @property
    def text(self) -> str:
        root = base64.b64encode(self.root).decode()
        lines = [self.origin, str(self.size), root, *(f"{name} {value}" for name, value in self.about.items())]
        return "".join(f"{line}\n" for line in lines)

    @property
    def time(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.about["time"])
        except (KeyError, ValueError):
            return None

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Raises Unreadable."""
        try:
            origin, size, root, *others = text.splitlines()
            pairs = [_EXTENSION.fullmatch(line) for line in others]
            about = {pair[1]: pair[2] for pair in pairs if pair}
            checkpoint = cls(origin, int(size), base64.b64decode(root, validate=True), about)
        except ValueError:
            raise Unreadable(f"This is not a checkpoint: {text.splitlines()[0] if text else 'nothing'} …") from None
        if len(checkpoint.root) != 32 or checkpoint.size < 0:
            raise Unreadable(f"This is not one of our checkpoints: {origin}, {size} …")
        return checkpoint


def read(text: str, verifier: Verifier | None = None) -> Iterator[Checkpoint]:
    """All of a file. With a verifier each must be signed by it; raises Unreadable."""
    try:
        for note in notes.read(text):
            checkpoint = Checkpoint.parse(note.text)
            _require_signature(checkpoint, note, verifier)
            yield checkpoint
    except ValueError as error:
        raise Unreadable(f"A signature cannot be read: {error}.") from None


def read_file(file: Path, verifier: Verifier | None = None) -> list[Checkpoint]:
    """Raises Unreadable."""
    try:
        return list(read(file.read_text("utf-8"), verifier))
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{file} is not UTF-8 text.") from None


def _require_signature(checkpoint: Checkpoint, note: Note, verifier: Verifier | None) -> None:
    if verifier and checkpoint.origin != verifier.name:
        raise Unreadable(f"A checkpoint is from {checkpoint.origin}, the key is from {verifier.name}.")
    if verifier and not note.is_signed_by(verifier):
        raise Unreadable(f"Checkpoint {checkpoint.size} is not signed by {verifier.name}.")
