"""Bytes on a connection, as any HTTP client or none would write them."""

import json
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bot.run.front import SLACK_PATH
from sandbox.wire.http_delivery import FORM, signature
from tests.patience import PATIENCE_S

LOOPBACK = "127.0.0.1"
SECRET = "0123456789abcdef"
MUCH = 1 << 20
OF_JSON = '{}[]":,/<>\\'
"""Forms may hold these as they are; each that is written as %XX takes whoever reads a large form longer."""


@dataclass(frozen=True)
class Wire:
    port: int

    def connect(self) -> socket.socket:
        return socket.create_connection((LOOPBACK, self.port), PATIENCE_S)

    def post(self, headers: dict[bytes, bytes], body: bytes) -> int:
        """The status that is answered to these headers and this body."""
        with self.connect() as connection:
            connection.sendall(head(len(body), headers) + body)
            return status(connection)

    def gesture(self, payload: Any, secret: str) -> int:
        """What Slack would be answered who sends this as an interaction."""
        return self.signed(urlencode({"payload": json.dumps(payload)}, safe=OF_JSON).encode(), secret)

    def signed(self, body: bytes, secret: str, kind: str = FORM) -> int:
        return self.post({**signed(body, secret), b"Content-Type": kind.encode()}, body)


def head(length: int, headers: dict[bytes, bytes]) -> bytes:
    lines = {b"Host": b"concord", b"Content-Type": FORM.encode(), b"Content-Length": str(length).encode(), **headers}
    return b"POST %s HTTP/1.1\r\n%s\r\n" % (
        SLACK_PATH.encode(),
        b"".join(b"%s: %s\r\n" % line for line in lines.items()),
    )


def signed(body: bytes, secret: str, ago: int = 0) -> dict[bytes, bytes]:
    """Slack's two headers, for a request of so many seconds ago."""
    timestamp = str(int(time.time()) - ago)
    return headers(timestamp.encode(), signature(secret, timestamp, body).encode())


def headers(timestamp: bytes, of_it: bytes) -> dict[bytes, bytes]:
    return {b"X-Slack-Request-Timestamp": timestamp, b"X-Slack-Signature": of_it}


def status(connection: socket.socket) -> int:
    """Of the answer; 0 where the connection ends without one."""
    line = connection.recv(MUCH).split(b"\r\n")[0].split()
    return int(line[1]) if line else 0
