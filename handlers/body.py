"""What Slack sends with a gesture, read without trust in its shape."""

import hashlib
import json
from typing import Any

from bot.kernel.reference import numbered
from bot.kernel.subject import Subject
from bot.kernel.text.characters import storable
from bot.kernel.text.markup import PERSON_ID
from bot.kernel.views.menu import MENU
from bot.kernel.views.warned import apart
from handlers.gesture import Shown
from handlers.words import by_name

Body = dict[str, Any]
KINDS = {
    "accounts": "account",
    "agencies": "grant",
    "changes": "governance",
    "crises": "crisis",
    "debriefs": "debrief",
    "delegation": "grant",
    "drills": "drill",
    "posts": "post",
    "voice": "statement",
}
"""By the context that a verb's id begins with: what the trail calls its subjects."""


def part(body: Body, name: str) -> Body:
    """What the body holds under that name; empty where there is nothing, or something else than an object."""
    value = body.get(name)
    return value if isinstance(value, dict) else {}


def clean(body: Body) -> Body:
    """The same, with all that no database holds taken out of its texts; objects and lists stay the same ones."""
    # JSON writes those characters, and others, as \u…: most bodies have none, so one look is enough.
    return _stored(body) if r"\u" in json.dumps(body) else body


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        for name, each in value.items():
            value[name] = _stored(each)
    elif isinstance(value, list):
        value[:] = map(_stored, value)
    return value


def action_of(body: Body) -> Body:
    """What was pressed or chosen."""
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, list) and actions else None
    return first if isinstance(first, dict) else {}


def press_chosen(body: Body) -> None:
    """What is chosen in the menu of a digest's row counts as the button that it stands for."""
    action = action_of(body)
    if action.get("action_id") == MENU:
        pressed, _, value = value_of(body).partition(" ")
        action |= {"action_id": pressed, "value": value, "selected_option": None}


def user_of(body: Body) -> str:
    if "event" in body:
        return user_of(part(body, "event"))
    named = part(body, "user").get("id") or body.get("user_id") or body.get("user")
    return named if isinstance(named, str) else ""


def is_modal(body: Body) -> bool:
    return bool(part(body, "view").get("type") == "modal")


def is_page(body: Body) -> bool:
    """Whether it was done in a modal that is only read."""
    return is_modal(body) and not part(body, "view").get("submit")


def is_form(body: Body) -> bool:
    """Whether a form was sent."""
    return body.get("type") == "view_submission"


def is_ephemeral(body: Body) -> bool:
    """Whether it was done on what only this person sees."""
    return bool(part(body, "container").get("is_ephemeral"))


def metadata_of(body: Body) -> str:
    """What a form carries along besides from where it was opened and what was read."""
    return apart(_carried(body))[0]


def heeded_in(body: Body) -> str:
    """Of which warnings the form was sent; empty where it showed none."""
    return apart(_carried(body))[1]


def _carried(body: Body) -> str:
    return str(part(body, "view").get("private_metadata") or "").partition("\n")[2]


def name_of(body: Body) -> str:
    """What Slack calls them in the gesture itself, or else their id."""
    return str(part(body, "user").get("name") or body.get("user_name") or user_of(body))


def people_in(body: Body) -> list[str]:
    """The people who were chosen in it, in this step or in the one before, or named after a command."""
    view = part(body, "view")
    blocks = part(part(view, "state"), "values")
    fields = [part(block, name) for block in blocks.values() if isinstance(block, dict) for name in block]
    every = [*fields, action_of(body)]
    chosen = [each.get("selected_user") for each in every]
    chosen += [person for each in every for person in each.get("selected_users") or ()]
    typed = body.get("text") if "command" in body else metadata_of(body)
    return [*filter(None, chosen), *PERSON_ID.findall(typed or "")]


def channels_in(body: Body) -> list[str]:
    """The conversations that were chosen in a form."""
    values = part(part(part(body, "view"), "state"), "values").values()
    chosen = [element.get("selected_conversation") for block in values for element in block.values()]
    return list(dict.fromkeys(filter(None, chosen)))


def channel_of(body: Body) -> str:
    """Where it was done, or nothing in a modal and on the App Home."""
    named = body.get("channel_id") or part(body, "channel").get("id") or body.get("channel")
    return named if isinstance(named, str) else ""


def value_of(body: Body) -> str:
    action = action_of(body)
    chosen = (
        part(action, "selected_option").get("value")
        or action.get("selected_user")
        or action.get("selected_date")
        or action.get("value")
    )
    return str(chosen or "")


def subject_of(body: Body, verb: str) -> Subject:
    """What a gesture of that verb is about, as the trail calls it: `post:12`, or `account` where it says no number."""
    kind = KINDS[verb.partition(".")[0]]
    typed = str(body.get("text") or "").strip().partition(" ")[2]  # after a command's word
    named = value_of(body) or metadata_of(body) or typed
    number = numbered(named, kind)
    return Subject(kind, number[0] if number else "")


def message_of(body: Body) -> Shown | None:
    if not (message := part(body, "message")):
        return None
    words = by_name(str(message.get("text") or ""))
    return Shown(channel=channel_of(body), ts=message.get("ts", ""), permalink=_permalink_of(body), words=words)


def _permalink_of(body: Body) -> str:
    """As `chat.getPermalink` would write it; an organisation-wide installation does not say the team."""
    domain, message = part(body, "team").get("domain"), body["message"]
    ts, thread = message.get("ts", ""), message.get("thread_ts", "")
    if not domain or not ts:
        return ""
    reply = f"?thread_ts={thread}&cid={channel_of(body)}" if thread and thread != ts else ""
    return f"https://{domain}.slack.com/archives/{channel_of(body)}/p{ts.replace('.', '')}{reply}"


def key_of(body: Body) -> str:
    """What is the same when Slack delivers a gesture again: a form by its view as it stood, all else by its trigger, or
    by all that it says where it has none.
    """
    view = part(body, "view")
    if is_form(body) and "id" in view and "hash" in view:
        return f"form:{view['id']}:{view['hash']}"
    if trigger := body.get("trigger_id"):
        return f"gesture:{trigger}"
    return f"gesture:{hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()}"
