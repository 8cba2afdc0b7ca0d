"""What a workspace says to which Slack has not brought the newest blocks yet."""

from __future__ import annotations

from sandbox.blockkit.rules import problem
from sandbox.workspace.models import Json

NEW = frozenset({"alert", "card", "carousel", "container", "context_actions", "data_table", "data_visualization"})


def problems_of_new(body: Json) -> list[str]:
    """Its new blocks, of a message or a view: Slack does not know them there."""
    attachments = body.get("attachments") or []
    attached = [(f"/attachments/{number}", each) for number, each in enumerate(attachments)]
    places = [("", body), ("/view", body.get("view")), *attached]
    return [each for at, part in places if isinstance(part, dict) for each in _unknown(part.get("blocks"), at)]


def _unknown(blocks: object, at: str) -> list[str]:
    kinds = [
        each.get("type") if isinstance(each, dict) else "" for each in (blocks if isinstance(blocks, list) else [])
    ]
    return [
        problem(f"unsupported type: {kind}", f"{at}/blocks/{number}/type")
        for number, kind in enumerate(kinds)
        if kind in NEW
    ]
