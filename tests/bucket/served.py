"""What S3 answers for one bucket, over HTTP: objects are put, got and deleted by whoever signs with its key."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

from tests.patience import PATIENCE_S

EMPTY = "<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>"
GONE = "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>"
DENIED = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"


class S3(ThreadingHTTPServer):
    """`objects` by the names of bucket and object; `key` is the id of the one that is let in."""

    daemon_threads = True

    def __init__(self, key: str) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.objects: dict[str, bytes] = {}
        self.key = key

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: S3

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self._is_let_in():
            self.server.objects[self._name] = content
            self._answer(200)

    def do_GET(self) -> None:
        if not self._is_let_in():
            return
        if "list-type" in self.path:
            self._answer(200, EMPTY.encode())
        elif (content := self.server.objects.get(self._name)) is None:
            self._answer(404, GONE.encode())
        else:
            self._answer(200, content)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        if self._is_let_in():
            self.server.objects.pop(self._name, None)
            self._answer(204)

    @property
    def _name(self) -> str:
        return unquote(urlsplit(self.path).path).strip("/")

    def _is_let_in(self) -> bool:
        is_signed = f"Credential={self.server.key}/" in self.headers.get("Authorization", "")
        if not is_signed:
            self._answer(403, DENIED.encode())
        return is_signed

    def _answer(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"0"')
        self.send_header("Last-Modified", "Mon, 02 Mar 2026 09:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def served(key: str) -> Iterator[S3]:
    with S3(key) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(PATIENCE_S)
