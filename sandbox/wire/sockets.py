"""Socket Mode: the app connects out, gets envelopes, and sends acknowledgements back."""

from __future__ import annotations

import asyncio
import json
import secrets
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.wire.connections import Connection, Connections
from sandbox.wire.cutting import connection_of
from sandbox.workspace.faults import Faults
from sandbox.workspace.line import ACKNOWLEDGE_WITHIN, TIMED_OUT, UNREACHABLE, Delivery, Reply, object_in, reply_of
from sandbox.workspace.models import Json


class SocketHub(Connections):
    """Shares deliveries out among the connections of the app, in turn."""

    def __init__(self, app_id: str, faults: Faults) -> None:
        super().__init__()
        self._app_id = app_id
        self._faults = faults
        self._waiting: dict[str, Future[Reply]] = {}
        self._tickets: set[str] = set()
        self.patience = ACKNOWLEDGE_WITHIN
        self.is_muted = False
        """A fault: envelopes are lost on the way, though the connection looks alive."""

    def new_link(self, base: str) -> str:
        """The URL that apps.connections.open answers, good for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return f"{base.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self._app_id}"

    def deliver(self, delivery: Delivery) -> Reply:
        connection = self._next()
        if connection is None:
            return Reply(None, UNREACHABLE)
        if self._faults.is_outage:
            self.drop()
            return Reply(None, UNREACHABLE)
        envelope = self._envelope(delivery)
        key = envelope["envelope_id"]
        future = self._waiting[key] = Future()
        connection.sent.add(key)
        if not self.is_muted:
            connection.send(envelope)
        try:
            return future.result(self.patience)
        except Late:
            return Reply(None, TIMED_OUT)
        finally:
            self._waiting.pop(key, None)
            connection.sent.discard(key)

    async def serve(self, socket: WebSocket) -> None:
        """One connection, from hello to its end."""
        ticket = socket.query_params.get("ticket", "")
        if self._faults.is_outage or ticket not in self._tickets:
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
                self._acknowledge(await socket.receive_text())
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
            self._dismiss(connection)

    def _acknowledge(self, text: str) -> None:
        """It may come by another connection than the envelope went, as after a refresh."""
        message = object_in(text) or {}
        self._settle(str(message.get("envelope_id")), reply_of(message.get("payload") or {}))

    def _settle(self, key: str, reply: Reply) -> None:
        future = self._waiting.get(key)
        if future is not None and not future.done():
            future.set_result(reply)

    def _dismiss(self, connection: Connection) -> None:
        self._remove(connection)
        if not connection.is_leaving:
            for key in list(connection.sent):
                self._settle(key, Reply(None, UNREACHABLE))

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
