"""HTTP: Slack's requests in HTTP mode, and for every mode how the process is, and the links of pages."""

import json
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from prometheus_client import make_wsgi_app
from slack_bolt import BoltRequest

from bot.app import Concord
from bot.door import Door
from bot.front import Desk, Front
from bot.kernel import arrival
from bot.kernel.clock import SystemClock
from bot.paging import web as paging
from bot.paging.links import PATH as ANSWER_PATH
from bot.readiness import Readiness
from bot.request import Answers, Reply, Request, by_wsgi
from bot.server import Server
from bot.settings import Settings, WebSettings

THREADS = 32
GESTURES_IN_HAND = 2000
"""More than people make in the seconds that Slack waits: beyond, Slack tells them at once that it did not work."""
LONGEST_GESTURE = 1024 * 1024
CONNECTIONS = 1000

PAGE_THREADS = 4
PAGES_IN_HAND = 64
LONGEST_FORM = 16 * 1024
PAGE_CONNECTIONS = 128

UNSHAPED = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What Bolt makes, before it calls anything, of what is no gesture of Slack's."""

log = structlog.get_logger(__name__)


def pages(concord: Concord) -> WSGIApplication:
    """`/healthz`: the process lives. `/readyz`: it can do its work, or why not, and what is due next. `/metrics`: for
    Prometheus. Under `/answer/`, where PUBLIC_URL is set: the links of pages.
    """
    metrics = make_wsgi_app(concord.metrics.registry)
    answering = concord.answering()
    answers = paging.pages(answering) if answering else None

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if answers and path.startswith(ANSWER_PATH):
            return answers(environ, start_response)
        match path:
            case "/healthz":
                return _answer(start_response, "200 OK", {"status": "alive"})
            case "/readyz":
                return _readiness(concord.readiness(), start_response)
            case "/metrics":
                told: Iterable[bytes] = metrics(environ, start_response)
                return told
            case _:
                return _answer(start_response, "404 Not Found", {"error": "There is nothing at this address."})

    return application


def _readiness(found: Readiness, start_response: StartResponse) -> Iterable[bytes]:
    next_due = found.next_due.isoformat() if found.next_due else None
    if found.is_ready:
        return _answer(start_response, "200 OK", {"status": "ready", "next_due": next_due})
    told = {"status": "not ready", "why": " ".join(found.why), "next_due": next_due}
    return _answer(start_response, "503 Service Unavailable", told)


def _answer(start_response: StartResponse, status: str, told: Mapping[str, Any]) -> Iterable[bytes]:
    body = json.dumps(told).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def gestures(concord: Concord) -> Answers:
    """What came through the door, answered by Bolt."""

    def answer(request: Request) -> Reply:
        headers: dict[str, str | Sequence[str]] = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers.items()
        }
        try:
            gesture = BoltRequest(body=request.body.decode(), query=request.query, headers=headers)
            response = arrival.handle(request.arrived, concord.bolt.dispatch, gesture)
        except UNSHAPED as error:
            log.error("not_understood", exc_info=error)
            return Reply(HTTPStatus.BAD_REQUEST)
        flat = [(name, value) for name, values in response.headers.items() for value in values]
        return Reply(response.status, flat, response.body.encode())

    return answer


def _pages_desk(concord: Concord) -> Desk:
    return Desk(by_wsgi(pages(concord)), threads=PAGE_THREADS, limit=PAGES_IN_HAND, longest=LONGEST_FORM)


def server(concord: Concord, given: WebSettings, *, connections: int = CONNECTIONS) -> Server:
    """Slack's requests and all other pages."""
    door = Door(given.slack_signing_secret.get_secret_value(), SystemClock())
    slack = Desk(gestures(concord), threads=THREADS, limit=GESTURES_IN_HAND, longest=LONGEST_GESTURE, door=door)
    pages = _pages_desk(concord)
    return Server(lambda these: Front(these, pages, slack), given.host, given.port, connections=connections)


def pages_server(concord: Concord, given: Settings, *, connections: int = PAGE_CONNECTIONS) -> Server:
    """The pages of a process that takes no requests from Slack."""
    desk = _pages_desk(concord)
    return Server(lambda these: Front(these, desk), given.host, given.port, connections=connections)
