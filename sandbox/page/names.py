"""What one person of the workspace may know by name, for the texts and pickers on that person's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sandbox.page.reader import Reader
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Person


@dataclass(frozen=True, slots=True)
class WorkspaceNames:
    workspace: Workspace
    viewer: Person

    def person(self, person_id: str) -> str | None:
        person = self.workspace.state.people.get(person_id)
        return person.name if person else None

    def channel(self, channel_id: str) -> str | None:
        channel = self.workspace.state.channels.get(channel_id)
        return channel.name if channel and self.may_see(channel) else None

    def group(self, group_id: str) -> str | None:
        group = self.workspace.state.groups.get(group_id)
        return group.handle if group else None

    def people(self) -> Sequence[tuple[str, str]]:
        everyone = self.workspace.state.people.values()
        return [(each.id, each.name) for each in everyone if not each.is_deleted and not each.is_bot]

    def channels(self) -> Sequence[tuple[str, str]]:
        seen = [each for each in self.workspace.state.channels.values() if not each.is_im and self.may_see(each)]
        return [(each.id, f"#{each.name}") for each in sorted(seen, key=lambda each: each.name)]

    def may_see(self, channel: Channel) -> bool:
        """Members do; others only what is public, and guests and strangers not even that."""
        return self.viewer.id in channel.members or (channel.kind == "public" and not self.viewer.is_outsider)


def reader_of(workspace: Workspace, person: Person) -> Reader:
    groups = workspace.state.groups.values()
    return Reader(
        me=person.id,
        handle=person.handle,
        zone=ZoneInfo(person.tz),
        now=workspace.clock.now(),
        names=WorkspaceNames(workspace, person),
        groups=frozenset(group.id for group in groups if person.id in group.members),
        own=(workspace.url, f"https://{workspace.team.domain}.slack.com"),
    )
