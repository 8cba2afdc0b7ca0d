"""The HTTP side of the Web API: bodies and tokens around each call, and response URLs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.api import answer
from sandbox.api.arguments import Arguments
from sandbox.api.registry import refused
from sandbox.api.response_urls import respond
from sandbox.contract import documented_methods
from sandbox.server.bodies import arguments_of, read_object
from sandbox.server.trouble import Asked, Trouble
from sandbox.workspace import Workspace
from sandbox.workspace.api_calls import Call
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused

LINK = "apps.connections.open"


class WebApi:
    def __init__(self, workspace: Workspace, new_link: Callable[[], str]) -> None:
        self._workspace = workspace
        self._new_link = new_link
        self._trouble = Trouble(workspace)

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
            return await self._trouble.around(request, Asked(name, "", noted, self._with_scopes))
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip() or arguments.pop("token", "")
        channel, do = str(arguments.get("channel", "")), partial(self._answer, name, token, arguments)
        return await self._trouble.around(request, Asked(name, channel, do, self._with_scopes))

    async def response_url(self, request: Request) -> Response:
        """What was sent to a response_url; the answer is `ok`, or Slack's code with status 404."""
        do = partial(self._respond, request.path_params["key"], await request.body())
        return await self._trouble.around(request, Asked("response_url", "", do, _bare))

    def _with_scopes(self, result: Json) -> Response:
        return JSONResponse(result, headers={"x-oauth-scopes": ",".join(sorted(self._workspace.manifest.scopes))})

    def _respond(self, key: str, body: bytes) -> Json:
        try:
            with self._workspace.lock:
                respond(self._workspace, key, read_object(body, "invalid_payload", "invalid_payload"))
        except Refused as refusal:
            return refused(refusal)
        return {"ok": True}

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


def _bare(result: Json) -> Response:
    return PlainTextResponse("ok") if result["ok"] else JSONResponse(result, 404)
