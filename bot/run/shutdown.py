"""Whether this process was asked to end, by Ctrl-C or SIGTERM."""

import math
import signal
import time
from types import FrameType

GLANCE_S = 0.2


class Shutdown:
    """Looked at in glances: a signal that another thread happens to take wakes nobody who waits for a lock, and taking
    a lock within a signal's handler may wait for ever.
    """

    def __init__(self) -> None:
        self.is_asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def wait(self, seconds: float = math.inf) -> None:
        """Until it is asked, or that time is over."""
        over = time.monotonic() + seconds
        while not self.is_asked and (left := over - time.monotonic()) > 0:
            time.sleep(min(left, GLANCE_S))

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True
