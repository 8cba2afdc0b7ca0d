"""The processes that the sandbox runs: the app itself, and what is to be done before its first start."""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from collections.abc import Mapping, Sequence

TIME_TO_STOP = 4.0
SIGNALLED = 128
"""A shell's exit code for a process that a signal ended is this and the signal's number."""


class AppProcess:
    """The app, in a session of its own so that Ctrl-C reaches it only through us; `ended` is set when it ends."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], ended: threading.Event) -> None:
        self._process = subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True)
        self._ended = ended
        threading.Thread(target=self._watch, name="sandbox-app", daemon=True).start()

    def stop(self) -> tuple[int, str]:
        """The app's own exit code where it ended by itself, with a sentence that says so; 0 where we asked it to."""
        if self._process.poll() is not None:
            code = _code(self._process.returncode)
            return code, f"The app ended by itself (exit code {code}), so its sandbox ends too."
        self._process.terminate()
        try:
            self._process.wait(TIME_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
        return 0, ""

    def _watch(self) -> None:
        self._process.wait()
        self._ended.set()


def run_first(command: str, environment: Mapping[str, str]) -> tuple[int, str]:
    """Runs a command to its end; its exit code, and the sentence that is due where it failed."""
    done = subprocess.run(shlex.split(command), env={**os.environ, **environment}, check=False)
    code = _code(done.returncode)
    return code, f"The app was not started, because this failed (exit code {code}): {command}" if code else ""


def _code(returned: int) -> int:
    return returned if returned >= 0 else SIGNALLED - returned
