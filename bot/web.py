"""HTTP: Slack's requests in HTTP mode, and for every mode whether the process lives and is ready."""

import json
from collections.abc import Iterable, Mapping
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from slack_bolt.adapter.wsgi import SlackRequestHandler
from sqlalchemy.exc import SQLAlchemyError

from bot import logs, settings
from bot.app import Concord, clock_of, open_database
from bot.kernel import escalation
from bot.settings import WebSettings

SLACK_PATH = "/slack/events"


def health(concord: Concord) -> WSGIApplication:
    """`/healthz` says that the process lives; `/readyz` whether it can do its work, and what is due next."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        match environ.get("PATH_INFO"):
            case "/healthz":
                return _answer(start_response, "200 OK", {"status": "alive"})
            case "/readyz":
                ready, told = readiness(concord)
                return _answer(start_response, "200 OK" if ready else "503 Service Unavailable", told)
            case _:
                return _answer(start_response, "404 Not Found", {"error": "There is nothing at this address."})

    return application


def readiness(concord: Concord) -> tuple[bool, Mapping[str, Any]]:
    """Whether the database answers and Slack takes letters; `next_due` is when the next reminder or ping is."""
    try:
        with concord.database.transaction() as session:
            due = escalation.next_due(session)
    except SQLAlchemyError:
        return False, {"status": "not ready", "why": "The database does not answer."}
    told = {"next_due": due.isoformat() if due else None}
    if trouble := concord.sender.trouble:
        return False, {"status": "not ready", "why": f"Slack takes no letters: {trouble}.", **told}
    return True, {"status": "ready", **told}


def _answer(start_response: StartResponse, status: str, told: Mapping[str, Any]) -> Iterable[bytes]:
    body = json.dumps(told).encode()
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def application(concord: Concord) -> WSGIApplication:
    """Slack's requests and the health pages."""
    slack, pages = SlackRequestHandler(concord.bolt, path=SLACK_PATH), health(concord)

    def dispatch(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == SLACK_PATH:
            answer: Iterable[bytes] = slack(environ, start_response)
            return answer
        return pages(environ, start_response)

    return dispatch


def served() -> WSGIApplication:
    """What the web server's workers load, each by itself."""
    given = settings.load(WebSettings)
    logs.configure(given)
    concord = Concord(given, open_database(given), clock_of(given))
    concord.warm()
    return application(concord)


class _Silent(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """A health check every few seconds is nothing to tell."""


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def health_server(concord: Concord, port: int) -> WSGIServer:
    """The health pages of a process that takes no requests from Slack; 0 lets the system choose the port."""
    return make_server("", port, health(concord), server_class=_Threaded, handler_class=_Silent)
