"""Where things are measured: a Slack of this machine whose clock runs, and apps beside it as processes of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psutil

from bot.settings import PACKAGED_GOVERNANCE
from sandbox.helvia import COMPANY_FILE
from sandbox.server import LOOPBACK, Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.company import Company
from sandbox.workspace.line import Delivery
from sandbox.workspace.manifest import Manifest
from sandbox.workspace.models import Json

ROOT = Path(__file__).parents[1]
PATIENCE_S = 60.0
A_GLANCE_S = 0.02
PING_S = 5.0
TO_LEAVE_S = 10.0
MEGABYTE = 1_000_000


class Failed(Exception):
    """What was to be measured did not happen."""


@contextmanager
def slack() -> Iterator[Sandbox]:
    """Helvia's workspace on its first day, with the system's clock."""
    workspace = Workspace(Company.read(COMPANY_FILE), Manifest.read(ROOT / "manifest.yml"))
    sandbox = Sandbox(workspace, ping_seconds=PING_S).start()
    try:
        yield sandbox
    finally:
        sandbox.stop()


@dataclass(frozen=True)
class App:
    """A process that works for a workspace; `seconds` is how long it took until it was ready."""

    process: subprocess.Popen[bytes]
    url: str
    seconds: float

    def megabytes(self) -> float:
        return float(psutil.Process(self.process.pid).memory_info().rss) / MEGABYTE


@contextmanager
def app(sandbox: Sandbox, words: Sequence[str], *, database: str = "", by: str = "socket") -> Iterator[App]:
    """`python -m …`, once it is there: `by` its socket, by its `pages`, or by `nothing` that is waited for."""
    with TemporaryDirectory(prefix="concord-benchmarks-") as folder:
        port = free_port()
        environment = {**_kept(), **sandbox.environment, "PORT": str(port), "PYTHONPATH": str(ROOT)}
        environment["GOVERNANCE_FILE"] = str(PACKAGED_GOVERNANCE)
        environment |= {"DATABASE_URL": database} if database else {}
        url, log = f"http://{LOOPBACK}:{port}", Path(folder) / "log"
        with log.open("wb") as output:
            began = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, "-m", *words], env=environment, cwd=folder, stdout=output, stderr=output
            )
        try:
            if by != "nothing":
                _wait_until_ready(process, sandbox, url, by, log)
            yield App(process, url, time.perf_counter() - began)
        finally:
            process.terminate()
            _leave(process)


def _kept() -> Mapping[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def _leave(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(TO_LEAVE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], sandbox: Sandbox, url: str, by: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        if sandbox.sockets.wait_for(1, A_GLANCE_S) if by == "socket" else _listens(url):
            return
        time.sleep(A_GLANCE_S)
    raise Failed(f"An app did not become ready:\n{log.read_text()[-3000:]}")


def _listens(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz", trust_env=False).status_code < httpx.codes.INTERNAL_SERVER_ERROR
    except httpx.TransportError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def acknowledged(sandbox: Sandbox, kind: str, payload: Json) -> float:
    """Milliseconds until the app's acknowledgement was here; raises Failed for one that Slack would not take."""
    began = time.perf_counter()
    reply = sandbox.workspace.line.deliver(Delivery(kind, payload))
    took = (time.perf_counter() - began) * 1000
    if reply.body is None or "errors" in reply.body:
        raise Failed(f"Not acknowledged: {reply}")
    return took
