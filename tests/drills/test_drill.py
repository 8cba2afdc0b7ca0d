"""A drill from its plan to its report, by those whose it is: all that anybody reads of it begins with DRILL."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from sandbox.desk import readable
from sandbox.workspace.models import Message
from tests.drills.steps import (
    AGREE,
    CALL_OFF,
    DAVID,
    FAKE,
    HANA,
    MARTA,
    RATE,
    THOMAS,
    drill,
    end,
    plan,
    press,
    rate,
    room,
    typed,
    with_button,
    written_to,
)
from tests.freezes import steps as freezes
from tests.people.steps import leave
from tests.steps import register_account
from tests.voice import steps as voice
from tests.world import Helvia

pytestmark = pytest.mark.any_database

FIRST_WORD = re.compile(r"\W*(:\w+:)?\W*DRILL\b")
ANSWER = "crises.acknowledge"
MINUTE = timedelta(minutes=1)


def written(helvia: Helvia) -> Iterator[Message]:
    """All that Concord wrote to those concerned, and in its channels."""
    for handle in ("marta", "ines", "thomas", "david", "sofia", "jonas", "lucas", "hana"):
        yield from helvia.direct(handle)
    for channel in ("#war-room", "#social-reviews", f"#{room(helvia).name}"):
        yield from (each for each in helvia.messages(channel, "thomas") if each.blocks)


def rehearsed(helvia: Helvia) -> None:
    """With a freeze, a statement and an update: all that is asked for, in time."""
    account = register_account(helvia, publisher="U0SOFIA000")
    assert plan(helvia, accounts=[str(account)]).ok
    assert press(helvia, "thomas", ANSWER).ok
    freezes.freeze(helvia)
    helvia.settle()
    freezes.answer(helvia, "sofia")
    assert voice.write(helvia).ok
    voice.approve(helvia, "lucas")
    assert helvia.desk("thomas").type("#general", "/crisis update 1 Police informed").ok


def test_who_takes_part_is_asked_and_the_score_sheet_says_how_it_went(helvia: Helvia) -> None:
    rehearsed(helvia)
    helvia.settle()
    [card] = [each for each in helvia.direct("sofia") if "the only thing to say" in readable(each)]
    assert "DRILL: " in readable(card)
    assert "Post nothing" in readable(card)
    assert "voice.posted" not in str(card.blocks)
    assert end(helvia).ok
    sheet = typed(helvia, "thomas", "/crisis drill 1")
    for line in (
        "Answered within 30 minutes: *after",
        "Frozen within 10 minutes: *after",
        "First word within 60 minutes: *after",
        "95 % confirmed within 60 minutes: *1 of 1 account*",
        "Updates in time: *1 of 1 in time*",
    ):
        assert f":white_check_mark: {line}" in sheet
    assert "not rated yet" in sheet
    assert rate(helvia).ok
    for text in (typed(helvia, "thomas", "/crisis drill 1"), written_to(helvia, "david")):
        assert "*S · with some challenges*\n>Nobody knew the form" in text
        assert "*U · unable*\n>Nobody wrote" in text
    assert "5 of 5 objectives met" in written_to(helvia, "david")
    assert {FIRST_WORD.match(each.text) is not None for each in written(helvia)} == {True}
    assert {readable(each).startswith("*DRILL*") for each in written(helvia)} == {True}
    assert room(helvia).name.startswith("drill-1-a-pharmacist-posts")


def test_those_who_take_part_hear_that_and_when_but_not_what(helvia: Helvia) -> None:
    tomorrow = int((helvia.now + timedelta(days=1)).timestamp())
    assert plan(helvia, begins_at=tomorrow, players=[THOMAS]).ok
    assert "You take part in a drill" in written_to(helvia, "thomas")
    assert FAKE not in written_to(helvia, "thomas") + typed(helvia, "thomas", "/crisis drill list")
    assert FAKE in written_to(helvia, "ines")
    helvia.leap(timedelta(days=1))
    assert "DRILL 1 needs you" in written_to(helvia, "thomas")


def test_what_was_planned_can_be_called_off_and_those_concerned_hear_so(helvia: Helvia) -> None:
    assert plan(helvia, begins_at=int((helvia.now + timedelta(days=1)).timestamp())).ok
    assert press(helvia, "marta", CALL_OFF).ok
    helvia.leap(timedelta(days=1))
    assert "is called off" in written_to(helvia, "david")
    assert "No drill yet" in typed(helvia, "marta", "/crisis drill list")


def test_only_those_who_agree_are_asked_out_of_their_working_hours(helvia: Helvia) -> None:
    helvia.workspace.clock.move(timedelta(hours=13))
    assert plan(helvia, players=[THOMAS, DAVID]).ok
    assert not re.search("needs you|checklist", written_to(helvia, "thomas"))
    assert press(helvia, "thomas", AGREE).ok
    helvia.leap(5 * MINUTE)
    assert "DRILL 1 needs you" in written_to(helvia, "thomas")
    assert "needs you" not in written_to(helvia, "david")
    assert "Also at any hour" not in typed(helvia, "thomas", "/crisis drill 1")


def test_what_cannot_stand_is_said_under_its_field(helvia: Helvia) -> None:
    cases: dict[str, dict[str, Any]] = {
        "scenario": {"scenario": None},
        "what": {"what": "Something else"},
        "players": {"players": [MARTA]},
        "observer": {"observer": THOMAS},
        "begins_at": {"begins_at": 1},
    }
    for field, answers in cases.items():
        assert plan(helvia, **answers).errors.keys() == {field}


def test_who_may_not_plan_end_or_rate_reads_who_may(helvia: Helvia) -> None:
    assert "Only the crisis lead" in plan(helvia, "sofia").text
    assert plan(helvia, players=[THOMAS, HANA]).ok
    assert "can end DRILL 1" in end(helvia, "sofia").text
    assert end(helvia).ok
    assert "ended DRILL 1" in end(helvia, "ines").text
    assert rate(helvia).ok


def test_the_observer_is_reminded_and_half_a_year_later_the_next_one_is_due(helvia: Helvia) -> None:
    assert plan(helvia).ok
    assert end(helvia).ok
    helvia.leap(timedelta(days=1, hours=1))
    assert "waits for your rating" in written_to(helvia, "ines")
    assert rate(helvia).ok
    helvia.leap(timedelta(days=180))
    assert "next drill is due" not in written_to(helvia, "marta")
    helvia.leap(timedelta(days=3))
    assert "next drill is due" in written_to(helvia, "marta")


def test_where_the_observer_has_left_whoever_planned_it_rates_it_and_what_was_hard_needs_a_word(helvia: Helvia) -> None:
    assert plan(helvia, observer=HANA).ok
    assert end(helvia).ok
    leave(helvia, "hana")
    assert drill(helvia).observer == MARTA
    assert rate(helvia, "marta", frozen_words="").errors.keys() == {"frozen_words"}
    helvia.desk("marta").close_all()
    assert rate(helvia, "marta").ok
    assert RATE not in str(with_button(helvia, "marta", "crises.show").blocks)
