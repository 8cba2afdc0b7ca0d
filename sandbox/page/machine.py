"""What belongs to no person but to the machine: the clock, the faults, the stream of changes."""

import json
import threading
from collections.abc import AsyncIterator
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from sandbox.page import failures
from sandbox.page.due import NextDue
from sandbox.page.endpoint import refused
from sandbox.page.passing import pass_by
from sandbox.page.pulse import pulse
from sandbox.workspace import Workspace

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
GLANCE = 1.0
"""Seconds between two looks at whether the app is connected."""
HEARTBEAT = 15
"""Looks after which a quiet stream says that it is still there."""


class Machine:
    def __init__(self, workspace: Workspace, next_due: NextDue) -> None:
        self._workspace = workspace
        self._next_due = next_due
        self._moving = threading.Lock()

    async def changes(self, request: Request) -> Response:
        """Server-sent events: the workspace's pulse, at once and whenever it is another."""
        return StreamingResponse(self._pulses(), media_type="text/event-stream", headers={"x-accel-buffering": "no"})

    async def _pulses(self) -> AsyncIterator[str]:
        """Looks once a second whether the app is there, for that is no change of the workspace."""
        last, quiet = pulse(self._workspace), 0
        yield f"retry: 1000\ndata: {last}\n\n"
        while True:
            version = self._workspace.changes.version
            if pulse(self._workspace) == last:
                await self._workspace.changes.after(version, GLANCE)
            now = pulse(self._workspace)
            quiet = 0 if now != last else quiet + 1
            if now != last:
                yield f"data: {now}\n\n"
            elif quiet % HEARTBEAT == 0:
                yield ": still here\n\n"
            last = now

    async def due(self, request: Request) -> Response:
        """When the bot has something due next, for the button's tooltip."""
        due = await run_in_threadpool(self._next_due)
        return JSONResponse({"due": due.isoformat() if due else None})

    async def move(self, request: Request) -> Response:
        """The clock, forward by a step or to the next due thing."""
        step = str(request.path_params["step"])
        if step == "due":
            return await run_in_threadpool(self._to_next_due)
        if step not in STEPS:
            return refused(f"The clock has no step {step}.", 404)
        return await run_in_threadpool(self._by, STEPS[step])

    def _by(self, step: timedelta) -> Response:
        with self._moving:
            pass_by(self._workspace.clock, self._next_due, step)
        return JSONResponse({"error": ""})

    def _to_next_due(self) -> Response:
        due = self._next_due(since=self._workspace.clock.now())
        if due is None:
            return refused("Nothing is due, or the bot cannot be asked.")
        self._workspace.clock.move(max(due - self._workspace.clock.now() + timedelta(seconds=1), timedelta()))
        return JSONResponse({"error": ""})

    async def fault(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body())
            failures.switch(self._workspace, str(body["kind"]), on=bool(body["on"]))
        except (ValueError, KeyError) as problem:
            return refused(str(problem), 400)
        return JSONResponse({"error": ""})

    async def no_faults(self, request: Request) -> Response:
        failures.switch_all_off(self._workspace)
        return JSONResponse({"error": ""})
