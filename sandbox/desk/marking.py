"""What a person types as Slack writes it for an app: @handles, #channels, links and addresses between < and >."""

from __future__ import annotations

import re

from sandbox.workspace import Workspace

_MARK = re.compile(
    r"(?<![\w<|])(?P<link>https?://\w(?:(?!&[lg]t;)[^\s<>|])*)"
    r"|(?<![\w<|.+%-])(?P<mail>\w[\w.+%-]*@\w[\w-]*(?:\.[\w-]+)*\.[a-zA-Z]{2,})(?![\w-])"
    r"|(?<![\w<])@(?P<handle>[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)"
    r"|(?<![\w<])#(?P<channel>[a-z0-9][a-z0-9_-]*)"
)
_CLOSING = re.compile(r"(?:&amp;|[.,;:!?…'\"*)\]}»”’])$")
"""What ends the sentence around an address, and not the address."""


def entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def marked(workspace: Workspace, text: str, *, with_names: bool = False) -> str:
    """`with_names` as in the text of a command, where a person's handle comes along with the id."""

    def mark(match: re.Match[str]) -> str:
        if match["link"]:
            return _link(match["link"])
        if match["mail"]:
            return f"<mailto:{match['mail']}|{match['mail']}>"
        if match["channel"]:
            return _channel(workspace, match["channel"]) or match[0]
        return _mention(workspace, match["handle"], with_names=with_names) or match[0]

    return _MARK.sub(mark, text)


def _link(address: str) -> str:
    bare = address
    while not _closes_its_own(bare) and _CLOSING.search(bare):
        bare = _CLOSING.sub("", bare)
    return f"<{bare}>{address[len(bare) :]}"


def _closes_its_own(address: str) -> bool:
    """As https://…/Heart_(organ) does."""
    return address.endswith(")") and address.count("(") >= address.count(")")


def _mention(workspace: Workspace, handle: str, *, with_names: bool) -> str:
    for person in workspace.state.people.values():
        if person.handle == handle:
            return f"<@{person.id}|{handle}>" if with_names else f"<@{person.id}>"
    for group in workspace.state.groups.values():
        if group.handle == handle:
            return f"<!subteam^{group.id}|@{handle}>"
    return f"<!{handle}>" if handle in ("here", "channel", "everyone") else ""


def _channel(workspace: Workspace, name: str) -> str:
    for channel in workspace.state.channels.values():
        if channel.name == name and not channel.is_im:
            return f"<#{channel.id}|{name}>"
    return ""
