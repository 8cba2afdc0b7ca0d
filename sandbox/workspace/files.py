"""Files: what people give the app, and what the app uploads in the two steps of slack_sdk's files_upload_v2."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from sandbox.workspace.memory import Memory
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused


class Files:
    """Their records are part of the state; contents are in `folder`, which outlives a restart, or in memory."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._contents: dict[str, bytes] = {}
        self.folder: Path | None = None

    def clear(self) -> None:
        """Of files that are no part of the state."""
        there = self._memory.state.files
        self._contents = {key: content for key, content in self._contents.items() if key in there}
        if self.folder:
            for file in self.folder.glob("*"):
                if file.name not in there:
                    file.unlink()

    def give(self, person: str, name: str, content: bytes) -> Json:
        """What somebody chose in a form: nobody else sees it but the app, once the form is sent."""
        key, _ = self.expect(name, len(content))
        self.receive(key, content)
        return self.complete(key, "", person)

    def given(self, person: str, key: str) -> Json | None:
        """One of this person's own."""
        file = self._memory.state.files.get(key)
        return file if file and file.get("user") == person else None

    def expect(self, name: str, size: int) -> tuple[str, str]:
        """Announces an upload: the file's id and the URL to send the bytes to."""
        key = self._memory.new_id("F")
        with self._memory.lock:
            self._memory.state.files[key] = {"id": key, "name": name, "title": name, "size": size, "mode": "hosted"}
        return key, f"{self._memory.url}/upload/{key}"

    def receive(self, key: str, content: bytes) -> None:
        self.get(key)
        if self.folder is None:
            self._contents[key] = content
            return
        self.folder.mkdir(exist_ok=True)
        draft = self.folder / f"{key}.draft"
        draft.write_bytes(content)
        draft.replace(self.folder / key)

    def complete(self, key: str, title: str, person: str = "") -> Json:
        file = self.get(key)
        if not self._has_come(key):
            raise Refused("file_not_found")
        created = int(self._memory.clock.now().timestamp())
        kind = Path(file["name"]).suffix.removeprefix(".").lower()
        with self._memory.lock:
            file |= {
                "title": title or file["name"],
                "created": created,
                "timestamp": created,
                "user": person or self._memory.bot.id,
                "mimetype": mimetypes.guess_type(file["name"])[0] or "application/octet-stream",
                "filetype": kind,
                "pretty_type": kind.upper(),
                "shares": {},
            }
        return file

    def get(self, key: str) -> Json:
        file = self._memory.state.files.get(key)
        if file is None:
            raise Refused("file_not_found")
        return file

    def content(self, key: str) -> bytes:
        """Nothing of a file whose bytes never came."""
        if self.folder is None:
            return self._contents.get(key, b"")
        return (self.folder / key).read_bytes() if self._has_come(key) else b""

    def _has_come(self, key: str) -> bool:
        return key in self._contents if self.folder is None else (self.folder / key).is_file()
