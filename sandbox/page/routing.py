"""Which address leads where."""

from collections.abc import Mapping

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.page import acts
from sandbox.page.due import asker
from sandbox.page.endpoint import Act, endpoint
from sandbox.page.machine import Machine
from sandbox.page.pages import Pages
from sandbox.page.policy import Policy
from sandbox.page.render import HERE
from sandbox.server.guard import Guard
from sandbox.workspace import Workspace

ACTS: Mapping[str, Act] = {
    "/c/{channel}/say": acts.say,
    "/c/{channel}/read": acts.read,
    "/c/{channel}/join": acts.join,
    "/c/{channel}/pin": acts.pin,
    "/c/{channel}/dismiss": acts.dismiss,
    "/c/{channel}/act": acts.act_in_message,
    "/c/{channel}/options": acts.options_in_message,
    "/shortcut": acts.shortcut,
    "/home/open": acts.open_home,
    "/home/act": acts.act_at_home,
    "/home/options": acts.options_at_home,
    "/files": acts.give,
    "/modal/fill": acts.fill,
    "/modal/submit": acts.submit,
    "/modal/close": acts.close,
    "/modal/act": acts.act_in_modal,
    "/modal/options": acts.options_in_modal,
}


def routes(workspace: Workspace, readiness_url: str = "", *, greets: bool = True) -> list[BaseRoute]:
    """The page's routes, to be mounted at the root of the sandbox's application.

    `readiness_url` is the bot's, such as http://127.0.0.1:3000/readyz: its `next_due` says how far it is to the next
    due thing. `greets`: with five things to try.
    """
    guard = [Middleware(Guard), Middleware(Policy)]
    pages, machine = Pages(workspace, greets=greets), Machine(workspace, asker(readiness_url))
    pages_at = {
        "/": pages.start,
        "/as/{handle}": pages.somebody,
        "/as/{handle}/c/{channel}": pages.channel,
        "/as/{handle}/home": pages.home,
        "/as/{handle}/dm/{partner}": pages.direct,
        "/as/{handle}/files/{file}/{name}": pages.file,
        "/archives/{channel}/{message}": pages.permalink,
        "/changes": machine.changes,
        "/clock/due": machine.due,
    }
    acts_at = {
        "/clock/{step}": machine.move,
        "/faults": machine.fault,
        "/faults/off": machine.no_faults,
        **{f"/as/{{handle}}{path}": endpoint(workspace, act) for path, act in ACTS.items()},
    }
    return [
        *(Route(path, answer, middleware=guard) for path, answer in pages_at.items()),
        *(Route(path, answer, methods=["POST"], middleware=guard) for path, answer in acts_at.items()),
        Mount("/static", StaticFiles(directory=HERE / "static"), middleware=guard),
    ]
