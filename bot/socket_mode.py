"""Socket Mode: the connection to Slack, tried until it stands, and let go of in time."""

import threading
from contextlib import suppress
from http import HTTPStatus

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from bot.shutdown import Shutdown

PING_S = 1
"""With it the client notices a dead connection within seconds."""
THREADS = 16
AGAIN_S = 5
"""So long after Slack could not be reached it is tried again."""
TO_CLOSE_S = 2
"""Longer the client is not waited for: now and then it does not notice that it was closed."""

log = structlog.get_logger(__name__)


def client(bolt: App, app_token: str) -> SocketModeHandler:
    """Not connected yet."""
    return SocketModeHandler(bolt, app_token, ping_interval=PING_S, concurrency=THREADS)


def connect(socket: SocketModeHandler, shutdown: Shutdown) -> None:
    """Tried again for as long as Slack cannot be reached; where Slack says no, it is raised."""
    while not shutdown.is_asked:
        try:
            socket.connect()
        except (OSError, SlackApiError) as error:
            if isinstance(error, SlackApiError) and error.response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            socket.client.wss_uri = None  # a ticket that was not used in time is asked for anew
            log.warning("slack_not_reached", error=type(error).__name__, again_in=AGAIN_S)
            shutdown.wait(AGAIN_S)
        else:
            return


def hang_up(socket: SocketModeHandler) -> None:
    """Finish the gestures in hand and close the connection."""
    _wake(socket)
    closing = threading.Thread(target=socket.close, name="hang-up", daemon=True)
    closing.start()
    closing.join(TO_CLOSE_S)


def _wake(socket: SocketModeHandler) -> None:
    """The client's threads notice that they are to end when something arrives: for one a message that says nothing,
    for the other the answer to a ping.
    """
    client = socket.client
    client.closed = True
    client.auto_reconnect_enabled = False
    client.message_queue.put(None)
    if client.is_connected() and client.current_session is not None:
        client.current_session_state.terminated = True
        with suppress(OSError):  # the connection is broken, so nothing is waited for either
            client.current_session.ping("end")
