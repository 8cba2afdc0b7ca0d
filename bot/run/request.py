"""A request to the web server as it came in, whole, and what it is replied; a WSGI application answers one, too."""

import io
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from wsgiref.types import WSGIApplication, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class Request:
    """Names of headers are in lower case; one that came twice holds both values, with a comma between."""

    method: str
    path: str
    query: str
    headers: Mapping[bytes, bytes]
    body: bytes
    peer: tuple[str, int]
    """Address and port of the other end."""
    arrived: float
    """A stamp of `arrival`."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""


Answers = Callable[[Request], Reply]


def by_wsgi(application: WSGIApplication) -> Answers:
    def answer(request: Request) -> Reply:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        written: list[bytes] = []

        def start(status: str, headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
            begun.append((status, headers))
            return written.append

        written.extend(application(_environment(request), start))
        status, headers = begun[-1]
        return Reply(int(status.split()[0]), headers, b"".join(written))

    return answer


def _environment(request: Request) -> WSGIEnvironment:
    """As PEP 3333 has it."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers.items()}
    return {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": request.path.encode().decode("latin-1"),
        "QUERY_STRING": request.query,
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "REMOTE_ADDR": request.peer[0],
        "SERVER_NAME": headers.get("host", ""),
        "SERVER_PORT": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
    }
