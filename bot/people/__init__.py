"""The people of the workspace: who they are, and which roles of the governance file they hold."""

from bot.people.directory import Directory, Person, Source, Unreachable

__all__ = ["Directory", "Person", "Source", "Unreachable"]
