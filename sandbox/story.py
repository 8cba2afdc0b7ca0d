"""Plays a story: gestures of named people, written as YAML, done one after another in the workspace.

A step names who acts (`as`) and what they do:

    - {as: marta, in: "#general", type: /account register, fill: {network: x, handle: "@HelviaGlobal"}}
    - {as: priya, in: "#social-reviews", press: posts.approve, saying: Heart day}
    - {as: jonas, shortcut: posts.submit, fill: {text: Hello, planned: {hours: 26}, due: {days: 3}}}
    - {wait: {hours: 2}}

`fill` fills the form that the gesture opened and submits it. `press` and `choose` act on the newest message that
offers it and contains what `saying` says. A value `{hours: n}` is a moment from now, `{days: n}` a date,
`{days: n, at: "10:00"}` a moment of that day where the person is. `wait` moves the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from sandbox.desk import Desk
from sandbox.desk.answers import Value
from sandbox.desk.outcome import Impossible, Outcome, readable
from sandbox.workspace import Workspace
from sandbox.workspace.fields import elements
from sandbox.workspace.models import Json, Message

KEYS = {"as", "in", "type", "shortcut", "press", "choose", "value", "saying", "fill", "wait"}
PATIENCE = 15.0
"""Seconds to wait for a message to appear: the app sends what it decided a little later."""


class StoryFailed(Exception):
    """A step did not work out; the message says which and why."""


@dataclass(frozen=True)
class Step:
    number: int
    does: Json

    def __str__(self) -> str:
        gesture = {key: value for key, value in self.does.items() if key != "fill"}
        return f"Step {self.number} of the story ({', '.join(f'{key} {value}' for key, value in gesture.items())})"

    def text(self, key: str) -> str:
        return str(self.does.get(key, ""))


def read(file: Path) -> list[Step]:
    steps = [
        Step(number, does) for number, does in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")) or [], 1)
    ]
    for step in steps:
        if not isinstance(step.does, dict) or not set(step.does) <= KEYS:
            raise StoryFailed(f"Step {step.number} of the story has keys that are not {', '.join(sorted(KEYS))}.")
        if "as" not in step.does and "wait" not in step.does:
            raise StoryFailed(f"{step} does not say who acts.")
    return steps


def play(workspace: Workspace, steps: list[Step]) -> None:
    for step in steps:
        try:
            outcome = _do(workspace, step)
        except (Impossible, KeyError, ValueError) as problem:
            raise StoryFailed(f"{step}: {problem}") from problem
        if not outcome.ok:
            raise StoryFailed(f"{step}: {outcome.error or outcome.errors}")


def _do(workspace: Workspace, step: Step) -> Outcome:
    if "wait" in step.does:
        workspace.clock.move(timedelta(**step.does["wait"]))
        return Outcome()
    desk = Desk(workspace, step.text("as"))
    outcome = _gesture(workspace, desk, step)
    if not outcome.ok or "fill" not in step.does:
        return outcome
    for block_id, value in step.does["fill"].items():
        desk.fill({block_id: _value(workspace, desk, value)})
    return desk.submit()


def _gesture(workspace: Workspace, desk: Desk, step: Step) -> Outcome:
    if "type" in step.does:
        return desk.type(step.text("in"), step.text("type"))
    if "shortcut" in step.does:
        return desk.shortcut(step.text("shortcut"))
    action = step.text("press") or step.text("choose")
    message = _awaited(workspace, desk, step, action)
    if "press" in step.does:
        return desk.press(message.channel, message.ts, action)
    return desk.choose(message.channel, message.ts, action, _value(workspace, desk, step.does["value"]))


def _awaited(workspace: Workspace, desk: Desk, step: Step, action: str) -> Message:
    """The newest fitting message, waited for as long as it takes the app to send it."""
    version = workspace.changes.version
    while True:
        message = next(_offering(desk, step, action), None)
        if message is not None:
            return message
        newest = workspace.changes.wait(version, PATIENCE)
        if newest == version:
            raise Impossible(f"{desk.person.name} sees no message in {step.text('in')} that offers {action}.")
        version = newest


def _offering(desk: Desk, step: Step, action: str) -> Iterator[Message]:
    for message in reversed(desk.read(step.text("in"))):
        if step.text("saying") in readable(message) and any(
            each.action_id == action for each in elements(message.blocks)
        ):
            yield message


def _value(workspace: Workspace, desk: Desk, value: Value | Json) -> Value:
    if not isinstance(value, dict):
        return value
    there = workspace.clock.now().astimezone(ZoneInfo(desk.person.tz))
    if "at" in value:
        day = there.date() + timedelta(days=value["days"])
        return datetime.combine(day, time.fromisoformat(str(value["at"])), there.tzinfo)
    moment = there + timedelta(**value)
    return moment.date().isoformat() if set(value) == {"days"} else moment
