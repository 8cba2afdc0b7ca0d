"""One test that waits for what never comes does not take the others with it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[1]
TESTS = """
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

@pytest.fixture
def endless():
    yield
    Event().wait()

def test_of_a_body(endless):
    Event().wait()

def test_of_a_failure():
    never = Event()
    with ThreadPoolExecutor() as threads:
        threads.submit(never.wait)
        raise ValueError("the one that counts")

def test_of_the_others():
    pass
"""


def test_a_test_that_hangs_fails_where_it_hangs_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "test_endless.py").write_text(TESTS)
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "1",
        "-p",
        "tests.hanging",
        f"--rootdir={tmp_path}",
        str(tmp_path),
    ]
    environment = {**os.environ, "LIMIT_S": "0.5"}
    run = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE_S)
    assert "2 failed, 1 passed, 1 error" in run.stdout, run.stdout
    assert "in test_of_a_body" in run.stdout
    assert 'ValueError("the one that counts")' in run.stdout
