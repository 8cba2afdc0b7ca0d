"""What a process of Concord's needs: seconds until it is ready, memory while nothing happens and after a burst."""

import time
from itertools import islice
from statistics import median

from benchmarks import gestures, pair
from benchmarks.burst import at_once
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Target

IDLE_S = 3.0
BURSTS = 5
SLIM = Target("ours", 120)


def measure(databases: Databases, starts: int, forms: int) -> list[Figure]:
    ours, bare, idle, nothing = [], [], [], []
    for _ in range(starts):
        url = databases.new("SQLite")
        with pair.started(url) as both:
            time.sleep(IDLE_S)
            ours.append(both.concord.seconds)
            bare.append(both.nothing.seconds)
            idle.append(both.concord.megabytes())
            nothing.append(both.nothing.megabytes())
    with pair.started(url) as both:
        typed = gestures.registrations(both.ours)
        for _ in range(BURSTS):
            payloads = list(islice(typed, forms))
            at_once(both.ours, payloads)
            at_once(both.bare, payloads)
        busy = Figure(
            f"memory of `run` after {BURSTS} bursts", both.concord.megabytes(), "MB", both.nothing.megabytes()
        )
    return [
        Figure("start of `run`, until its socket is connected", median(ours), "s", median(bare)),
        Figure("memory of `run`, idle", median(idle), "MB", median(nothing), SLIM),
        busy,
    ]
