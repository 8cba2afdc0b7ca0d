"""The bytes of files, as the app sends them and as they are read again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.wire.shapes.files import READ
from sandbox.workspace import Workspace
from sandbox.workspace.refusals import Refused

LOGIN = "<!DOCTYPE html><html><head><title>Slack</title></head><body><h1>Sign in to your workspace</h1></body></html>"
"""What Slack shows, with status 200, to whoever may not have a file."""


class FileBytes:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._files = workspace, workspace.files

    def routes(self) -> list[Route]:
        return [
            Route("/upload/{id}", self._receive, methods=["POST"]),
            Route("/files-pri/{team}-{id}/{name}", self._send),
            Route("/files-pri/{team}-{id}/download/{name}", self._send),
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
        bearer = f"Bearer {self._workspace.company.tokens.bot}"
        if request.headers.get("authorization") != bearer or READ not in self._workspace.manifest.scopes:
            return HTMLResponse(LOGIN)
        return Response(self._files.content(request.path_params["id"]), media_type="application/octet-stream")
