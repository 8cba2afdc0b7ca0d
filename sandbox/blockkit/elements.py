"""Texts, options and the elements that can be pressed or filled, with Slack's limits."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.blockkit.agreement import between_bounds, long_enough, offered
from sandbox.blockkit.rules import (
    BOOLEAN,
    URL,
    Rule,
    anything,
    at_least_one,
    both,
    by_type,
    exactly_one,
    integer,
    many,
    matching,
    of_type,
    one_of,
    shape,
    string,
)

TYPE: dict[str, Rule] = {"type": anything}
ACTION_ID: dict[str, Rule] = {"action_id": string(255)}
TIME_ZONE = string(100)


def plain(most: int) -> Rule:
    return by_type({"plain_text": shape({**TYPE, "text": string(most)}, {"emoji": BOOLEAN})})


def text(most: int) -> Rule:
    mrkdwn = shape({**TYPE, "text": string(most)}, {"verbatim": BOOLEAN})
    return by_type({"plain_text": shape({**TYPE, "text": string(most)}, {"emoji": BOOLEAN}), "mrkdwn": mrkdwn})


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
PLACEHOLDER: dict[str, Rule] = {"placeholder": plain(150)}
COMMON: dict[str, Rule] = {**ACTION_ID, "confirm": CONFIRM, "focus_on_load": BOOLEAN}


def option(words: Rule, *, url: bool = False) -> Rule:
    return shape({"text": words, "value": string(150)}, {"description": text(75), **({"url": URL} if url else {})})


PLAIN_OPTION = option(plain(75))
MARKED_OPTION = option(text(75))
GROUP = shape({"label": plain(75), "options": many(PLAIN_OPTION, 100)})
OPTION_LIST: dict[str, Rule] = {"options": many(PLAIN_OPTION, 100), "option_groups": many(GROUP, 100)}


def _select(**own: Rule) -> Rule:
    return shape(TYPE, {**COMMON, **PLACEHOLDER, **own})


def _multi(**own: Rule) -> Rule:
    return _select(max_selected_items=integer(1, 1000), **own)


def _choice(options: Rule, **own: Rule) -> Rule:
    return shape({**TYPE, "options": options}, {**COMMON, **own})


DISPATCH = shape({"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 2)})
IDS = many(string(255), 100)
TYPED: dict[str, Rule] = {**COMMON, **PLACEHOLDER, "initial_value": string(3000, 0), "dispatch_action_config": DISPATCH}
NUMBER = both(string(100), matching(r"-?\d+(\.\d+)?", "a number"))
FILTERED: dict[str, Rule] = {
    "include": many(one_of("im", "mpim", "private", "public"), 4),
    "exclude_external_shared_channels": BOOLEAN,
    "exclude_bot_users": BOOLEAN,
}
FILTER = both(shape({}, FILTERED), at_least_one(*FILTERED))
CONVERSATION: dict[str, Rule] = {"default_to_current_conversation": BOOLEAN, "filter": FILTER}
RESPONSE: dict[str, Rule] = {"response_url_enabled": BOOLEAN}

BUTTONS: Mapping[str, Rule] = {
    "button": shape(
        {**TYPE, "text": plain(75)},
        {
            **COMMON,
            "url": URL,
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
        },
    ),
    "overflow": shape({**TYPE, "options": many(option(plain(75), url=True), 5)}, COMMON),
}
SELECTS: Mapping[str, Rule] = {
    "static_select": both(
        _select(**OPTION_LIST, initial_option=PLAIN_OPTION),
        exactly_one("options", "option_groups"),
        offered("initial_option"),
    ),
    "external_select": _select(initial_option=PLAIN_OPTION, min_query_length=integer(0, 100)),
    "users_select": _select(initial_user=string(255)),
    "conversations_select": _select(initial_conversation=string(255), **CONVERSATION, **RESPONSE),
    "channels_select": _select(initial_channel=string(255), **RESPONSE),
    "multi_static_select": both(
        _multi(**OPTION_LIST, initial_options=many(PLAIN_OPTION, 100)),
        exactly_one("options", "option_groups"),
        offered("initial_options"),
    ),
    "multi_external_select": _multi(initial_options=many(PLAIN_OPTION, 100), min_query_length=integer(0, 100)),
    "multi_users_select": _multi(initial_users=IDS),
    "multi_conversations_select": _multi(initial_conversations=IDS, **CONVERSATION),
    "multi_channels_select": _multi(initial_channels=IDS),
    "radio_buttons": both(_choice(many(MARKED_OPTION, 10), initial_option=MARKED_OPTION), offered("initial_option")),
    "checkboxes": both(
        _choice(many(MARKED_OPTION, 10), initial_options=many(MARKED_OPTION, 10)), offered("initial_options")
    ),
    "datepicker": _select(initial_date=matching(r"\d{4}-\d{2}-\d{2}", "a date as YYYY-MM-DD")),
    "timepicker": _select(initial_time=matching(r"[0-2]\d:[0-5]\d", "a time as HH:MM"), timezone=TIME_ZONE),
}
DATE_TIME: Mapping[str, Rule] = {
    "datetimepicker": shape(TYPE, {**COMMON, "initial_date_time": integer(10**9, 10**10 - 1)})
}
INPUTS: Mapping[str, Rule] = {
    "plain_text_input": both(
        shape(TYPE, {**TYPED, "multiline": BOOLEAN, "min_length": integer(0, 3000), "max_length": integer(1, 3000)}),
        long_enough,
    ),
    "email_text_input": shape(TYPE, TYPED),
    "url_text_input": shape(TYPE, TYPED),
    "number_input": both(
        shape(
            {**TYPE, "is_decimal_allowed": BOOLEAN},
            {**TYPED, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
        ),
        between_bounds,
    ),
    "rich_text_input": shape(TYPE, {**TYPED, "initial_value": of_type(dict, "an object")}),
    "file_input": shape(TYPE, {**ACTION_ID, "filetypes": many(string(100), 100), "max_files": integer(1, 10)}),
}
IMAGE: Mapping[str, Rule] = {
    "image": both(
        shape({**TYPE, "alt_text": string(2000)}, {"image_url": URL, "slack_file": of_type(dict, "an object")}),
        exactly_one("image_url", "slack_file"),
    )
}
