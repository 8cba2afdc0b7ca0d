"""What a process is asked by a signal: to end, by Ctrl-C or SIGTERM, or to read again what it goes by, by SIGHUP."""

import math
import os
import signal
import time
from collections.abc import Callable
from types import FrameType

from bot.kernel.schedule import attempt

GLANCE_S = 0.2
STDIN = 0


class Shutdown:
    """Looked at in glances: a signal that another thread happens to take wakes nobody who waits for a lock, and taking
    a lock within a signal's handler may wait for ever.
    """

    def __init__(self, read_again: Callable[[], None]) -> None:
        self.is_asked = False
        self._read_again, self._is_to_read = read_again, False
        self._has_terminal = os.isatty(STDIN)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)
        signal.signal(signal.SIGHUP, self._hang_up)

    def wait(self, seconds: float = math.inf) -> None:
        """Until it is asked, or that time is over."""
        over = time.monotonic() + seconds
        while not self.is_asked and (left := over - time.monotonic()) > 0:
            if self._is_to_read:
                self._is_to_read = False
                attempt("read_again", self._read_again)
            time.sleep(min(left, GLANCE_S))

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True

    def _hang_up(self, number: int, frame: FrameType | None) -> None:
        """The same signal comes when the terminal is closed in which the process was started."""
        if self._has_terminal and not os.isatty(STDIN):
            self.is_asked = True
        self._is_to_read = True
