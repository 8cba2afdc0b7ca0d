"""The pages of every process: how it is, in a word to anyone and in full to those who run it; and links."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import make_wsgi_app

from bot.alerts import web as alerting
from bot.alerts.links import PATH as ANSWER_PATH
from bot.app import Concord
from bot.health.readiness import Readiness
from bot.kernel.backlog import Backlogs
from bot.run.onlooker import Onlooker

NOT_FOR_ALL = "Send METRICS_TOKEN as a bearer token, or ask from this machine."


def pages(concord: Concord, onlooker: Onlooker) -> WSGIApplication:
    """For anyone: `/healthz`, the process lives; `/readyz`, it can do its work; and under `/answer/`, where PUBLIC_URL
    is set, the links of alerts. For those who run it: why it is not ready; `/status`, what the engines owe, whichever
    process runs them; and `/metrics`, for Prometheus.
    """
    metrics = make_wsgi_app(concord.metrics.registry)
    answering = concord.answering()
    answers = alerting.pages(answering) if answering else None

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if answers and path.startswith(ANSWER_PATH):
            return answers(environ, start_response)
        match path:
            case "/healthz":
                return _answer(start_response, HTTPStatus.OK, {"status": "alive"})
            case "/readyz":
                return _readiness(concord.health.readiness(), start_response, in_full=onlooker.may_know(environ))
            case "/metrics" | "/status" if not onlooker.may_know(environ):
                return _answer(start_response, HTTPStatus.UNAUTHORIZED, {"error": NOT_FOR_ALL})
            case "/metrics":
                exposition: Iterable[bytes] = metrics(environ, start_response)
                return exposition
            case "/status":
                return _answer(start_response, HTTPStatus.OK, _status(concord))
            case _:
                nothing = {"error": "There is nothing at this address."}
                return _answer(start_response, HTTPStatus.NOT_FOUND, nothing)

    return application


def _readiness(readiness: Readiness, start_response: StartResponse, *, in_full: bool) -> Iterable[bytes]:
    status = HTTPStatus.OK if readiness.is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    answer = {"status": "ready" if readiness.is_ready else "not ready"}
    return _answer(start_response, status, {**answer, **(_in_words(readiness) if in_full else {})})


def _status(concord: Concord) -> dict[str, Any]:
    readiness, owed = concord.health.status(), concord.health.owed()
    due = {what: _counts(backlogs) for what, backlogs in owed.due.items()} if owed else {}
    return {"status": "well" if readiness.is_ready else "not well", **_in_words(readiness), "due": due}


def _counts(backlogs: Backlogs) -> dict[str, int]:
    return {urgency.name.lower(): backlog.count for urgency, backlog in sorted(backlogs.items())}


def _in_words(readiness: Readiness) -> dict[str, Any]:
    why = {} if readiness.is_ready else {"why": " ".join(readiness.why)}
    return {**why, "next_due": _written(readiness.next_due), "as_of": _written(readiness.as_of)}


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _answer(start_response: StartResponse, status: HTTPStatus, content: Mapping[str, Any]) -> Iterable[bytes]:
    body = json.dumps(content).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    if status is HTTPStatus.UNAUTHORIZED:
        headers.append(("WWW-Authenticate", "Bearer"))
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]
