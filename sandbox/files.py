"""Files, by the two-step upload that slack_sdk's files_upload_v2 makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.models import Json
from sandbox.refused import Refused

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


class Files:
    """Contents live in memory only; the record of a file is part of the state."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._contents: dict[str, bytes] = {}

    def expect(self, name: str, size: int) -> tuple[str, str]:
        """Announces an upload: the file's id and the URL to send the bytes to."""
        key = self._workspace.new_id("F")
        with self._workspace.lock:
            self._workspace.state.files[key] = {"id": key, "name": name, "title": name, "size": size, "mode": "hosted"}
        return key, f"{self._workspace.url}/upload/{key}"

    def receive(self, key: str, content: bytes) -> None:
        self.get(key)
        self._contents[key] = content

    def complete(self, key: str, title: str) -> Json:
        file = self.get(key)
        if key not in self._contents:
            raise Refused("file_not_found")
        with self._workspace.lock:
            file |= {
                "title": title or file["name"],
                "created": int(self._workspace.clock.now().timestamp()),
                "user": self._workspace.bot.id,
                "filetype": file["name"].rpartition(".")[2],
                "url_private": f"{self._workspace.url}/files/{key}/{file['name']}",
                "permalink": f"{self._workspace.url}/files/{key}/{file['name']}",
            }
        return file

    def get(self, key: str) -> Json:
        file = self._workspace.state.files.get(key)
        if file is None:
            raise Refused("file_not_found")
        return file

    def content(self, key: str) -> bytes:
        return self._contents.get(key, b"")
