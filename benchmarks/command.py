"""One command that changes something, and one form, each alone: beside what a bare Bolt app needs to say nothing."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import gestures, pair, stage, world
from benchmarks.databases import Databases, Kind
from benchmarks.figures import Figure, Target, percentile
from sandbox.server import Sandbox

THREE_TIMES = Target("ratio", 3)
BETWEEN_S = 0.05
"""People type one command, look at its answer, and type the next: what follows from one is not in another's way."""
LOG, FORM = "`/account log` with its commit", "the registration form with its commit"
BY_HAND = "the rows of `/account log` written by hand"


def measure(databases: Databases, commands: int, accounts: int) -> list[Figure]:
    figures = []
    for kind in databases.kinds:
        times = _in_turns(databases, kind, commands, accounts)
        for what, (ours, bare) in times.items():
            target = THREE_TIMES if what is not BY_HAND else None
            for label, share, aim in (("p50", 0.5, target), ("p99", 0.99, None)):
                title = f"{what}, {kind}, {label}"
                figures.append(Figure(title, percentile(ours, share), "ms", percentile(bare, share), aim))
    return figures


def _in_turns(databases: Databases, kind: Kind, commands: int, accounts: int) -> dict[str, tuple[list[float], ...]]:
    """Milliseconds of each: Concord's, or those by hand, and the bare app's."""
    times: dict[str, tuple[list[float], ...]] = {what: ([], []) for what in (LOG, FORM, BY_HAND)}
    url, other = (_registered(databases, kind, accounts) for _ in range(2))
    with pair.started(url) as both, _by_hand(other) as by_hand:
        logged = gestures.logged_posts(both.ours, accounts)
        registered = gestures.registrations(both.ours)
        for _ in range(commands):
            log, form = ("slash_commands", next(logged)), ("interactive", next(registered))
            for what, asked, (name, typed) in ((LOG, both.ours, log), (FORM, both.ours, form), (BY_HAND, by_hand, log)):
                time.sleep(BETWEEN_S)
                times[what][1].append(stage.acknowledged(both.bare, name, typed))
                times[what][0].append(stage.acknowledged(asked, name, typed))
    return times


def _registered(databases: Databases, kind: Kind, accounts: int) -> str:
    url = databases.new(kind)
    world.register(url, gestures.spreadsheet(accounts))
    return url


@contextmanager
def _by_hand(url: str) -> Iterator[Sandbox]:
    with stage.slack() as sandbox, stage.app(sandbox, ["benchmarks.by_hand"], database=url):
        yield sandbox
