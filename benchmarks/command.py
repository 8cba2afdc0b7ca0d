"""One command that changes something, and one form, each alone: beside what a bare Bolt app needs to say nothing."""

import time

from benchmarks import gestures, pair, stage, world
from benchmarks.databases import Databases
from benchmarks.figures import Figure, Target, percentile

THREE_TIMES = Target("ratio", 3)
BETWEEN_S = 0.05
"""People type one command, look at its answer, and type the next: what follows from one is not in another's way."""


def measure(databases: Databases, commands: int, accounts: int) -> list[Figure]:
    figures = []
    for kind in databases.kinds:
        url = databases.new(kind)
        world.register(url, gestures.spreadsheet(accounts))
        with pair.started(url) as both:
            logged = gestures.logged_posts(both.ours, accounts)
            registered = gestures.registrations(both.ours)
            ours: dict[str, list[float]] = {"slash_commands": [], "interactive": []}
            bare: dict[str, list[float]] = {"slash_commands": [], "interactive": []}
            for _ in range(commands):
                for name, typed in (("slash_commands", next(logged)), ("interactive", next(registered))):
                    time.sleep(BETWEEN_S)
                    bare[name].append(stage.acknowledged(both.bare, name, typed))
                    ours[name].append(stage.acknowledged(both.ours, name, typed))
        for name, what in (("slash_commands", "`/account log`"), ("interactive", "the registration form")):
            for label, share, target in (("p50", 0.5, THREE_TIMES), ("p99", 0.99, None)):
                told = f"{what} with its commit, {kind}, {label}"
                figures.append(Figure(told, percentile(ours[name], share), "ms", percentile(bare[name], share), target))
    return figures
