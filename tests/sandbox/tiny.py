"""A tiny Bolt app that does each thing the sandbox must be able to carry; it notes every payload it is sent."""

from typing import Any

from slack_bolt import Ack, App, BoltResponse, Respond
from slack_sdk import WebClient

Json = dict[str, Any]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": words(text), "value": value}


def field(block_id: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(block_id),
        "element": {"action_id": "value", **element},
        **more,
    }


FORM = {
    "type": "modal",
    "callback_id": "tiny.form",
    "title": words("Form"),
    "submit": words("Send"),
    "notify_on_close": True,
    "private_metadata": "kept",
    "blocks": [
        field("name", {"type": "plain_text_input", "max_length": 20}),
        field("note", {"type": "plain_text_input", "multiline": True}, optional=True),
        field(
            "colour", {"type": "static_select", "options": [option("Red", "r"), option("Green", "g")]}, optional=True
        ),
        field("account", {"type": "external_select", "min_query_length": 2}, optional=True),
        field("tags", {"type": "multi_static_select", "options": [option("A", "a"), option("B", "b")]}, optional=True),
        field("owner", {"type": "users_select", "initial_user": "U0MARTA000"}),
        field("room", {"type": "conversations_select", "response_url_enabled": True}, optional=True),
        field("day", {"type": "datepicker"}, optional=True),
        field("hour", {"type": "timepicker"}, optional=True),
        field("moment", {"type": "datetimepicker"}, optional=True),
        field(
            "size",
            {"type": "radio_buttons", "options": [option("Big", "big"), option("Small", "small")]},
            optional=True,
        ),
        field("extras", {"type": "checkboxes", "options": [option("One", "1"), option("Two", "2")]}, optional=True),
        field(
            "count",
            {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"},
            optional=True,
        ),
        field("mail", {"type": "email_text_input"}, optional=True),
        field("link", {"type": "url_text_input"}, optional=True),
        field(
            "kind",
            {"type": "static_select", "action_id": "tiny.kind", "options": [option("X", "x"), option("Y", "y")]},
            optional=True,
            dispatch_action=True,
        ),
        {
            "type": "actions",
            "block_id": "more",
            "elements": [{"type": "button", "action_id": "tiny.push", "text": words("More"), "value": "1"}],
        },
    ],
}
CARD: list[Json] = [
    {
        "type": "section",
        "block_id": "head",
        "text": {"type": "mrkdwn", "text": "*A card*"},
        "accessory": {
            "type": "overflow",
            "action_id": "tiny.menu",
            "options": [option("Show", "show"), option("Hide", "hide")],
        },
    },
    {
        "type": "actions",
        "block_id": "act",
        "elements": [
            {"type": "button", "action_id": "tiny.yes", "text": words("Yes"), "value": "7", "style": "primary"},
            {"type": "button", "action_id": "tiny.form", "text": words("Form")},
            {"type": "users_select", "action_id": "tiny.who"},
            {"type": "external_select", "action_id": "tiny.find", "min_query_length": 0},
            {"type": "datepicker", "action_id": "tiny.day"},
        ],
    },
]

HEARD = (
    *("app_mention", "message", "user_change", "subteam_members_changed", "member_joined_channel"),
    *("member_left_channel", "channel_created", "channel_rename", "channel_left", "group_rename", "group_left"),
    *("channel_archive", "channel_unarchive", "group_archive", "group_unarchive", "pin_added", "pin_removed"),
)
"""Events that it acknowledges where the manifest subscribes to them, besides that of its home."""


class Tiny:
    """`heard` has every payload that reached a listener, oldest first."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.heard: list[Json] = []
        self.answers: Json = {}
        """What the next submission or `/answer` is acknowledged with."""
        client = WebClient(environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"])
        secret = environment["SLACK_SIGNING_SECRET"]
        self.app = App(client=client, signing_secret=secret, process_before_response=True)
        self.app.use(self._note)
        for name in ("echo", "people"):
            self.app.command(f"/{name}")(self.echo)
        self.app.command("/form")(self.open_form)
        self.app.command("/slow")(lambda ack: BoltResponse(status=500))
        self.app.command("/answer")(lambda ack: ack(**self.answers))
        self.app.command("/later")(self.later)
        self.app.command("/card")(self.card)
        self.app.shortcut("tiny.form")(self.open_form)
        self.app.shortcut("tiny.quote")(lambda ack: ack())
        self.app.action("tiny.form")(self.open_form)
        self.app.action("tiny.push")(self.push)
        self.app.action("tiny.yes")(self.yes)
        for name in ("tiny.menu", "tiny.who", "tiny.find", "tiny.day", "tiny.kind"):
            self.app.action(name)(lambda ack: ack())
        self.app.options("value")(self.suggest)
        self.app.options("tiny.find")(self.suggest)
        self.app.view("tiny.form")(lambda ack: ack(**self.answers))
        self.app.view_closed("tiny.form")(lambda ack: ack())
        for name in HEARD:
            self.app.event(name)(lambda ack: ack())
        self.app.event("app_home_opened")(self.home)

    def heard_of(self, kind: str) -> list[Json]:
        """The events of one type, in the order in which they came."""
        return [each["event"] for each in self.heard if each.get("event", {}).get("type") == kind]

    def _note(self, body: Json, next_: Any) -> None:
        self.heard.append(body)
        next_()

    def echo(self, ack: Ack, command: Json) -> None:
        ack(f"You said {command['text']}" if command["text"] else "")

    def open_form(self, ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    def push(self, ack: Ack, body: Json, client: WebClient) -> None:
        client.views_push(trigger_id=body["trigger_id"], view=FORM)
        ack()

    def card(self, ack: Ack, body: Json, client: WebClient) -> None:
        client.chat_postMessage(channel=body["channel_id"], text="A card", blocks=CARD)
        ack()

    def yes(self, ack: Ack, respond: Respond, body: Json, client: WebClient) -> None:
        if body["container"]["is_ephemeral"]:
            respond("Done", replace_original=True)
        else:
            message = body["message"]
            client.chat_update(channel=body["channel"]["id"], ts=message["ts"], text="Yes it is", blocks=[])
        ack()

    def later(self, ack: Ack, respond: Respond, command: Json) -> None:
        respond("For you", blocks=CARD if command["text"] == "card" else None)
        respond("For all", response_type="in_channel")
        ack()

    def suggest(self, ack: Ack, payload: Json) -> None:
        if payload["value"] == "too much":
            ack(options=[option("x" * 76, "x")])
        else:
            ack(options=[option(f"{payload['value']} {number}", f"v{number}") for number in (1, 2)])

    def home(self, ack: Ack, event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": CARD})
        ack()
