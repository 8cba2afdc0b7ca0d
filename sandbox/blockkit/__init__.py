"""Says what Slack would refuse in blocks, views and options, in Slack's own words."""

from __future__ import annotations

from sandbox.blockkit.blocks import HOME, MODAL, OF_MESSAGE
from sandbox.blockkit.elements import OPTION_LIST
from sandbox.blockkit.rollout import problems_of_new
from sandbox.blockkit.rules import by_type, exactly_one, problem, shape
from sandbox.workspace.models import Json

__all__ = [
    "are_too_long",
    "problems_of_attachments",
    "problems_of_blocks",
    "problems_of_message",
    "problems_of_new",
    "problems_of_options",
    "problems_of_view",
]

BLOCK_CHARACTERS = 13_200
"""Not documented: what Slack was seen to refuse (slackapi/bolt-js issue 2509)."""

_VIEW = by_type({"modal": MODAL, "home": HOME})
_OPTIONS = shape({}, OPTION_LIST)


def problems_of_blocks(blocks: object, at: str = "/blocks") -> list[str]:
    return list(OF_MESSAGE(blocks, at))


def problems_of_attachments(attachments: object) -> list[str]:
    """What is wrong with the blocks in them; the older fields beside those are taken as they are."""
    if not isinstance(attachments, list):
        return [problem("must be an array", "/attachments")]
    inside = [each.get("blocks") or [] if isinstance(each, dict) else None for each in attachments]
    problems = [problems_of_blocks(each, f"/attachments/{number}/blocks") for number, each in enumerate(inside)]
    return [each for several in problems for each in several]


def problems_of_message(body: Json) -> list[str]:
    """What is wrong with an answer that is to be shown as a message: it needs a text or blocks."""
    blocks = body.get("blocks")
    if problems := problems_of_attachments(body.get("attachments") or []):
        return problems
    if blocks:
        too_long = problem(f"must be less than {BLOCK_CHARACTERS + 1} characters in all", "/blocks")
        return [*problems_of_blocks(blocks), *([too_long] if are_too_long(blocks) else [])]
    return [] if body.get("text") or body.get("attachments") else [problem("missing required field: text", "")]


def problems_of_view(view: object, kind: str = "") -> list[str]:
    """What is wrong with a view; where a `kind` is wanted, modal or home, the other one is wrong too."""
    problems = list(_VIEW(view, "/view"))
    is_other = isinstance(view, dict) and view.get("type") != kind
    return problems or ([problem(f"must be a {kind}", "/view/type")] if kind and is_other else [])


def problems_of_options(body: Json) -> list[str]:
    """What is wrong with the answer to a block_suggestion; no options at all is a good answer."""
    if body.get("options") == [] or body.get("option_groups") == []:
        return []
    return [*_OPTIONS(body, ""), *exactly_one("options", "option_groups")(body, "")]


def are_too_long(blocks: object) -> bool:
    """Whether all texts of a message's blocks have more characters together than Slack takes."""
    return _characters(blocks) > BLOCK_CHARACTERS


def _characters(blocks: object) -> int:
    if isinstance(blocks, list):
        return sum(_characters(each) for each in blocks)
    if not isinstance(blocks, dict):
        return 0
    own = len(blocks["text"]) if isinstance(blocks.get("text"), str) else 0
    return own + sum(_characters(each) for each in blocks.values())
