"""The Events API: what happens in the workspace, told to the app as far as its manifest subscribes to it."""

from __future__ import annotations

from sandbox.contract import event_scopes
from sandbox.wire.event_shapes import Event, events_of
from sandbox.wire.redelivery import Redelivery
from sandbox.workspace import Workspace
from sandbox.workspace.facts import Fact, Heard
from sandbox.workspace.line import VERIFICATION_TOKEN, Delivery
from sandbox.workspace.models import Json


class Events:
    """The listener of a workspace from its making on."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._redelivery = Redelivery(workspace.line, workspace.clock, workspace.changes)
        workspace.listener = self.hear

    def clear(self) -> None:
        """Nothing that failed comes again."""
        self._redelivery.clear()

    def settle(self, timeout: float = 5.0) -> None:
        """Blocks until what was heard so far has been delivered once."""
        self._redelivery.settle(timeout)

    def stop(self) -> None:
        self._redelivery.stop()

    def hear(self, fact: Fact) -> Heard:
        """Tells the app without waiting; the future is that of the last event where a fact makes several."""
        heard: Heard = None
        for event in events_of(self._workspace, fact):
            if self._is_subscribed(event):
                heard = self._redelivery.submit(Delivery("events_api", self._envelope(event)))
        return heard

    def _is_subscribed(self, event: Event) -> bool:
        """By name, by the scopes that count for the kind of conversation, and by being in it."""
        manifest, channel = self._workspace.manifest, event.channel
        if event.name not in manifest.events or channel is None:
            return event.name in manifest.events
        is_in_it = self._workspace.bot.id in channel.members
        return is_in_it and manifest.has_one_of(event_scopes()[event.name], channel.kind)

    def _envelope(self, event: Event) -> Json:
        workspace = self._workspace
        now = workspace.clock.now()
        team = workspace.team.id
        install = {"enterprise_id": None, "team_id": team, "user_id": workspace.bot.id, "is_bot": True}
        body = {"event_ts": f"{now.timestamp():.6f}", **event.body, "type": event.name.partition(".")[0]}
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": workspace.company.app_id,
            "event": body,
            "type": "event_callback",
            "event_id": workspace.new_id("Ev"),
            "event_time": int(now.timestamp()),
            "authorizations": [install | {"is_enterprise_install": False}],
            "is_ext_shared_channel": bool(event.channel and event.channel.shared_with),
        }
