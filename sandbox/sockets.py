"""Socket Mode: the app connects out, gets envelopes, and sends acknowledgements back."""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.connections import connection_of
from sandbox.line import ACKNOWLEDGE_WITHIN, TIMED_OUT, UNREACHABLE, Delivery, Reply
from sandbox.models import Json

MOST_CONNECTIONS = 10


@dataclass(eq=False)
class Connection:
    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    waiting: dict[str, Future[Reply]] = field(default_factory=dict)
    is_leaving: bool = False

    def send(self, message: Json) -> None:
        """From any thread."""
        asyncio.run_coroutine_threadsafe(self.socket.send_text(json.dumps(message)), self.loop)

    def acknowledge(self, message: Json) -> None:
        future = self.waiting.pop(str(message.get("envelope_id")), None)
        if future is not None and not future.done():
            future.set_result(Reply(message.get("payload") or {}))

    def give_up(self) -> None:
        for future in list(self.waiting.values()):
            if not future.done():
                future.set_result(Reply(None, UNREACHABLE))
        self.waiting.clear()


class SocketHub:
    """Shares deliveries out among the connections of the app, in turn."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._lock = threading.Condition()
        self._connections: list[Connection] = []
        self._tickets: set[str] = set()
        self.is_muted = False
        """A fault: envelopes are lost on the way, though the connection looks alive."""
        self.is_closed = False
        """A fault: nobody can connect."""

    @property
    def is_up(self) -> bool:
        return bool(self._connections)

    @property
    def connections(self) -> int:
        return len(self._connections)

    def wait_for(self, connections: int, timeout: float) -> bool:
        """Blocks until at least that many connections are open."""
        with self._lock:
            return self._lock.wait_for(lambda: len(self._connections) >= connections, timeout)

    def new_link(self, base: str) -> str:
        """The URL that apps.connections.open answers, good for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return f"{base.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self._app_id}"

    def deliver(self, delivery: Delivery) -> Reply:
        connection = self._next()
        if connection is None:
            return Reply(None, UNREACHABLE)
        envelope = self._envelope(delivery)
        future: Future[Reply] = Future()
        connection.waiting[envelope["envelope_id"]] = future
        if not self.is_muted:
            connection.send(envelope)
        try:
            return future.result(ACKNOWLEDGE_WITHIN)
        except Late:
            connection.waiting.pop(envelope["envelope_id"], None)
            return Reply(None, TIMED_OUT)

    async def serve(self, socket: WebSocket) -> None:
        """One connection, from hello to its end."""
        ticket = socket.query_params.get("ticket", "")
        if self.is_closed or ticket not in self._tickets:
            await socket.close(4001)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        connection = Connection(socket, asyncio.get_running_loop())
        if not self._admit(connection):
            await socket.send_text(json.dumps(_goodbye("too_many_websockets")))
            await socket.close()
            return
        await socket.send_text(json.dumps(self._hello()))
        try:
            while True:
                connection.acknowledge(json.loads(await socket.receive_text()))
        except (WebSocketDisconnect, RuntimeError):
            return
        finally:
            self._dismiss(connection)

    def refresh(self) -> None:
        """Asks every connection to make room for a new one, as Slack does about hourly."""
        for connection in self._all():
            connection.is_leaving = True
            connection.send(_goodbye("refresh_requested"))

    def drop(self) -> None:
        """Cuts every connection without a word."""
        for connection in self._all():
            connection.loop.call_soon_threadsafe(connection_of(connection.socket.scope).abort)

    def _all(self) -> list[Connection]:
        with self._lock:
            return list(self._connections)

    def _next(self) -> Connection | None:
        with self._lock:
            staying = [each for each in self._connections if not each.is_leaving] or self._connections
            if not staying:
                return None
            chosen = staying[0]
            self._connections.remove(chosen)
            self._connections.append(chosen)
            return chosen

    def _admit(self, connection: Connection) -> bool:
        with self._lock:
            if len(self._connections) >= MOST_CONNECTIONS:
                return False
            self._connections.append(connection)
            self._lock.notify_all()
            return True

    def _dismiss(self, connection: Connection) -> None:
        with self._lock:
            self._connections.remove(connection)
        connection.give_up()

    def _hello(self) -> Json:
        debug = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
        info = {"app_id": self._app_id}
        return {"type": "hello", "num_connections": self.connections, "debug_info": debug, "connection_info": info}

    def _envelope(self, delivery: Delivery) -> Json:
        envelope: Json = {
            "envelope_id": secrets.token_hex(16),
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
        return envelope


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
