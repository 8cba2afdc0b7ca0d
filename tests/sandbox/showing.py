"""What an app shows by HTTP, messages and views, and why it was refused."""

from tests.sandbox.refusals import GENERAL, Scene
from tests.sandbox.situations import MARTA
from tests.sandbox.tiny import Json

DIVIDER: Json = {"type": "divider"}


def to(channel: str = GENERAL, **content: object) -> Json:
    """The arguments of a post; `to(text=None)` has no text."""
    return {"channel": channel, "text": "x", **content}


def paragraph(characters: int) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x" * characters}}


def metadata(**changed: object) -> Json:
    return {"event_type": "letter", "event_payload": {"id": "7"}, **changed}


def reply(scene: Scene, **changed: object) -> Json:
    """A reply of the app that is to be shown to the whole channel."""
    return scene.posted(thread_ts=scene.posted()["ts"]) | {"reply_broadcast": True, **changed}


def post(scene: Scene, *blocks: object) -> Json:
    return scene.call("chat.postMessage", {"channel": GENERAL, "text": "x", "blocks": list(blocks)})


def show(scene: Scene, view: Json) -> Json:
    """A modal on Marta's screen or her home; whatever was shown before is gone."""
    scene.workspace.views.remove_all(MARTA)
    scene.workspace.state.homes.clear()
    if view["type"] == "home":
        return scene.call("views.publish", {"user_id": MARTA, "view": view})
    return scene.call("views.open", {"trigger_id": scene.trigger(), "view": view})


def is_refused(answer: Json, *problems: str) -> bool:
    """In Slack's words, and for nothing else."""
    error = "invalid_arguments" if "/view" in problems[0] else "invalid_blocks"
    return answer.get("error") == error and answer["response_metadata"]["messages"] == list(problems)
