"""An example of each block and view, in which a limit can be gone up to."""

from tests.sandbox.tiny import Json, field, option, words

ADDRESS = "https://helvia.example/"
BUTTON: Json = {
    "type": "button",
    "action_id": "yes",
    "text": words("Yes"),
    "value": "7",
    "url": ADDRESS,
    "accessibility_label": "Yes, post it",
    "confirm": {"title": words("Sure?"), "text": words("It goes out."), "confirm": words("Yes"), "deny": words("No")},
}
OPTION: Json = {**option("A", "a"), "description": words("The first")}
GROUP: Json = {"label": words("Letters"), "options": [OPTION]}
EXAMPLES: dict[str, Json] = {
    "section": {
        "type": "section",
        "block_id": "s",
        "text": words("Words"),
        "fields": [{"type": "mrkdwn", "text": "F"}],
    },
    "header": {"type": "header", "text": words("Title")},
    "context": {"type": "context", "elements": [words("Words")]},
    "image": {"type": "image", "image_url": ADDRESS, "alt_text": "A tree", "title": words("Tree")},
    "button": {"type": "actions", "elements": [BUTTON]},
    "buttons": {"type": "actions", "elements": [{"type": "button", "text": words("Yes")}]},
    "select": {
        "type": "actions",
        "elements": [{"type": "static_select", "placeholder": words("Choose"), "options": [OPTION]}],
    },
    "groups": {"type": "actions", "elements": [{"type": "static_select", "option_groups": [GROUP]}]},
    "menu": {"type": "section", "text": words("x"), "accessory": {"type": "overflow", "options": [OPTION]}},
    "radio": {"type": "actions", "elements": [{"type": "radio_buttons", "options": [OPTION]}]},
    "boxes": {"type": "actions", "elements": [{"type": "checkboxes", "options": [OPTION]}]},
    "input": field(
        "name", {"type": "plain_text_input", "initial_value": "A", "placeholder": words("Type")}, hint=words("Your own")
    ),
    "short input": field("name", {"type": "plain_text_input", "initial_value": "A", "max_length": 40}),
    "markdown": {"type": "markdown", "text": "# Title"},
    "table": {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "Cell"}]],
        "column_settings": [{"align": "left", "is_wrapped": True}],
    },
    "card": {
        "type": "card",
        "title": words("Title"),
        "subtitle": words("Beneath"),
        "body": words("Words"),
        "actions": [{"type": "button", "text": words("Yes")}],
    },
    "carousel": {"type": "carousel", "elements": [{"type": "card", "title": words("Title")}]},
    "container": {
        "type": "container",
        "title": words("Title"),
        "subtitle": words("Beneath"),
        "child_blocks": [{"type": "divider"}],
    },
    "icons": {
        "type": "context_actions",
        "elements": [
            {
                "type": "icon_button",
                "icon": "trash",
                "text": words("Delete"),
                "value": "7",
                "accessibility_label": "Delete it",
                "visible_to_user_ids": ["U0MARTA000"],
            }
        ],
    },
    "small": {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": words("x")}]},
    "feedback": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": {"text": words("Good"), "value": "good", "accessibility_label": "It helped"},
                "negative_button": {"text": words("Bad"), "value": "bad"},
            }
        ],
    },
    "pie": {
        "type": "data_visualization",
        "title": "Accounts",
        "chart": {"type": "pie", "segments": [{"label": "Active", "value": 3}]},
    },
    "bars": {
        "type": "data_visualization",
        "title": "Posts",
        "chart": {
            "type": "bar",
            "series": [{"name": "X", "data": [{"label": "May", "value": -3}]}],
            "axis_config": {"categories": ["May"], "x_label": "Month", "y_label": "Posts"},
        },
    },
    "modal": {
        "type": "modal",
        "title": words("Form"),
        "submit": words("Send"),
        "close": words("Back"),
        "callback_id": "c",
        "external_id": "e",
        "private_metadata": "m",
        "blocks": [{"type": "divider"}],
    },
    "home": {
        "type": "home",
        "callback_id": "c",
        "external_id": "e",
        "private_metadata": "m",
        "blocks": [{"type": "divider"}],
    },
}
