"""The sandbox serves this machine alone, whatever it is asked for."""

import socket

import httpx
import pytest
from starlette.routing import Mount, Route, WebSocketRoute
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sandbox.server import Sandbox
from sandbox.workspace import Workspace

STRANGERS = [
    {"host": "evil.example"},
    {"host": "127.0.0.1.evil.example:80"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9"},
]
"""A name that leads to this machine by now, and pages that this machine's browser shows."""


@pytest.mark.parametrize("headers", STRANGERS)
def test_no_route_serves_a_stranger_who_knows_the_token(
    sandbox: Sandbox, workspace: Workspace, headers: dict[str, str]
) -> None:
    token = {"authorization": f"Bearer {sandbox.environment['SLACK_BOT_TOKEN']}"}
    asked = 0
    for route in sandbox.app.routes:
        if isinstance(route, Route | Mount):
            path = route.path.replace("{method}", "auth.test")
            for method in getattr(route, "methods", None) or {"GET"}:
                answer = httpx.request(method, f"{sandbox.url}{path}", headers={**token, **headers})
                assert answer.status_code == 403, (method, path)
                asked += 1
    assert asked > 5
    assert not workspace.calls


@pytest.mark.parametrize("headers", STRANGERS)
def test_no_stranger_opens_a_socket(sandbox: Sandbox, headers: dict[str, str]) -> None:
    assert any(isinstance(route, WebSocketRoute) for route in sandbox.app.routes)
    link = sandbox.sockets.new_link(sandbox.url)
    if host := headers.get("host"):
        link, headers = link.replace(f"127.0.0.1:{sandbox.port}", host), {}
    with socket.create_connection(("127.0.0.1", sandbox.port)) as line, pytest.raises(InvalidStatus) as refused:
        connect(link, additional_headers=headers, sock=line)
    assert refused.value.response.status_code == 403


def test_a_program_of_this_machine_is_served(sandbox: Sandbox) -> None:
    token = {"authorization": f"Bearer {sandbox.environment['SLACK_BOT_TOKEN']}"}
    for name in ("127.0.0.1", "localhost"):
        answer = httpx.post(f"{sandbox.url}/api/auth.test", headers={**token, "host": f"{name}:{sandbox.port}"})
        assert answer.json()["ok"]
