"""What the company's own administrators do: people leave and come back, groups change."""

from __future__ import annotations

from sandbox.workspace.facts import GroupChanged, PersonChanged
from sandbox.workspace.memory import Memory


class Roster:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def deactivate(self, id_or_handle: str) -> None:
        """Somebody leaves: out of every channel and group, nothing they wrote is lost."""
        person = self._memory.person(id_or_handle)
        with self._memory.lock:
            person.is_deleted = True
            for group in self._memory.state.groups.values():
                group.members = [each for each in group.members if each != person.id]
            for channel in self._memory.state.channels.values():
                if not channel.is_im:
                    channel.members = [each for each in channel.members if each != person.id]
        self._memory.changes.bump()
        self._memory.announce(PersonChanged(person))

    def reactivate(self, id_or_handle: str) -> None:
        person = self._memory.person(id_or_handle)
        person.is_deleted = False
        self._memory.changes.bump()
        self._memory.announce(PersonChanged(person))

    def set_group(self, group_id: str, members: list[str]) -> None:
        """Who is in a user group from now on, by id or handle."""
        group = self._memory.group(group_id)
        before, group.members = group.members, [self._memory.person(each).id for each in members]
        self._memory.changes.bump()
        self._memory.announce(GroupChanged(group, before))
