"""What the page and a shell can ask of the sandbox itself: faults, the clock, the connections.

Whatever changes something is sent as application/json, a DELETE too.
"""

from __future__ import annotations

import json
from datetime import timedelta

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.server.guard import Guard
from sandbox.wire.sockets import SocketHub
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json


class Control:
    def __init__(self, workspace: Workspace, sockets: SocketHub) -> None:
        self._workspace = workspace
        self._sockets = sockets

    def routes(self) -> list[Route]:
        guard = [Middleware(Guard)]
        return [
            Route("/sandbox/faults", self.faults, methods=["GET", "POST", "DELETE"], middleware=guard),
            Route("/sandbox/clock", self.clock, methods=["GET", "POST"], middleware=guard),
        ]

    async def faults(self, request: Request) -> Response:
        """GET shows the plan; POST adds to it; DELETE ends every fault.

        A POST is a `Fault` as JSON, or {"kind": "socket_drop" | "refresh"}, {"limits": true},
        {"new_blocks": false} or {"restricted": ["conversations.create"]}.
        """
        if request.method == "DELETE":
            self.recover()
        if request.method == "POST":
            try:
                self._add(json.loads(await request.body()))
            except (ValueError, TypeError, KeyError) as problem:
                return JSONResponse({"ok": False, "error": str(problem)}, 400)
        workspace = self._workspace
        switches = {
            "limits": workspace.limits.are_on,
            "new_blocks": workspace.has_new_blocks,
            "restricted": workspace.restricted,
        }
        return JSONResponse({"ok": True, **switches, "plan": workspace.faults.plan()})

    def _add(self, wanted: Json) -> None:
        if "limits" in wanted:
            self._workspace.limits.are_on = bool(wanted["limits"])
        elif "new_blocks" in wanted:
            self._workspace.has_new_blocks = bool(wanted["new_blocks"])
        elif "restricted" in wanted:
            self._workspace.restrict(*wanted["restricted"])
        elif wanted["kind"] == "socket_drop":
            self._sockets.drop()
        elif wanted["kind"] == "refresh":
            self._sockets.refresh()
        elif wanted["kind"] == "outage":
            self.black_out()
        else:
            self._workspace.faults.add(**wanted)

    def black_out(self) -> None:
        """Slack is gone: every call and every socket is cut until `recover`."""
        self._workspace.faults.add("outage", times=0)
        self._sockets.drop()

    def recover(self) -> None:
        """Every fault is over."""
        self._workspace.faults.clear()
        self._sockets.is_muted = False

    async def clock(self, request: Request) -> Response:
        """GET tells the time; POST {"seconds": 3600} moves it forward."""
        clock = self._workspace.clock
        if request.method == "POST":
            try:
                clock.move(timedelta(seconds=float(json.loads(await request.body())["seconds"])))
            except (ValueError, TypeError, KeyError, OverflowError) as problem:
                return JSONResponse({"ok": False, "error": str(problem)}, 400)
        return JSONResponse({"ok": True, "now": clock.now().isoformat(), "offset": clock.offset.total_seconds()})
