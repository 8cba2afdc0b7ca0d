"""What the log says: readable for machines and people, and never a secret."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAY = """
import logging, structlog
from bot import logs
from bot.settings import DatabaseSettings

logs.configure(DatabaseSettings(log_format={format!r}))
structlog.contextvars.bind_contextvars(request="r1", user="U0JONAS000", command="/account")
try:
    raise ValueError("postgresql://concord:very-secret@db/concord does not answer")
except ValueError:
    structlog.get_logger().exception("failed", token="xoxb-very-secret", nested={{"app": ["xapp-very-secret"]}})
logging.getLogger("elsewhere").warning("with xoxb-very-secret in it")
"""


def said(log_format: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", SAY.format(format=log_format)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stderr


@pytest.mark.parametrize("log_format", ["json", "console", "auto"])
def test_no_secret_is_ever_logged(log_format: str) -> None:
    told = said(log_format)
    assert "very-secret" not in told
    assert "[hidden]" in told


def test_each_line_says_who_did_what_in_which_request() -> None:
    for line in said("json").splitlines():
        told = json.loads(line)
        assert (told["request"], told["user"], told["command"]) == ("r1", "U0JONAS000", "/account")


def test_a_line_that_nobody_can_be_told_undoes_nothing() -> None:
    heard, broken = os.pipe()
    os.close(heard)
    words = [sys.executable, "-c", SAY.format(format="json") + "print('done')"]
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=broken, text=True)
    os.close(broken)
    assert done.stdout == "done\n"


def test_a_terminal_gets_lines_that_people_can_read() -> None:
    assert not said("console").startswith("{")
