"""The people of the workspace: who they are, and which roles of the governance file they hold."""

from bot.people.directory import Directory
from bot.people.memory import Source, Unreachable
from bot.people.person import Person, person_from_slack

__all__ = ["Directory", "Person", "Source", "Unreachable", "person_from_slack"]
