"""A company in which a red crisis has a channel of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.workspace.models import Channel
from tests.governance import in_war_room
from tests.world import Helvia

NAME = "crisis-1-fake-vials-of-cardiva-are-sold-on-x"


@contextmanager
def red_has_rooms(helvia: Helvia) -> Iterator[Helvia]:
    in_force, before = helvia.concord.in_force, helvia.concord.governance
    in_force.take_up(in_war_room(before, is_so=False))
    yield helvia
    in_force.take_up(before)


def rooms(helvia: Helvia) -> list[Channel]:
    helvia.settle()
    return [each for each in helvia.workspace.state.channels.values() if each.name.startswith("crisis-")]


def room(helvia: Helvia) -> Channel:
    [only] = rooms(helvia)
    return only
