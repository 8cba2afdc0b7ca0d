"""Whatever is typed within the forms' own limits, and however many there are: Slack takes every view."""

import json
from collections.abc import Iterator
from functools import cache
from types import FunctionType
from typing import Any

import pytest
from hypothesis import example, given, settings
from slack_sdk.models.views import View

from bot.kernel.views.blocks import Message, page
from handlers.answers import LONGEST_REPLY
from sandbox.blockkit import problems_of_view
from sandbox.workspace.models import Json
from tests import hostile
from tests.thoroughness import examples
from tests.views.makers import made, makers, name_of, that_answer_forms
from tests.views.words import CALM, Words, wild

VIEW_BYTES = 250_000
ROOMS = sorted({maker.__module__ for maker in makers()})


@pytest.mark.parametrize("room", ROOMS)
@settings(max_examples=examples(2))
@given(words=wild)
@example(words=Words("&", 170))
@example(words=Words("\U0001f600", 30))
@example(words=Words("a\u200b", 170))
def test_slack_takes_every_view_and_all_that_decides_stays(room: str, words: Words) -> None:
    for maker in makers():
        if maker.__module__ == room:
            every = [(each, as_sent(each)) for each in made(maker, words)]
            assert [(name_of(maker), problem) for each in every for problem in problems(*each)] == []
            assert buttons_of([sent for _, sent in every]) >= calm_buttons(maker)


@pytest.mark.parametrize("fragment", ["\U0001f600", "a\u200b", "&"])
def test_a_view_that_answers_a_form_fits_into_an_acknowledgement(fragment: str) -> None:
    makers = that_answer_forms()
    assert makers
    for maker in makers:
        for each in made(maker, Words(fragment, 170)):
            assert len(json.dumps(each.to_dict())) <= LONGEST_REPLY, name_of(maker)


def as_sent(made: Message | View) -> Json:
    sent: Json = json.loads(json.dumps(made.to_dict()))
    return sent


def problems(made: Message | View, sent: Json) -> list[str]:
    if isinstance(made, Message):
        view = page(made)
        return [*hostile.beyond(sent["blocks"]), *problems(view, as_sent(view))]
    too_large = ["too many bytes"] if len(json.dumps(sent)) > VIEW_BYTES else []
    return [*problems_of_view(sent), *too_large]


@cache
def calm_buttons(maker: FunctionType) -> set[tuple[int, str]]:
    return buttons_of(list(map(as_sent, made(maker, CALM))))


def buttons_of(every: list[Json]) -> set[tuple[int, str]]:
    """What can be pressed in each of them; in a list there may be more of it."""
    return {(number, action) for number, each in enumerate(every) for action in actions_in(each)}


def actions_in(part: Any) -> Iterator[str]:
    for each in part if isinstance(part, list) else part.values():
        if isinstance(each, list | dict):
            yield from actions_in(each)
    if isinstance(part, dict) and "action_id" in part:
        yield part["action_id"]
