"""What the company's own administrators do: people leave and come back, groups change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.models import Json, Person
from sandbox.wire import group_json, person_json

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


class Roster:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def deactivate(self, id_or_handle: str) -> None:
        """Somebody leaves: out of every channel and group, nothing they wrote is lost."""
        person = self._workspace.person(id_or_handle)
        with self._workspace.lock:
            person.is_deleted = True
            for group in self._workspace.state.groups.values():
                group.members = [each for each in group.members if each != person.id]
            for channel in self._workspace.state.channels.values():
                if not channel.is_im:
                    channel.members = [each for each in channel.members if each != person.id]
        self._changed(person)

    def reactivate(self, id_or_handle: str) -> None:
        person = self._workspace.person(id_or_handle)
        person.is_deleted = False
        self._changed(person)

    def set_group(self, group_id: str, members: list[str]) -> None:
        """Who is in a user group from now on, by id or handle."""
        group = self._workspace.group(group_id)
        before, now = group.members, [self._workspace.person(each).id for each in members]
        group.members = now
        self._emit("subteam_updated", {"subteam": group_json(self._workspace, group, users=True, count=True)})
        changed = {"subteam_id": group.id, "team_id": self._workspace.team.id}
        added, removed = [each for each in now if each not in before], [each for each in before if each not in now]
        counts = {"added_users_count": len(added), "removed_users_count": len(removed)}
        self._emit("subteam_members_changed", {**changed, **counts, "added_users": added, "removed_users": removed})

    def _changed(self, person: Person) -> None:
        self._emit("user_change", {"user": person_json(self._workspace, person)})

    def _emit(self, name: str, event: Json) -> None:
        self._workspace.changes.bump()
        self._workspace.events.emit(name, event)
