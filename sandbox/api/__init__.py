"""Slack's Web API: each method a plain function of the workspace and the call's arguments."""

from __future__ import annotations

from sandbox.api import (
    bookmarks,
    chat,
    conversations,
    files,
    invitations,
    members,
    people,
    pins,
    reactions,
    surfaces,
)
from sandbox.api.registry import METHODS, answer

__all__ = [
    "METHODS",
    "answer",
    "bookmarks",
    "chat",
    "conversations",
    "files",
    "invitations",
    "members",
    "people",
    "pins",
    "reactions",
    "surfaces",
]
