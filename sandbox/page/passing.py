"""How the clock gets from now to later: it stops where something falls due, until the bot has done it."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from sandbox.page.due import AGAIN_IN, TRIES, NextDue
from sandbox.workspace.clock import WorkspaceClock

A_MOMENT = timedelta(seconds=1)
GRAIN = timedelta(minutes=1)
"""What falls due within it is done at one stop."""


def pass_by(clock: WorkspaceClock, next_due: NextDue, step: timedelta) -> None:
    """Forward by `step`, through the due moments on the way."""
    target = clock.now() + step
    while (due := _coming(clock, next_due)) is not None and due < target:
        now = clock.now()
        clock.move(max(min(max(due + A_MOMENT, now + GRAIN), target) - now, timedelta()))
    clock.move(max(target - clock.now(), timedelta()))


def _coming(clock: WorkspaceClock, next_due: NextDue) -> datetime | None:
    """What falls due next; None where there is nothing, or where the bot does not get done what is due already."""
    for _ in range(TRIES):
        now = clock.now()
        due = next_due(since=now)
        if due is None or due > now:
            return due
        time.sleep(AGAIN_IN)
    return None
