"""Socket Mode: the connection to Slack, tried until it stands, and let go of in time."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.interval_runner import IntervalRunner

from bot.health.pulse import Pulse
from bot.kernel import arrival
from bot.kernel.outbox.verdicts import UNREACHED, is_refused
from bot.run.shutdown import Shutdown

PING_S = 1
"""With it the client notices a dead connection within seconds."""
THREADS = 16
AGAIN_S = 5
"""So long after Slack could not be reached it is tried again."""
TO_CLOSE_S = 2
"""Longer the client is not waited for: now and then it does not notice that it was closed."""

T = TypeVar("T")

log = structlog.get_logger(__name__)


class _Marking(ThreadPoolExecutor):
    """The client's threads for messages, each of which is marked with when it came in, before it waits for a thread."""

    def submit(self, work: Callable[..., T], /, *args: Any, **rest: Any) -> Future[T]:
        return super().submit(arrival.handle, arrival.stamp(), work, *args, **rest)


class SocketMode:
    """Not connected yet. `line` is marked for as long as the connection stands."""

    def __init__(self, bolt: App, app_token: str, line: Pulse | None = None) -> None:
        self._line = line or Pulse()
        self._line.mark()
        self._handler = SocketModeHandler(bolt, app_token, ping_interval=PING_S, concurrency=THREADS)
        self._client: SocketModeClient = self._handler.client
        self._client.message_workers = _Marking(THREADS)
        self._watch = IntervalRunner(self._look, PING_S)

    def connect(self) -> None:
        """Raises what Slack says against it, or that it could not be reached."""
        # Asked for here, as the client would sleep through a 429.
        ticket = self._client.web_client.apps_connections_open(app_token=self._client.app_token)
        self._client.wss_uri = ticket["url"]
        self._handler.connect()
        self._watch.start()

    def connect_at_last(self, shutdown: Shutdown) -> None:
        """Tried again for as long as Slack cannot be reached; where Slack says no, it is raised."""
        while not shutdown.is_asked:
            try:
                self.connect()
            except UNREACHED as error:
                if isinstance(error, SlackApiError) and is_refused(error):
                    raise
                log.warning("slack_not_reached", error=type(error).__name__, again_in=AGAIN_S)
                shutdown.wait(AGAIN_S)
            else:
                return

    def hang_up(self) -> None:
        """Finish the gestures in hand and close the connection; of those that wait Slack says that they failed."""
        self._watch.event.set()
        self._wake()
        self._client.message_workers.shutdown(wait=False, cancel_futures=True)
        closing = threading.Thread(target=self._handler.close, name="hang-up", daemon=True)
        closing.start()
        closing.join(TO_CLOSE_S)

    def _look(self) -> None:
        """A ping that cannot be sent says that the connection is gone. The client itself waits for five of them, and
        spins meanwhile; once it is told, it connects again.
        """
        if self._client.is_connected():
            self._line.mark()
        session = self._client.current_session
        if session is not None and session.is_active():
            session.check_state()
            if session.consecutive_check_state_error_count:
                session.disconnect()

    def _wake(self) -> None:
        """The client's threads notice that they are to end when something arrives: for one a message that says nothing,
        for the other the answer to a ping.
        """
        client = self._client
        client.closed = True
        client.auto_reconnect_enabled = False
        client.message_queue.put(None)
        if client.is_connected() and client.current_session is not None:
            client.current_session_state.terminated = True
            with suppress(OSError):  # the connection is broken, so nothing is waited for either
                client.current_session.ping("end")
