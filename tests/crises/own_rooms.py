"""A company in which a red crisis has a channel of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.workspace.models import Channel
from tests.world import Helvia

NAME = "crisis-1-fake-vials-of-cardiva-are-sold-on-x"


@contextmanager
def red_has_rooms(helvia: Helvia) -> Iterator[Helvia]:
    in_force, before = helvia.concord.in_force, helvia.concord.governance
    *calmer, red = before.risk.bands
    bands = [*calmer, red.model_copy(update={"own_room": True})]
    risk = before.risk.model_copy(update={"bands": bands})
    in_force.take_up(before.model_copy(update={"risk": risk}))
    yield helvia
    in_force.take_up(before)


def rooms(helvia: Helvia) -> list[Channel]:
    helvia.settle()
    return [each for each in helvia.workspace.state.channels.values() if each.name.startswith("crisis-")]


def room(helvia: Helvia) -> Channel:
    [only] = rooms(helvia)
    return only
