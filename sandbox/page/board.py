"""What a page of one person consists of: the frame around it, a channel in it, or the app's home."""

from dataclasses import dataclass
from typing import Any

from sandbox.desk import Desk
from sandbox.page import failures, render
from sandbox.page.conversation import entries, pinned
from sandbox.page.names import WorkspaceNames, reader_of
from sandbox.page.people import everybody, handles, job
from sandbox.page.pulse import pulse
from sandbox.page.reader import Reader
from sandbox.page.sidebar import partner, sidebar
from sandbox.page.surface import Surface
from sandbox.page.welcome import welcome
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Message, Person

LATEST = 200
Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Board:
    """`greets` is whether the five steps are shown."""

    workspace: Workspace
    desk: Desk
    greets: bool = False

    @property
    def reader(self) -> Reader:
        return reader_of(self.workspace, self.desk.person)

    def frame(self, current: str, channel: Channel | None = None) -> Context:
        """`current` is a channel's id, or "home"."""
        workspace, me = self.workspace, self.desk.person
        return {
            "version": pulse(workspace),
            "team": workspace.team,
            "me": me,
            "bot": workspace.bot,
            "reader": self.reader,
            "connected": workspace.app_is_connected,
            "channel": channel,
            "sidebar": sidebar(workspace, self.desk, current),
            "everyone": [(each, self._same_place(each, current, channel)) for each in everybody(workspace)],
            "names": handles(workspace),
            **self._offers(),
            "faults": failures.switches(workspace),
            "faults_on": failures.failing(workspace),
            "welcome": welcome(workspace, me, channel) if self.greets else None,
            **self._modal(),
        }

    def in_channel(self, channel: Channel, thread: str, *, everything: bool) -> Context:
        me, reader = self.desk.person, self.reader
        other = partner(self.workspace, channel, me) if channel.is_im else None
        name = other.name if other else channel.name
        turned_off = self.workspace.is_read_only(channel)
        messages = self.desk.read(channel.id)
        latest = messages if everything else messages[-LATEST:]
        return {
            **self.frame(channel.id, channel),
            "title": name if other else f"#{name}",
            "name": name,
            "heading": name if other else f"#{name}",
            "other": other,
            "with_app": other is not None and other.is_bot,
            "about": job(other) if other else channel.topic or channel.purpose,
            "intro": _intro(channel, other, me),
            "here": f"/as/{me.handle}/c/{channel.id}",
            "bookmarks": channel.bookmarks,
            "pins": pinned(self.workspace, channel, reader),
            "unread": self.desk.unread(channel.id),
            "items": list(entries(self.workspace, latest, reader)),
            "hidden": len(messages) - len(latest),
            "thread": self._thread(channel, thread, reader) if thread else None,
            "may_write": me.id in channel.members and not channel.is_archived and not turned_off,
            "turned_off": turned_off,
            "may_join": me.id not in channel.members and not channel.is_archived,
            "composer_label": f"Message {name}" if other else f"Message #{name}",
        }

    def at_home(self) -> Context:
        home = self.desk.home
        surface = Surface(f"h{home.id}", self.reader, home.values) if home else None
        return {
            **self.frame("home"),
            "title": self.workspace.bot.name,
            "with_app": True,
            "home": home,
            "home_blocks": render.blocks(home.blocks, surface) if home and surface else "",
        }

    def _offers(self) -> Context:
        """What of the app this person is offered."""
        manifest, mine = self.workspace.manifest, self.desk.person.is_offered_apps
        return {
            "message_shortcuts": [each for each in manifest.shortcuts if mine and each.kind == "message"],
            "global_shortcuts": [each for each in manifest.shortcuts if mine and each.kind == "global"],
            "commands": sorted(manifest.commands.values(), key=lambda each: each.name) if mine else [],
        }

    def _modal(self) -> Context:
        stack = self.workspace.views.copies(self.desk.person.id)
        if not stack:
            return {"modal": None}
        top = stack[-1]
        surface = Surface(f"v{top.id}", self.reader, top.values, top.errors)
        return {"modal": top, "modal_depth": len(stack), "modal_blocks": render.blocks(top.blocks, surface)}

    def _thread(self, channel: Channel, ts: str, reader: Reader) -> Context | None:
        messages: list[Message] = self.desk.thread(channel.id, ts)
        return {"ts": ts, "items": list(entries(self.workspace, messages, reader, days=False))} if messages else None

    def _same_place(self, person: Person, current: str, channel: Channel | None) -> str:
        """Where somebody else lands who is switched to here."""
        if current == "home" and not person.is_stranger:
            return f"/as/{person.handle}/home"
        seen = channel is not None and WorkspaceNames(self.workspace, person).may_see(channel)
        return f"/as/{person.handle}/c/{channel.id}" if channel and seen else f"/as/{person.handle}"


def _intro(channel: Channel, other: Person | None, me: Person) -> str:
    if other is not None:
        return f"This conversation is just between {other.name} and you."
    purpose = f"{channel.purpose}. " if channel.purpose else ""
    return f"{purpose}This is the very beginning of #{channel.name}."
