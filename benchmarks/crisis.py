"""A crisis is raised while nothing else happens: how long until its card is in the war room and its lead is asked."""

import time

from benchmarks import gestures, stage
from benchmarks.databases import Databases, Kind
from benchmarks.figures import Figure, spread
from sandbox.server import Sandbox
from sandbox.workspace.models import Json

WAR_ROOM = "C0WARROOM0"
LEAD = "thomas"
QUIET_S = 3.0
"""Until all that follows from one is said, at a message a second."""


def measure(databases: Databases, crises: int) -> list[Figure]:
    figures = []
    for kind in databases.kinds:
        room, asked, bare = _in_turns(databases, kind, crises)
        figures += spread(f"a crisis, from its form to the war room, {kind}", "ms", room, bare, None)
        figures += spread(f"a crisis, from its form to its lead, {kind}", "ms", asked, bare, None)
    return figures


def _in_turns(databases: Databases, kind: Kind, crises: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of each: to the war room, to the lead; and to the room of an app that does nothing but post."""
    room: list[float] = []
    asked: list[float] = []
    bare: list[float] = []
    with (
        stage.slack() as ours,
        stage.slack() as other,
        stage.app(ours, ["bot", "run"], database=databases.new(kind)),
        stage.app(other, ["benchmarks.saying"]),
    ):
        forms = gestures.crises(ours)
        lead = ours.workspace.rooms.direct(ours.workspace.person(LEAD).id, ours.workspace.bot.id).id
        for _ in range(crises):
            time.sleep(QUIET_S)
            form = next(forms)
            bare += _arrivals(other, form, WAR_ROOM)
            for series, took in zip((room, asked), _arrivals(ours, form, WAR_ROOM, lead), strict=True):
                series.append(took)
    return room, asked, bare


def _arrivals(sandbox: Sandbox, form: Json, *channels: str) -> list[float]:
    """From sending the form until something new stood in each channel."""
    began = time.time()
    stage.acknowledged(sandbox, "interactive", form)
    return [(_first_after(sandbox, each, began) - began) * 1000 for each in channels]


def _first_after(sandbox: Sandbox, channel: str, began: float) -> float:
    until = time.monotonic() + stage.PATIENCE_S
    while time.monotonic() < until:
        arrived = (float(each.ts) for each in sandbox.workspace.messages.lasting(channel))
        if first := next((ts for ts in arrived if ts >= began), None):
            return first
        time.sleep(stage.A_GLANCE_S)
    raise stage.Failed(f"Nothing arrived in {channel}")
