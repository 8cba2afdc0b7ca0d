"""How the workspace says no to the app."""

from __future__ import annotations


class Refused(Exception):
    """One of Slack's own error codes, with what `response_metadata.messages` would say about it."""

    def __init__(self, code: str, *messages: str, **extra: object) -> None:
        super().__init__(code, *messages)
        self.code = code
        self.messages = list(messages)
        self.extra = extra
