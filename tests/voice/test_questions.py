"""What people ask in a crisis has approved answers: reviewed and shown as statements are, replaced, taken back."""

from typing import Any

import pytest

from sandbox.desk import Outcome, readable
from tests.crises.steps import WAR_ROOM, headline, heard, resolve
from tests.voice.steps import (
    APPROVE,
    WITHDRAW,
    approve,
    asking,
    crisis_with_an_account,
    deciding,
    overview,
    said,
    states,
    write,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database

ADD, ANEW = "voice.add_answer", "voice.write_anew"
ASKED: dict[str, Any] = {"question": "Is my pack real?", "answer": "Look at the seal. If it is broken, do not use it."}


def answer(helvia: Helvia, handle: str = "thomas", **words: str) -> Outcome:
    desk = helvia.desk(handle)
    message = desk.type("#general", "/crisis say 1").message
    assert message is not None
    assert helvia.press(handle, message, ADD).ok
    return sent(helvia, handle, **ASKED | words)


def sent(helvia: Helvia, handle: str, **words: str) -> Outcome:
    desk = helvia.desk(handle)
    desk.fill(words)
    outcome = desk.submit()
    desk.close_all()
    helvia.settle()
    return outcome


def in_the_room(helvia: Helvia, words: str) -> Any:
    [card] = [each for each in helvia.messages(WAR_ROOM) if words in readable(each)]
    return card


def test_an_answer_is_approved_by_somebody_else_and_then_shown_with_the_statement(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    assert answer(helvia).ok
    assert not deciding(helvia, "thomas"), "who wrote it"
    assert "Look at the seal" not in overview(helvia)
    [card] = deciding(helvia, "lucas")
    assert "Crisis 1 · question 1 · English · version 1" in readable(card)
    assert "Is my pack real?" in readable(card)
    assert "SHA-256" in readable(card)
    approve(helvia)
    text = overview(helvia)
    assert "Fake vials are sold." in text
    assert text.index("Questions and answers") < text.index("Is my pack real?") < text.index("Look at the seal.")
    assert states(helvia) == ["in force", "in force"]
    assert len(asking(helvia, "sofia")) == 1, "nobody posts it"
    assert "*We speak in 1 language*" in readable(headline(helvia))
    assert len(helvia.workspace.pins.of(helvia.workspace.channel(WAR_ROOM))) == 1


def test_a_newer_answer_replaces_the_older_to_that_question_and_no_other(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    for words in ({}, {"question": "Who did it?", "answer": "We do not know yet."}):
        assert answer(helvia, **words).ok
        approve(helvia)
    assert helvia.press("thomas", in_the_room(helvia, "Is my pack real?"), ANEW).ok
    modal = helvia.desk("thomas").modal
    assert modal is not None
    assert "Is my pack real?" in str(modal.content)
    assert sent(helvia, "thomas", answer="Look at the seal, and call us.").ok
    assert "Look at the seal. If it is broken" in overview(helvia), "until the newer one is approved"
    approve(helvia)
    assert states(helvia) == ["replaced", "in force", "in force"]
    text = overview(helvia)
    assert "Look at the seal, and call us." in text
    assert "If it is broken" not in text
    assert "We do not know yet." in text


def test_an_answer_is_taken_back_and_what_is_said_stays(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    assert answer(helvia).ok
    approve(helvia)
    assert helvia.press("thomas", in_the_room(helvia, "Is my pack real?"), WITHDRAW).ok
    helvia.settle()
    assert states(helvia) == ["in force", "withdrawn"]
    assert "Is my pack real?" not in overview(helvia)
    assert resolve(helvia).ok
    helvia.settle()
    assert states(helvia) == ["over", "withdrawn"]


def test_a_newer_statement_leaves_the_answers_and_an_answer_the_statement(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    assert answer(helvia).ok
    assert write(helvia, known="The fakes are gone.").ok
    assert states(helvia) == ["in force", "in review", "in review"]
    for card in deciding(helvia, "lucas"):
        assert helvia.press("lucas", card, APPROVE).ok
    helvia.settle()
    assert states(helvia) == ["replaced", "in force", "in force"]


def test_what_cannot_stand_is_refused_under_its_field_and_nobody_else_answers(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    for words, problem in (
        ({"question": " "}, "Write the question."),
        ({"answer": " "}, "Write the answer."),
        ({"answer": "Call [number]"}, "Fill in what stands in [brackets]"),
    ):
        assert problem in str(answer(helvia, **words))
    assert states(helvia) == []
    assert answer(helvia).ok
    helvia.press("sofia", in_the_room(helvia, "Is my pack real?"), ANEW)
    assert "Only the crisis lead" in heard(helvia, "sofia")
