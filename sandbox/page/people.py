"""How somebody without a photograph is shown: initials on one of a few calm colours."""

import zlib

from sandbox.workspace import Workspace
from sandbox.workspace.models import Person

SHADES = 13
BROADCASTS = (("here", "Everybody active in this channel"), ("channel", "Everybody in this channel"))
_SEED = 31
"""With it Helvia's people differ from one another."""


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper() or "?"


def shade(person_id: str) -> int:
    """The number of a colour in the style sheet; the same for a person everywhere, and on every day."""
    return zlib.crc32(person_id.encode(), _SEED) % SHADES


def job(person: Person) -> str:
    if person.is_bot:
        return "App"
    if person.is_ultra_restricted:
        return f"{person.title} · guest of one channel"
    where = " · guest" if person.is_restricted else " · another organisation" if person.is_stranger else ""
    return f"{person.title}{where}"


def everybody(workspace: Workspace) -> list[Person]:
    """Everybody one can be: who left has no Slack, and the bot is itself."""
    return [each for each in workspace.state.people.values() if not (each.is_deleted or each.is_bot)]


def handles(workspace: Workspace) -> list[tuple[str, str]]:
    """What can stand after an @, and what it means: people, the app, groups, and everybody."""
    people = [(each.handle, each.name) for each in workspace.state.people.values() if not each.is_deleted]
    groups = [(each.handle, each.name) for each in workspace.state.groups.values()]
    return [*people, *groups, *BROADCASTS]
