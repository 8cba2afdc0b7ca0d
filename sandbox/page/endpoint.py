"""How a gesture comes in from the page and what the page is answered: small JSON both ways.

The answer says what the person is told: `error` is a sentence, `errors` are sentences by block id, `action` is what
came of a submission.
"""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.desk import Desk, Impossible, Outcome
from sandbox.page.pages import desk_of
from sandbox.workspace import NotThere, Workspace
from sandbox.workspace.models import Json
from sandbox.workspace.refusals import Refused

Endpoint = Callable[[Request], Awaitable[Response]]
Act = Callable[[Desk, Json, Json], Response]


def answer_of(outcome: Outcome) -> Response:
    return JSONResponse({"error": outcome.error, "errors": outcome.errors, "action": outcome.action})


def refused(sentence: str, status: int = 409) -> Response:
    return JSONResponse({"error": sentence, "errors": {}, "action": ""}, status)


def endpoint(workspace: Workspace, act: Act) -> Endpoint:
    """`act` gets the desk, the address's parts and the body; it runs in a thread, for it may wait for the app."""

    async def answer(request: Request) -> Response:
        try:
            body = await request.json()
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            return refused("The page sent something that is no JSON object.", 400)
        return await run_in_threadpool(_careful, workspace, request, act, body)

    return answer


def _careful(workspace: Workspace, request: Request, act: Act, body: Json) -> Response:
    try:
        return act(desk_of(workspace, request), dict(request.path_params), body)
    except (Impossible, Refused) as problem:
        return refused(str(problem))
    except NotThere as missing:
        return refused(f"There is no {missing.args[0]} here.", 404)
    except (KeyError, TypeError, ValueError) as problem:
        return refused(f"The page asked for something that cannot be done: {problem}.", 400)
