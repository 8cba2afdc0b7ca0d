"""The Events API: what happens in the workspace, told to the app as far as its manifest subscribes to it."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.line import Delivery
from sandbox.models import Channel, Json
from sandbox.wire import VERIFICATION_TOKEN

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

RETRY_AFTER = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
"""An unacknowledged event comes again at once, after a minute and after five, by the workspace's clock."""

MESSAGE_EVENT = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
TICK = 0.25


@dataclass
class Waiting:
    due: datetime
    delivery: Delivery


class Events:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="sandbox-events")
        self._lock = threading.Lock()
        self._waiting: list[Waiting] = []
        self._retrying = False
        self._running: set[Future[bool]] = set()

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def settle(self, timeout: float = 5.0) -> None:
        """Blocks until what was emitted so far has been delivered once."""
        wait(list(self._running), timeout)

    def stop(self) -> None:
        self.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def emit(self, name: str, event: Json, channel: Channel | None = None) -> Future[bool] | None:
        """Tells the app without waiting; the future says whether the first delivery was acknowledged.

        None means that the app does not listen to such events.
        """
        if not self._is_heard(name, channel):
            return None
        body = {**event, "type": name.partition(".")[0]}
        return self._submit(Delivery("events_api", self._envelope(body, channel)))

    def message(self, channel: Channel, event: Json) -> Future[bool] | None:
        """A message event under the name that the channel's kind has."""
        kind = {"public": "channel", "private": "group", "im": "im"}[channel.kind]
        return self.emit(MESSAGE_EVENT[channel.kind], {"channel": channel.id, "channel_type": kind, **event}, channel)

    def _is_heard(self, name: str, channel: Channel | None) -> bool:
        workspace = self._workspace
        return name in workspace.manifest.events and (channel is None or workspace.bot.id in channel.members)

    def _envelope(self, event: Json, channel: Channel | None) -> Json:
        workspace = self._workspace
        now = workspace.clock.now()
        team = workspace.team.id
        install = {"enterprise_id": None, "team_id": team, "user_id": workspace.bot.id, "is_bot": True}
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": workspace.company.app_id,
            "event": {"event_ts": f"{now.timestamp():.6f}", **event},
            "type": "event_callback",
            "event_id": workspace.new_id("Ev"),
            "event_time": int(now.timestamp()),
            "authorizations": [install | {"is_enterprise_install": False}],
            "is_ext_shared_channel": bool(channel and channel.shared_with),
        }

    def _submit(self, delivery: Delivery) -> Future[bool]:
        future = self._pool.submit(self._deliver, delivery)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def _deliver(self, delivery: Delivery) -> bool:
        began = self._workspace.clock.now()
        reply = self._workspace.line.deliver(delivery)
        if reply.body is not None:
            return True
        if delivery.attempt < len(RETRY_AFTER):
            reason = "http_timeout" if reply.error == "operation_timeout" else "http_error"
            self._later(Delivery(delivery.kind, delivery.payload, delivery.attempt + 1, reason), began)
        return False

    def _later(self, delivery: Delivery, began: datetime) -> None:
        due = began + RETRY_AFTER[delivery.attempt - 1]
        with self._lock:
            self._waiting.append(Waiting(due, delivery))
            if self._retrying:
                return
            self._retrying = True
        threading.Thread(target=self._retry, name="sandbox-retries", daemon=True).start()

    def _retry(self) -> None:
        """Lives while something waits, and looks again at every change, so at every move of the clock."""
        version = 0
        while due := self._due():
            for waiting in due:
                if waiting.due <= self._workspace.clock.now():
                    self._deliver_waiting(waiting)
            version = self._workspace.changes.wait(version, TICK)

    def _due(self) -> list[Waiting]:
        with self._lock:
            self._retrying = bool(self._waiting)
            return list(self._waiting)

    def _deliver_waiting(self, waiting: Waiting) -> None:
        with self._lock:
            if waiting not in self._waiting:
                return
            self._waiting.remove(waiting)
        self._submit(waiting.delivery)
