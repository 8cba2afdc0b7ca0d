"""A hundred people submit a form in the same moment: how long each waits for Slack's acknowledgement."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice, product

from benchmarks import gestures, pair, stage
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Target, spread
from benchmarks.pair import Pair, Transport
from sandbox.server import Sandbox
from sandbox.workspace.models import Json

A_SECOND = Target("ours", 1000)
TRANSPORTS: tuple[Transport, ...] = ("Socket Mode", "HTTP")


def measure(databases: Databases, forms: int, bursts: int) -> list[Figure]:
    figures = []
    for over, kind in product(TRANSPORTS, databases.kinds):
        with pair.started(databases.new(kind), over) as both:
            ours, bare = alternately(both, forms, bursts)
        figures += spread(f"{forms} forms at once, {over}, {kind}", "ms", ours, bare, A_SECOND)
    return figures


def alternately(both: Pair, forms: int, bursts: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each form, Concord's and the bare app's; one burst more than counted warms both up."""
    typed = gestures.registrations(both.ours)
    ours: list[list[float]] = []
    bare: list[list[float]] = []
    for _ in range(bursts + 1):
        payloads = list(islice(typed, forms))
        bare.append(at_once(both.bare, payloads))
        ours.append(at_once(both.ours, payloads))
    return list(chain(*ours[1:])), list(chain(*bare[1:]))


def at_once(sandbox: Sandbox, payloads: Sequence[Json]) -> list[float]:
    with ThreadPoolExecutor(len(payloads)) as pool:
        return list(pool.map(lambda payload: stage.acknowledged(sandbox, "interactive", payload), payloads))
