"""What the log says: readable for machines and people, and never a secret."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[1]
SAY = """
import logging, structlog
from bot.health import logs
from bot.settings import DatabaseSettings

logs.configure(DatabaseSettings(log_format={format!r}))
structlog.contextvars.bind_contextvars(request="r1", user="U0JONAS000", command="/account")
try:
    raise ValueError("postgresql://concord:very-secret@db/concord does not answer")
except ValueError:
    structlog.get_logger().exception("failed", token="xoxb-very-secret", nested={{"app": ["xapp-very-secret"]}})
logging.getLogger("elsewhere").warning("with xoxb-very-secret in it")
"""
FAIL_EVERYWHERE = """
import logging, threading
import httpx
from bot import settings
from bot.health import logs
from bot.run.front import Desk, Front
from bot.kernel.schedule import attempt
from bot.run.server import Server
from bot.settings import DatabaseSettings

def fail(*_):
    raise ConnectionError("very/secret was refused") from ValueError("very/secret")

logs.configure(settings.load(DatabaseSettings))
thread = threading.Thread(target=fail)
thread.start()
thread.join()
attempt("job", fail)
pages = Desk(fail, threads=1, limit=1, longest=1)
with Server(lambda these: Front(these, pages), "127.0.0.1", 0, connections=4) as server:
    assert httpx.get(f"http://127.0.0.1:{server.port}").status_code == 500
try:
    fail()
except OSError:
    logging.getLogger("of.a.library").exception("it said %s", "very/secret")
fail()
"""
FAILURES = ["thread_died", "job_failed", "Exception in ASGI application", "it said [hidden]", "process_ends"]
SETTINGS = {"DATABASE_URL": "postgresql://concord:very/secret@localhost/concord", "LOG_FORMAT": "json"}


def logged(log_format: str) -> str:
    process = subprocess.run(
        [sys.executable, "-c", SAY.format(format=log_format)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    return process.stderr


@pytest.mark.parametrize("log_format", ["json", "console", "auto"])
def test_no_secret_is_ever_logged(log_format: str) -> None:
    log = logged(log_format)
    assert "very-secret" not in log
    assert "[hidden]" in log


def test_each_line_says_who_did_what_in_which_request() -> None:
    for line in logged("json").splitlines():
        entry = json.loads(line)
        assert (entry["request"], entry["user"], entry["command"]) == ("r1", "U0JONAS000", "/account")


def test_a_line_that_nobody_can_be_told_undoes_nothing() -> None:
    heard, broken = os.pipe()
    os.close(heard)
    words = [sys.executable, "-c", SAY.format(format="json") + "print('done')"]
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=broken, text=True, timeout=PATIENCE_S)
    os.close(broken)
    assert done.stdout == "done\n"


def test_a_terminal_gets_lines_that_people_can_read() -> None:
    assert not logged("console").startswith("{")


def test_what_fails_anywhere_is_logged_once_with_its_traceback_and_without_secrets() -> None:
    words = [sys.executable, "-c", FAIL_EVERYWHERE]
    environment = {**os.environ, **SETTINGS}
    ended = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_S)
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [line["event"].strip() for line in lines] == FAILURES
    for line in lines:
        assert "in fail" in line["exception"]
        assert "ConnectionError: [hidden] was refused" in line["exception"]
    assert "very/secret" not in ended.stderr + ended.stdout
