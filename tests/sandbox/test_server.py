"""The server itself: its start, its end, and what is mounted on it."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sandbox.desk import Desk
from sandbox.server import PortInUse, Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.company import Company
from sandbox.workspace.manifest import Manifest
from tests.sandbox.conftest import MANIFEST


def new_workspace() -> Workspace:
    return Workspace(Company.read(), Manifest.read(MANIFEST))


async def endless(request: Request) -> Response:
    """The versions of the workspace, as a page follows them."""

    async def versions() -> AsyncIterator[str]:
        changes, version = request.app.state.workspace.changes, -1
        while True:
            version = await changes.after(version, 60)
            yield f"{version}\n"

    return StreamingResponse(versions())


def test_a_mounted_page_follows_the_changes_and_does_not_hold_up_the_end(capfd: pytest.CaptureFixture[str]) -> None:
    workspace = new_workspace()
    sandbox = Sandbox(workspace, page=[Route("/endless", endless)])
    sandbox.app.state.workspace = workspace
    sandbox.start()
    with httpx.stream("GET", f"{sandbox.url}/endless") as stream:
        lines = stream.iter_lines()
        first = int(next(lines))
        Desk(workspace, "marta").type("#general", "Hello")
        assert int(next(lines)) > first
        sandbox.stop()
        with pytest.raises(httpx.RemoteProtocolError):
            list(lines)
    assert capfd.readouterr().err == ""


def test_two_sandboxes_cannot_share_a_port() -> None:
    sandbox = Sandbox(new_workspace()).start()
    with pytest.raises(PortInUse, match=f"Port {sandbox.port} is in use"):
        Sandbox(new_workspace(), sandbox.port)
    sandbox.stop()


def test_a_fresh_workspace_has_no_files_of_the_one_before() -> None:
    workspace = new_workspace()
    file, _ = workspace.files.expect("list.csv", 3)
    workspace.files.receive(file, b"a,b")
    workspace.reset()
    assert workspace.files.content(file) == b""


def test_a_workspace_that_no_server_listens_to_goes_on_by_itself() -> None:
    workspace = new_workspace()
    message, heard = workspace.messages.post_and_tell(workspace.channel("#general"), "U0MARTA000", text="Hello")
    assert (workspace.messages.get(message.channel, message.ts), heard) == (message, None)
