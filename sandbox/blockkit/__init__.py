"""Says what Slack would refuse in blocks, views and options, in Slack's own words."""

from __future__ import annotations

from sandbox.blockkit.blocks import HOME, MODAL, OF_MESSAGE
from sandbox.blockkit.elements import OPTION_LIST
from sandbox.blockkit.rules import by_type, exactly_one, problem, shape
from sandbox.workspace.models import Json

__all__ = ["characters", "problems_of_blocks", "problems_of_message", "problems_of_options", "problems_of_view"]

_VIEW = by_type({"modal": MODAL, "home": HOME})
_OPTIONS = shape({}, OPTION_LIST)


def problems_of_blocks(blocks: object, at: str = "/blocks") -> list[str]:
    return list(OF_MESSAGE(blocks, at))


def problems_of_message(body: Json) -> list[str]:
    """What is wrong with an answer that is to be shown as a message: it needs a text or blocks."""
    blocks = body.get("blocks")
    if blocks:
        return problems_of_blocks(blocks)
    return [] if body.get("text") or body.get("attachments") else [problem("missing required field: text", "")]


def problems_of_view(view: object) -> list[str]:
    return list(_VIEW(view, "/view"))


def problems_of_options(body: Json) -> list[str]:
    """What is wrong with the answer to a block_suggestion; no options at all is a good answer."""
    if body.get("options") == [] or body.get("option_groups") == []:
        return []
    return [*_OPTIONS(body, ""), *exactly_one("options", "option_groups")(body, "")]


def characters(blocks: object) -> int:
    """The length of all texts in blocks, which Slack limits over a whole message."""
    if isinstance(blocks, list):
        return sum(characters(each) for each in blocks)
    if not isinstance(blocks, dict):
        return 0
    own = len(blocks["text"]) if isinstance(blocks.get("text"), str) else 0
    return own + sum(characters(each) for each in blocks.values())
