"""What Slack remembers: people, conversations, messages, views, files. It knows nobody who uses it."""

from sandbox.workspace.memory import NotThere
from sandbox.workspace.workspace import Workspace

__all__ = ["NotThere", "Workspace"]
