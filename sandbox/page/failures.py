"""The switches of the faults panel: each plans one of the core's faults until it is switched off."""

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True, slots=True)
class Setting:
    is_on: Callable[[Workspace], bool]
    turn: Callable[[Workspace, bool], None]


def _limit(workspace: Workspace, on: bool) -> None:
    workspace.limits.are_on = on


def _grow_old(workspace: Workspace, on: bool) -> None:
    workspace.has_new_blocks = not on


def _forbid_channels(workspace: Workspace, on: bool) -> None:
    workspace.restrict(*(["conversations.create"] if on else []))


SETTINGS = {
    "limits": Setting(lambda workspace: workspace.limits.are_on, _limit),
    "old_blocks": Setting(lambda workspace: not workspace.has_new_blocks, _grow_old),
    "no_channels": Setting(lambda workspace: bool(workspace.restricted), _forbid_channels),
}
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
        "limits",
        "Slack's limits",
        "A message a second in each channel, and each method's calls a minute, taken strictly.",
    ),
    Failure(
        "old_blocks",
        "Without the newest blocks",
        "Slack refuses tables, charts, cards and alerts: it does not have them yet.",
    ),
    Failure("no_channels", "No new channels", "Only administrators make channels: the bot may not."),
)
_KNOWN = {failure.kind: failure for failure in FAILURES}


def switches(workspace: Workspace) -> Sequence[Switch]:
    planned = {str(fault["kind"]) for fault in workspace.faults.plan()}
    planned |= {kind for kind, setting in SETTINGS.items() if setting.is_on(workspace)}
    return [Switch(each.kind, each.name, each.about, each.kind in planned) for each in FAILURES]


def switch(workspace: Workspace, kind: str, *, on: bool) -> None:
    """Switches one on or off; an unknown kind is a ValueError."""
    if kind not in _KNOWN:
        raise ValueError(f"There is no fault {kind!r}.")
    if kind in SETTINGS:
        SETTINGS[kind].turn(workspace, on)
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
