"""A message to each of many channels of a Slack that takes as long for a call as the real one: Concord's sender beside
the bare WebClient with as many threads.
"""

from benchmarks import delivery
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Target
from bot.kernel.outbox.outcomes import THREADS

A_CALL_S = 0.1
HALF_AS_FAST = Target("ratio", 2.0)
"""By how long each letter takes."""


def measure(databases: Databases, letters: int) -> list[Figure]:
    bare = 1000 / delivery.posted(letters, THREADS, a_call_s=A_CALL_S)
    what = f"a letter of {letters}, {A_CALL_S * 1000:.0f} ms a call"
    return [
        Figure(
            f"{what}, {kind}, beside a WebClient's {THREADS} threads",
            1000 / delivery.sent(databases.new(kind), letters, a_call_s=A_CALL_S),
            "ms",
            bare,
            HALF_AS_FAST,
        )
        for kind in databases.kinds
    ]
