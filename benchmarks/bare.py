"""The least that a Bolt app can do: acknowledge. `python -m benchmarks.bare socket` or `… http`, on PORT."""

import os
import re
import sys
import threading

from granian import Granian
from granian.constants import Interfaces
from slack_bolt import Ack, App, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

EVERYTHING = re.compile(".*")
WEB_THREADS = 32


def bare_app() -> App:
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, process_before_response=True, token_verification_enabled=False)
    app.command(EVERYTHING)(nothing)
    app.view(EVERYTHING)(nothing)
    return app


def nothing(ack: Ack) -> BoltResponse:
    return ack()


def served() -> SlackRequestHandler:
    """What the web server loads."""
    return SlackRequestHandler(bare_app())


def main() -> None:
    if sys.argv[1] == "socket":
        SocketModeHandler(bare_app(), os.environ["SLACK_APP_TOKEN"]).connect()
        threading.Event().wait()
    Granian(
        "benchmarks.bare:served",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        factory=True,
        blocking_threads=WEB_THREADS,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
