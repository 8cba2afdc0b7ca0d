"""Before it is said: what is written can stand, and whoever reviews it is not left alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.voice.steps import (
    AN_HOUR,
    begin,
    crisis_with_an_account,
    deciding,
    direct,
    over,
    states,
    write,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_what_cannot_stand_is_refused_under_its_field(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    refused: list[tuple[dict[str, Any], str]] = [
        ({"known": "  "}, "Say what we know."),
        ({"known": "We know of [what happened]."}, "Fill in what stands in [brackets]"),
        ({"next_at": 0}, "Say when we speak next"),
        ({"next_at": 1}, "Choose a time in the future."),
    ]
    for words, problem in refused:
        assert problem in str(write(helvia, **words))
    assert states(helvia) == []


def test_too_long_for_a_network_says_which_and_by_how_much_and_may_be_sent_again(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    desk = begin(helvia)
    long = {"known": "Fake vials are sold. " * 20, "unknown": "", "doing": "", "advice": "", "contact": "Call us"}
    desk.fill(long | {"next_at": int((helvia.now + AN_HOUR).timestamp())})
    desk.submit()
    assert "Too long for X by" in str(desk.modal.content)
    assert desk.submit().ok
    assert states(helvia) == ["in review"]


def late(helvia: Helvia) -> None:
    helvia.wait(timedelta(minutes=41))


def sent_back(helvia: Helvia) -> None:
    [card] = deciding(helvia, "lucas")
    assert helvia.press("lucas", card, "voice.request_changes").ok
    desk = helvia.desk("lucas")
    desk.fill({"code": "wording", "reason": "Name the batch"})
    assert desk.submit().ok
    helvia.settle()


@pytest.mark.parametrize(
    ("happens", "whom", "hears"),
    [
        (late, "lucas", "waits for your decision"),
        (sent_back, "thomas", "asked for changes. Write it again."),
        (over, "lucas", "is resolved. Nobody says it any more."),
    ],
)
def test_while_it_is_reviewed_nobody_is_left_alone(
    helvia: Helvia, happens: Callable[[Helvia], None], whom: str, hears: str
) -> None:
    crisis_with_an_account(helvia)
    assert write(helvia).ok
    happens(helvia)
    assert hears in direct(helvia, whom)
