"""Slack's Web API: each method a plain function of the workspace and the call's arguments."""

from __future__ import annotations

from sandbox.api import chat, conversations, extras, files, members, people, surfaces
from sandbox.api.registry import METHODS, answer

__all__ = ["METHODS", "answer", "chat", "conversations", "extras", "files", "members", "people", "surfaces"]
