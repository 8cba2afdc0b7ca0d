"""Files, by the two-step upload that slack_sdk's files_upload_v2 makes."""

from __future__ import annotations

from sandbox.workspace.memory import Memory
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused


class Files:
    """Contents live in memory only; the record of a file is part of the state."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._contents: dict[str, bytes] = {}

    def clear(self) -> None:
        self._contents.clear()

    def expect(self, name: str, size: int) -> tuple[str, str]:
        """Announces an upload: the file's id and the URL to send the bytes to."""
        key = self._memory.new_id("F")
        with self._memory.lock:
            self._memory.state.files[key] = {"id": key, "name": name, "title": name, "size": size, "mode": "hosted"}
        return key, f"{self._memory.url}/upload/{key}"

    def receive(self, key: str, content: bytes) -> None:
        self.get(key)
        self._contents[key] = content

    def complete(self, key: str, title: str) -> Json:
        file = self.get(key)
        if key not in self._contents:
            raise Refused("file_not_found")
        with self._memory.lock:
            file |= {
                "title": title or file["name"],
                "created": int(self._memory.clock.now().timestamp()),
                "user": self._memory.bot.id,
                "filetype": file["name"].rpartition(".")[2],
                "url_private": f"{self._memory.url}/files/{key}/{file['name']}",
                "permalink": f"{self._memory.url}/files/{key}/{file['name']}",
            }
        return file

    def get(self, key: str) -> Json:
        file = self._memory.state.files.get(key)
        if file is None:
            raise Refused("file_not_found")
        return file

    def content(self, key: str) -> bytes:
        return self._contents.get(key, b"")
