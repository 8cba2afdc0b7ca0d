"""HTTP: Slack's requests in HTTP mode, and for every mode how the process is, and the links of pages."""

from collections.abc import Sequence
from http import HTTPStatus

import structlog
from slack_bolt import BoltRequest

from bot.app import Concord
from bot.kernel import arrival
from bot.kernel.clock import SystemClock
from bot.run.door import Door
from bot.run.front import Desk, Front
from bot.run.onlooker import Onlooker
from bot.run.pages import pages
from bot.run.request import Answers, Reply, Request, by_wsgi
from bot.run.server import Server
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


def _pages_desk(concord: Concord, given: Settings) -> Desk:
    answers = by_wsgi(pages(concord, Onlooker(given.metrics_token)))
    return Desk(answers, threads=PAGE_THREADS, limit=PAGES_IN_HAND, longest=LONGEST_FORM)


def server(concord: Concord, given: WebSettings, *, connections: int = CONNECTIONS) -> Server:
    """Slack's requests and all other pages."""
    door = Door(given.slack_signing_secret.get_secret_value(), SystemClock())
    slack = Desk(gestures(concord), threads=THREADS, limit=GESTURES_IN_HAND, longest=LONGEST_GESTURE, door=door)
    others = _pages_desk(concord, given)
    return Server(lambda these: Front(these, others, slack), given.host, given.port, connections=connections)


def pages_server(concord: Concord, given: Settings, *, connections: int = PAGE_CONNECTIONS) -> Server:
    """The pages of a process that takes no requests from Slack."""
    desk = _pages_desk(concord, given)
    return Server(lambda these: Front(these, desk), given.host, given.port, connections=connections)
