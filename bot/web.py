"""HTTP: Slack's requests in HTTP mode, and for every mode how the process is, and the links of pages."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterable, Mapping
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import make_wsgi_app
from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot import settings
from bot.app import Concord, started
from bot.kernel.schedule import Beat
from bot.paging import web as paging
from bot.paging.links import PATH as ANSWER_PATH
from bot.readiness import Readiness
from bot.settings import WebSettings

SLACK_PATH = "/slack/events"
A_GLANCE_S = 1.0


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


def application(concord: Concord) -> WSGIApplication:
    """Slack's requests and all other pages."""
    slack, others = SlackRequestHandler(concord.bolt, path=SLACK_PATH), pages(concord)

    def dispatch(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == SLACK_PATH:
            answer: Iterable[bytes] = slack(environ, start_response)
            return answer
        return others(environ, start_response)

    return dispatch


def served() -> WSGIApplication:
    """What the web server's workers load, each by itself."""
    threading.Thread(target=_end_with, args=[os.getppid()], name="parent", daemon=True).start()
    concord, beat = started(settings.load(WebSettings)), Beat()
    concord.keep_up(beat)
    beat.start()
    return application(concord)


def _end_with(parent: int) -> None:
    """A worker whose server was killed would go on answering on its port, beside the workers of the next server."""
    while os.getppid() == parent:
        time.sleep(A_GLANCE_S)
    os.kill(os.getpid(), signal.SIGKILL)  # nobody is left to end it kindly; what it had acknowledged is committed


class _Silent(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """A health check every few seconds is nothing to tell."""


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def health_server(concord: Concord, port: int) -> WSGIServer:
    """The pages of a process that takes no requests from Slack."""
    return server(pages(concord), port)


def server(application: WSGIApplication, port: int) -> WSGIServer:
    """A small one, with a thread for each request; 0 lets the system choose the port."""
    return make_server("", port, application, server_class=_Threaded, handler_class=_Silent)
