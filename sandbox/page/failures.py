"""The switches of the faults panel: each plans one of the core's faults until it is switched off."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.workspace import Workspace
from sandbox.workspace.models import Json


@dataclass(frozen=True, slots=True)
class Failure:
    kind: str
    name: str
    about: str
    detail: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Switch:
    kind: str
    name: str
    about: str
    is_on: bool


LIMITS, OLD_BLOCKS = "limits", "old_blocks"
SETTINGS = {LIMITS, OLD_BLOCKS}
"""How Slack may be without anything being wrong."""
FAILURES = (
    Failure("ratelimited", "Too many requests", "Slack answers 429 and asks to wait 5 seconds.", (("seconds", 5.0),)),
    Failure("server_error", "Server error", "Slack answers 500, and has done nothing."),
    Failure("hang", "No answer", "Slack takes the call and is silent for 10 seconds.", (("seconds", 10.0),)),
    Failure(
        "accept_and_drop",
        "Accepts, then hangs up",
        "A message is stored, but the bot never hears so.",
        (("method", "chat.*"),),
    ),
    Failure("latency", "Slow network", "Every call takes one second longer.", (("seconds", 1.0),)),
    Failure("outage", "Outage", "Nothing reaches Slack at all."),
    Failure(
        LIMITS,
        "Slack's limits",
        "A message a second in each channel, and each method's calls a minute, taken strictly.",
    ),
    Failure(
        OLD_BLOCKS,
        "Without the newest blocks",
        "Slack refuses tables, charts, cards and alerts: it does not have them yet.",
    ),
)
_KNOWN = {failure.kind: failure for failure in FAILURES}


def switches(workspace: Workspace) -> Sequence[Switch]:
    planned = {str(fault["kind"]) for fault in workspace.faults.plan()}
    if workspace.limits.are_on:
        planned.add(LIMITS)
    if not workspace.has_new_blocks:
        planned.add(OLD_BLOCKS)
    return [Switch(each.kind, each.name, each.about, each.kind in planned) for each in FAILURES]


def switch(workspace: Workspace, kind: str, *, on: bool) -> None:
    """Switches one on or off; an unknown kind is a ValueError."""
    if kind not in _KNOWN:
        raise ValueError(f"There is no fault {kind!r}.")
    if kind == LIMITS:
        workspace.limits.are_on = on
    elif kind == OLD_BLOCKS:
        workspace.has_new_blocks = not on
    else:
        others = [fault for fault in workspace.faults.plan() if fault["kind"] != kind]
        _plan(workspace, [*others, {"kind": kind, "times": 0, **dict(_KNOWN[kind].detail)}] if on else others)


def failing(workspace: Workspace) -> Sequence[str]:
    """The names of what goes wrong now."""
    return [each.name for each in switches(workspace) if each.is_on and each.kind not in SETTINGS]


def switch_all_off(workspace: Workspace) -> None:
    """Every fault; not how Slack may be anyway."""
    workspace.faults.clear()


def _plan(workspace: Workspace, faults: Sequence[Json]) -> None:
    workspace.faults.clear()
    for fault in faults:
        workspace.faults.add(**fault)
