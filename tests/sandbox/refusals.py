"""What the Web API refuses, as tables: each situation is tried by HTTP, each documented error accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.api.registry import METHODS
from sandbox.contract import documented_methods
from sandbox.desk import Desk
from sandbox.workspace import Workspace
from tests.sandbox.tiny import Json

GENERAL = "C0GENERAL0"
EVERYWHERE = frozenset(
    {
        *("not_authed", "invalid_auth", "not_allowed_token_type", "missing_scope", "ratelimited", "unknown_method"),
        *("invalid_arguments", "invalid_arg_name", "invalid_array_arg", "invalid_json", "json_not_object"),
        *("invalid_charset", "invalid_form_data", "invalid_post_type", "missing_post_type"),
    }
)
"""What any method may answer; Slack's list of a method's own errors leaves it out."""


@dataclass(frozen=True)
class Scene:
    """The app and the workspace at the moment of a call; each of these brings about a situation."""

    client: WebClient
    workspace: Workspace
    _patch: pytest.MonkeyPatch

    def posted(self, channel: str = GENERAL, **content: Any) -> Json:
        """Where a message of the app stands."""
        return pick(self.client.chat_postMessage(channel=channel, **{"text": "x", **content}).data, "channel", "ts")

    def typed(self, handle: str = "marta", channel: str = "#general") -> Json:
        """Where a message of a person stands."""
        message = Desk(self.workspace, handle).type(channel, "Mine").message
        assert message is not None
        return {"channel": message.channel, "ts": message.ts}

    def trigger(self, person: str = "U0MARTA000", view: str = "") -> str:
        return self.workspace.tickets.new_trigger(person, view)

    def archive(self, channel: str = GENERAL) -> str:
        self.workspace.rooms.archive(self.workspace.channel(channel), self.workspace.person("marta").id)
        return channel

    def leave(self, channel: str = GENERAL) -> str:
        """The app is no member any more."""
        self.workspace.rooms.leave(self.workspace.channel(channel), self.workspace.bot.id)
        return channel

    def forbid(self, *methods: str) -> None:
        """A preference of the workspace leaves these to administrators."""
        self.workspace.restrict(*methods)

    def manifest(self, **changed: Any) -> None:
        """The app is another one until the test ends."""
        self._patch.setattr(self.workspace, "manifest", replace(self.workspace.manifest, **changed))

    def without_scope(self, *scopes: str) -> None:
        self.manifest(scopes=self.workspace.manifest.scopes - set(scopes))

    def triggers_live(self, seconds: float) -> None:
        self._patch.setattr(self.workspace.tickets, "trigger_life", seconds)

    def contents(self) -> object:
        """What there is to see; a direct message in which nobody wrote is nothing."""
        state, views = self.workspace.state, self.workspace.views
        messages = {channel: content for channel, content in state.messages.items() if content}
        channels = [channel for channel in state.channels.values() if not channel.is_im]
        modals = [views.stack(person) for person in state.people]
        return deepcopy((messages, channels, state.groups, state.homes, state.files, modals))

    def call(self, method: str, arguments: Json) -> Json:
        """The answer, good or bad; as JSON where the method reads JSON."""
        json, params = (arguments, {}) if documented_methods()[method]["json_input_supported"] else (None, arguments)
        try:
            return data(self.client.api_call(method, json=json, params=params).data)
        except SlackApiError as problem:
            return data(problem.response.data)


Arguments = Json | Callable[[Scene], Json]
Situations = Mapping[str, tuple[str, Arguments]]
"""Situation in words → the error, and the arguments of the call (or what brings the situation about and gives them)."""


@dataclass(frozen=True)
class Refusal:
    method: str
    situation: str
    error: str
    arguments: Arguments

    def __str__(self) -> str:
        return f"{self.method}: {self.situation}"

    def check(self, scene: Scene) -> Json:
        """Is refused, with this error and no other, and nothing has changed; the whole answer."""
        arguments = made(self.arguments, scene)
        before = scene.contents()
        answer = scene.call(self.method, arguments)
        assert answer.get("error") == self.error, answer
        assert scene.contents() == before, "changed, though refused"
        return answer


def made(arguments: Arguments, scene: Scene) -> Json:
    return arguments(scene) if callable(arguments) else arguments


def also(more: Arguments, situations: Situations) -> Situations:
    """The same situations in a call with more arguments, which are made first and give way."""

    def added(arguments: Arguments) -> Arguments:
        return lambda scene: made(more, scene) | made(arguments, scene)

    return {situation: (error, added(arguments)) for situation, (error, arguments) in situations.items()}


def refusals(table: Mapping[str, Situations]) -> list[Refusal]:
    """The rows of a table of situations by method."""
    return [
        Refusal(method, situation, error, arguments)
        for method, situations in table.items()
        for situation, (error, arguments) in situations.items()
    ]


def check_account(
    method: str, rows: Iterable[Refusal], never: Mapping[str, Iterable[str]], observed: Iterable[str] = ()
) -> None:
    """Each documented error of a method is tried or has a reason why it never comes, and nothing else is tried.

    `never` has the errors by reason; `observed` are those that Slack gives without saying so in its list.
    """
    documented = set(documented_methods()[method]["errors"])
    tried = {row.error for row in rows if row.method == method}
    explained = {code for codes in never.values() for code in codes}
    assert documented - tried - explained == set(), "documented, but neither tried nor explained"
    assert documented & tried & explained == set(), "tried, though it is said never to come"
    assert tried - documented - EVERYWHERE == set(observed), "not documented for this method"


def unexplained(methods: Iterable[str], never: Mapping[str, Iterable[str]]) -> set[str]:
    """The errors for which there is a reason though no method of these documents them."""
    documented = {code for method in methods for code in documented_methods()[method]["errors"]}
    return {code for codes in never.values() for code in codes} - documented


def methods_of(*families: str) -> list[str]:
    """The sandbox's methods of chat, views …"""
    return sorted(name for name in METHODS if name.partition(".")[0] in families)


def check_planned(scene: Scene, method: str, never: Mapping[str, Iterable[str]]) -> None:
    """What never comes by itself an app meets when it is planned, and in the answer's own words."""
    documented = set(documented_methods()[method]["errors"])
    for code in sorted(documented & {code for codes in never.values() for code in codes}):
        scene.workspace.faults.add("error", method=method, code=code)
        assert scene.call(method, {}) == {"ok": False, "error": code}


def pick(answer: object, *names: str) -> Json:
    return {name: data(answer)[name] for name in names}


def data(answer: object) -> Json:
    assert isinstance(answer, dict)
    return answer
