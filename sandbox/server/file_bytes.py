"""The bytes of files, as the app sends them and as they are read again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sandbox.workspace import Workspace
from sandbox.workspace.refusals import Refused


class FileBytes:
    def __init__(self, workspace: Workspace) -> None:
        self._files = workspace.files

    def routes(self) -> list[Route]:
        return [
            Route("/upload/{id}", self._receive, methods=["POST"]),
            Route("/files/{id}/{name}", self._send),
        ]

    async def _receive(self, request: Request) -> Response:
        """The bytes of a file: raw, or the one file of a form."""
        content = await request.body()
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            parts = [part for part in (await request.form()).values() if not isinstance(part, str)]
            content = await parts[0].read() if parts else b""
        try:
            self._files.receive(request.path_params["id"], content)
        except Refused as refusal:
            return PlainTextResponse(refusal.code, 404)
        return PlainTextResponse(f"OK - {len(content)}")

    async def _send(self, request: Request) -> Response:
        return Response(self._files.content(request.path_params["id"]), media_type="application/octet-stream")
