"""The column on the left: what one person can open, and what waits there unread."""

from dataclasses import dataclass

from sandbox.desk import Desk
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Person


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    href: str
    name: str
    icon: str
    is_current: bool
    unread: int = 0
    mentions: int = 0
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Sidebar:
    channels: list[Entry]
    open: list[Channel]
    directs: list[Entry]
    home: Entry
    app: Entry
    others: list[Person]


def sidebar(workspace: Workspace, desk: Desk, current: str) -> Sidebar:
    """`current` is a channel's id, or "home"."""
    me, bot = desk.person, workspace.bot
    seen = desk.conversations()
    directs = {partner(workspace, each, me).id: each for each in seen if each.is_im}
    others = [each for each in workspace.state.people.values() if each.id not in {*directs, me.id} and _writable(each)]
    return Sidebar(
        channels=[_entry(workspace, desk, each, current) for each in seen if not each.is_im],
        open=desk.browse(),
        directs=[_entry(workspace, desk, each, current) for with_, each in directs.items() if with_ != bot.id],
        home=Entry("home", f"/as/{me.handle}/home", bot.name, "app", current == "home", person=bot),
        app=_messages_of_app(workspace, desk, directs.get(bot.id), current),
        others=others if not me.is_stranger else [],
    )


def partner(workspace: Workspace, channel: Channel, me: Person) -> Person:
    """The other one in a direct message; oneself in one's notes."""
    other = next((each for each in channel.members if each != me.id), me.id)
    return workspace.state.people[other]


def _writable(person: Person) -> bool:
    return not (person.is_deleted or person.is_bot or person.is_stranger)


def _messages_of_app(workspace: Workspace, desk: Desk, channel: Channel | None, current: str) -> Entry:
    if channel:
        return _entry(workspace, desk, channel, current)
    href = f"/as/{desk.person.handle}/dm/{workspace.bot.handle}"
    return Entry("app", href, workspace.bot.name, "app", is_current=False, person=workspace.bot)


def _entry(workspace: Workspace, desk: Desk, channel: Channel, current: str) -> Entry:
    other = partner(workspace, channel, desk.person) if channel.is_im else None
    return Entry(
        key=channel.id,
        href=f"/as/{desk.person.handle}/c/{channel.id}",
        name=other.name if other else channel.name,
        icon={"im": "person", "private": "lock"}.get(channel.kind, "hash"),
        is_current=channel.id == current,
        unread=desk.unread(channel.id),
        mentions=desk.mentions(channel.id),
        person=other,
    )
