"""The HTTP side of the Web API: bodies, tokens and faults around each call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.api import answer
from sandbox.api.arguments import Arguments
from sandbox.api.registry import refused
from sandbox.api.response_urls import respond
from sandbox.contract import documented_methods
from sandbox.server.bodies import arguments_of, read_object
from sandbox.wire.cutting import connection_of
from sandbox.workspace import Workspace
from sandbox.workspace.api_calls import Call
from sandbox.workspace.faults import Fault
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused

POSTING = ("chat.postMessage", "chat.postEphemeral")
LINK = "apps.connections.open"


class WebApi:
    def __init__(self, workspace: Workspace, new_link: Callable[[], str]) -> None:
        self._workspace = workspace
        self._new_link = new_link

    async def call(self, request: Request) -> Response:
        name = request.path_params["method"]
        reads_json = documented_methods().get(name, {}).get("json_input_supported", False)
        try:
            if name == LINK and request.method != "POST":
                raise Refused("insecure_request")
            arguments = await arguments_of(request, reads_json=reads_json)
        except ClientDisconnect:
            return Response()  # whoever called is gone
        except Refused as refusal:
            noted = partial(self._noted, name, {}, refused(refusal))
            return await self._through_faults(request, name, "", noted, hides=False)
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip() or arguments.pop("token", "")
        channel = str(arguments.get("channel", ""))
        return await self._through_faults(
            request, name, channel, lambda: self._answer(name, token, arguments), hides=name in POSTING
        )

    async def response_url(self, request: Request) -> Response:
        """What was sent to a response_url; the answer is `ok`, or Slack's code with status 404."""
        body, key = await request.body(), request.path_params["key"]

        def answered() -> Json:
            try:
                with self._workspace.lock:
                    respond(self._workspace, key, read_object(body, "invalid_payload", "invalid_payload"))
            except Refused as refusal:
                return refused(refusal)
            return {"ok": True}

        return await self._through_faults(request, "response_url", "", answered, hides=False)

    async def _through_faults(
        self, request: Request, name: str, channel: str, do: Callable[[], Json], *, hides: bool
    ) -> Response:
        fault = self._workspace.faults.next(name, channel)
        if fault is None:
            return self._respond(name, channel, do)
        if fault.kind in ("latency", "hang"):
            await asyncio.sleep(fault.seconds)
        if fault.kind == "latency":
            return self._respond(name, channel, do)
        if fault.kind in ("accept_and_drop", "half_answer", "empty_answer"):
            self._hide(do(), fault, hides)
        return self._broken(request, fault)

    def _respond(self, name: str, channel: str, do: Callable[[], Json]) -> Response:
        wait = self._workspace.faults.too_soon(channel) if name in POSTING else 0
        if wait:
            return _ratelimited(wait)
        result = do()
        if name == "response_url":
            return PlainTextResponse("ok") if result["ok"] else JSONResponse(result, 404)
        return JSONResponse(result, headers={"x-oauth-scopes": ",".join(sorted(self._workspace.manifest.scopes))})

    @staticmethod
    def _broken(request: Request, fault: Fault) -> Response:
        if fault.kind == "ratelimited":
            return _ratelimited(max(1, round(fault.seconds)))
        if fault.kind == "server_error":
            return PlainTextResponse("Internal Server Error", 500)
        if fault.kind == "error":
            return JSONResponse({"ok": False, "error": fault.code})
        if fault.kind == "half_answer":
            return HalfAnswer()
        if fault.kind == "empty_answer":
            return JSONResponse({"ok": True})
        connection_of(request.scope).abort()
        return Response()

    def _answer(self, name: str, token: str, arguments: Json) -> Json:
        with self._workspace.lock:
            result = self._check_token(name, token) or self._done(name, arguments)
        return self._noted(name, arguments, result)

    def _noted(self, name: str, arguments: Json, result: Json) -> Json:
        self._workspace.calls.append(Call(name, arguments, result))
        return result

    def _check_token(self, name: str, token: str) -> Json | None:
        tokens = self._workspace.company.tokens
        if not token:
            return refused(Refused("not_authed"))
        if token not in (tokens.bot, tokens.app):
            return refused(Refused("invalid_auth"))
        wrong = token != (tokens.app if name == LINK else tokens.bot)
        return refused(Refused("not_allowed_token_type")) if wrong else None

    def _done(self, name: str, arguments: Json) -> Json:
        if name == LINK:
            return {"ok": True, "url": self._new_link()}
        return answer(self._workspace, name, Arguments(arguments))

    def _hide(self, result: Json, fault: Fault, hides: bool) -> None:
        if fault.hide and hides and result.get("ok") and "ts" in result:
            message = self._workspace.messages.get(result["channel"], result["ts"])
            if message is not None:
                message.hidden_from_history = True


class HalfAnswer(Response):
    """Begins a good answer and ends the connection in the middle of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"ok": tr', "more_body": True})
        connection_of(scope).close()


def _ratelimited(seconds: int) -> Response:
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})
