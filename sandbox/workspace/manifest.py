"""The app's manifest: what of the app exists in the workspace, checked against Slack's schema for manifests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft7Validator

from sandbox.contract import event_scopes, manifest_schema
from sandbox.workspace.models import Json

FAMILIES = {"public": "channels:", "private": "groups:", "im": "im:", "mpim": "mpim:"}
"""Which scopes count for which kind of conversation."""


class BadManifest(ValueError):
    """The manifest is not one that Slack would take; the message has a sentence for each problem."""


@dataclass(frozen=True)
class Command:
    name: str
    about: str
    hint: str = ""
    should_escape: bool = False
    url: str = ""


@dataclass(frozen=True)
class Shortcut:
    name: str
    callback_id: str
    kind: str
    about: str = ""


@dataclass(frozen=True)
class Manifest:
    app_name: str
    bot_name: str
    commands: dict[str, Command]
    shortcuts: list[Shortcut]
    events: frozenset[str]
    scopes: frozenset[str]
    has_home: bool
    has_messages_tab: bool
    is_read_only: bool
    """Nobody writes to the app in its Messages tab."""
    is_interactive: bool

    def has_one_of(self, scopes: list[str], kind: str) -> bool:
        """Whether any of these is granted that counts for this kind of conversation; none are needed where none are
        documented.
        """
        return not scopes or bool(self.scopes & set(counting(scopes, kind)))

    @classmethod
    def read(cls, file: Path) -> Manifest:
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as problem:
            raise BadManifest(f"The manifest {file} cannot be read: {problem.strerror}.") from problem
        return cls.of(_parsed(file, text))

    @classmethod
    def of(cls, data: Json) -> Manifest:
        if problems := list(_problems(data)):
            raise BadManifest("\n".join(problems))
        features, settings = data.get("features", {}), data.get("settings", {})
        tabs = features.get("app_home", {})
        return cls(
            app_name=data["display_information"]["name"],
            bot_name=features.get("bot_user", {}).get("display_name", ""),
            commands={row["command"]: _command(row) for row in features.get("slash_commands", [])},
            shortcuts=[_shortcut(row) for row in features.get("shortcuts", [])],
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            scopes=frozenset(data.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            has_home=tabs.get("home_tab_enabled", False),
            has_messages_tab=tabs.get("messages_tab_enabled", True),
            is_read_only=tabs.get("messages_tab_read_only_enabled", False),
            is_interactive=settings.get("interactivity", {}).get("is_enabled", False),
        )

    def shortcut(self, callback_id: str, kind: str) -> Shortcut | None:
        return next((each for each in self.shortcuts if (each.callback_id, each.kind) == (callback_id, kind)), None)


def counting(scopes: list[str], kind: str) -> list[str]:
    """Of a method's or an event's scopes those of this kind's family, where any is of a family."""
    return [each for each in scopes if each.startswith(FAMILIES[kind])] or scopes


def _parsed(file: Path, text: str) -> Json:
    """JSON first: YAML has most of it too, but takes no tabs."""
    try:
        data: Json = json.loads(text)
    except ValueError:
        try:
            data = yaml.load(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as problem:
            raise BadManifest(f"The manifest {file} is neither JSON nor YAML: {problem}") from problem
    return data


def _command(row: Json) -> Command:
    return Command(
        row["command"],
        row["description"],
        row.get("usage_hint", ""),
        row.get("should_escape", False),
        row.get("url", ""),
    )


def _shortcut(row: Json) -> Shortcut:
    return Shortcut(row["name"], row["callback_id"], row["type"], row["description"])


def _problems(data: object) -> Iterator[str]:
    if not isinstance(data, dict):
        yield "The manifest is empty."
        return
    version = data.get("_metadata", {}).get("major_version", 1)
    for error in sorted(_validator(2 if version == 2 else 1).iter_errors(data), key=lambda each: list(each.path)):
        place = ".".join(str(part) for part in error.absolute_path) or "manifest"
        yield f"{place}: {error.message}."
    yield from _missing_scopes(data)


def _missing_scopes(data: Json) -> Iterator[str]:
    """What the schema cannot say: a command needs the scope `commands`, an event one of its own."""
    scopes = set(data.get("oauth_config", {}).get("scopes", {}).get("bot", []))
    features = data.get("features", {})
    if (features.get("slash_commands") or features.get("shortcuts")) and "commands" not in scopes:
        yield "oauth_config.scopes.bot: slash commands and shortcuts need the scope commands."
    known = event_scopes()
    for event in data.get("settings", {}).get("event_subscriptions", {}).get("bot_events", []):
        if event not in known:
            yield f"settings.event_subscriptions.bot_events: there is no event {event}."
        elif known[event] and not scopes & set(known[event]):
            yield f"settings.event_subscriptions.bot_events: {event} needs the scope {' or '.join(known[event])}."


@cache
def _validator(version: int) -> Draft7Validator:
    return Draft7Validator(manifest_schema(version))
