"""Serves a workspace on loopback: Web API, Socket Mode, response URLs, and whatever page is mounted."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Sequence

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, WebSocketRoute

from sandbox.server.control import Control
from sandbox.server.file_bytes import FileBytes
from sandbox.server.guard import OnThisMachine
from sandbox.server.listening import LOOPBACK, PromptServer, listen
from sandbox.server.web_api import WebApi
from sandbox.wire.events import Events
from sandbox.wire.http_delivery import HttpTransport
from sandbox.wire.sockets import SocketHub
from sandbox.workspace import Workspace

HEARD_OUT_S = 30.0


class Sandbox:
    """A workspace and its server, in a thread of its own; `port` 0 takes a free one, and one from `listen` is taken.

    slack_sdk's socket client notices that it is to close only when something arrives: `ping_seconds` bounds that.
    """

    def __init__(
        self,
        workspace: Workspace,
        port: int | socket.socket = 0,
        *,
        page: Sequence[BaseRoute] = (),
        ping_seconds: float = 10.0,
    ) -> None:
        self.workspace = workspace
        self._listener = listen(port) if isinstance(port, int) else port
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://{LOOPBACK}:{self.port}"
        workspace.url = self.url
        self.events = Events(workspace)
        self.sockets = SocketHub(workspace.company.app_id, workspace.faults)
        self._control = Control(workspace, self.sockets)
        self.use_sockets()
        self.app = Starlette(routes=[*self._routes(), *page], middleware=[Middleware(OnThisMachine)])
        self._server = PromptServer(self.app, ping_seconds)
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)

    @property
    def environment(self) -> dict[str, str]:
        """What an app needs to be started against this workspace."""
        tokens, clock = self.workspace.company.tokens, self.workspace.clock
        variables = {
            "SLACK_API_URL": f"{self.url}/api/",
            "SLACK_BOT_TOKEN": tokens.bot,
            "SLACK_APP_TOKEN": tokens.app,
            "SLACK_SIGNING_SECRET": tokens.signing_secret,
        }
        return variables | ({"CONCORD_CLOCK_FILE": str(clock.file)} if clock.file else {})

    def reset(self) -> None:
        """The company's first day again, with nothing left to tell; connections of the app stay open."""
        self.events.clear()
        self.workspace.reset()

    def start(self) -> Sandbox:
        self._thread.start()
        return self

    def stop(self) -> None:
        self.sockets.drop()
        self._server.should_exit = True
        self._thread.join(5)
        self.events.stop()

    def black_out(self) -> None:
        """Slack is gone: every call and every socket is cut until `recover`."""
        self._control.black_out()

    def recover(self) -> None:
        """Every fault is over."""
        self._control.recover()

    def hear_out(self) -> None:
        """Until all is done that was asked by callers who have hung up or died; nobody else may be connected.

        Connections are taken in the order in which they were made, so whatever was asked before is known once this
        look is answered. What one connection still brings may come later than what another one does.
        """
        state, until = self._server.server_state, time.monotonic() + HEARD_OUT_S
        while time.monotonic() < until:
            httpx.get(f"{self.url}/sandbox/clock", headers={"Connection": "close"}).raise_for_status()
            if not (state.connections or state.tasks):
                return
        raise TimeoutError(f"{len(state.connections)} callers are still connected")

    def use_sockets(self) -> None:
        self.workspace.line.transport = self.sockets

    def use_http(self, request_url: str) -> HttpTransport:
        """Deliver to this URL from now on, after it has answered Slack's challenge."""
        transport = HttpTransport(request_url, self.workspace.company.tokens.signing_secret, self.sockets.patience)
        if not transport.verify():
            transport.close()
            raise ConnectionError(f"{request_url} did not answer the challenge that Slack sends to a new request URL.")
        self.workspace.line.transport = transport
        return transport

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._listener]))

    def _routes(self) -> list[BaseRoute]:
        api = WebApi(self.workspace, lambda: self.sockets.new_link(self.url))
        return [
            Route("/api/{method}", api.call, methods=["GET", "POST"]),
            Route("/response/{key}", api.response_url, methods=["POST"]),
            WebSocketRoute("/link/", self.sockets.serve),
            *FileBytes(self.workspace).routes(),
            *self._control.routes(),
        ]
