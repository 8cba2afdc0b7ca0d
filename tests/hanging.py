"""A test that hangs fails, with what each thread was doing, and the others go on.

Each phase has its own limit, and what a test does on its way out is ended too: a plugin that sets one alarm a test, and
none after a failure, would wait for the thread that the failed test was to let go.
"""

import faulthandler
import os
import signal
from collections.abc import Generator

import pytest

LIMIT_S = float(os.environ.get("LIMIT_S") or 240)
"""No phase of a test takes so long, however busy the machine."""
ON_THE_WAY_OUT = 0.1
"""Of the limit: how long each thing may take that an ended test still waits for."""


def _end(*_: object) -> None:
    faulthandler.dump_traceback()
    pytest.fail(f"It hung for {LIMIT_S:g} s: what each thread was doing is in the captured stderr.")


@pytest.hookimpl(wrapper=True)
def _within_limit() -> Generator[None, object, object]:
    signal.signal(signal.SIGALRM, _end)
    signal.setitimer(signal.ITIMER_REAL, LIMIT_S, LIMIT_S * ON_THE_WAY_OUT)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


pytest_runtest_setup = pytest_runtest_call = pytest_runtest_teardown = _within_limit
