"""Whoever is to say a statement and does not answer is asked again, then others are; nobody once that is needless."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.crises.steps import WAR_ROOM, resolve
from tests.people.steps import leave
from tests.posts.steps import register_account
from tests.voice.steps import POSTED, URL, WITHDRAW, asking, crisis_with_an_account, said
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def urged(helvia: Helvia, handle: str) -> list[str]:
    """What asks this person whether it is posted, besides the first message."""
    return [readable(each) for each in helvia.direct(handle) if "*Is it posted?*" in readable(each)]


def later(helvia: Helvia, minutes: int = 16) -> None:
    helvia.wait(timedelta(minutes=minutes))


def test_who_does_not_answer_is_asked_again_then_others_hear_of_it(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    assert urged(helvia, "sofia") == []
    later(helvia)
    [asked] = urged(helvia, "sofia")
    assert "Crisis 1 · English · version 1" in asked
    assert urged(helvia, "jonas")
    later(helvia)
    assert len(urged(helvia, "sofia")) == 1, "only the newest asks"
    assert urged(helvia, "david") == []
    later(helvia, 30)
    [hears] = [each for each in helvia.direct("david") if "*Is it posted?*" in readable(each)]
    assert POSTED not in str(hears.blocks)


def answer(helvia: Helvia) -> None:
    asked = asking(helvia, "sofia")[-1]
    assert helvia.press("sofia", asked, POSTED).ok
    desk = helvia.desk("sofia")
    desk.fill({"account": "1", "url": URL})
    assert desk.submit().ok


def withdraw(helvia: Helvia) -> None:
    [card] = [each for each in helvia.messages(WAR_ROOM) if "English · version 1" in readable(each)]
    assert helvia.press("thomas", card, WITHDRAW).ok


def end(helvia: Helvia) -> None:
    assert resolve(helvia).ok


@pytest.mark.parametrize("happens", [answer, withdraw, end])
def test_nobody_is_asked_again_once_that_is_needless(helvia: Helvia, happens: Callable[[Helvia], None]) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    later(helvia)
    happens(helvia)
    helvia.settle()
    people = ("sofia", "jonas", "david")
    assert [urged(helvia, each) for each in people] == [[], [], []]
    later(helvia, 300)
    assert [urged(helvia, each) for each in people] == [[], [], []]


def test_a_newer_one_is_asked_about_instead(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)
    later(helvia)
    said(helvia, known="The fakes are gone.")
    assert urged(helvia, "sofia") == []
    later(helvia)
    [asked] = urged(helvia, "sofia")
    assert "version 2" in asked


def test_whoever_has_answered_for_one_account_is_asked_about_the_other(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    second = register_account(helvia, handle="@HelviaJapan", market="JP", publisher="U0SOFIA000")
    desk = helvia.desk("thomas")
    assert desk.type("#general", "/crisis accounts 1").ok
    desk.search("accounts", "")
    desk.fill({"accounts": [str(second)]})
    assert desk.submit().ok
    helvia.settle()
    said(helvia)
    later(helvia)
    answer(helvia)
    helvia.settle()
    [asked] = urged(helvia, "sofia")
    assert "@HelviaJapan" in asked
    assert "@HelviaToday" not in asked


def test_whoever_comes_for_somebody_who_left_is_asked_again_too(helvia: Helvia) -> None:
    helvia.introduce()
    helvia.concord.standings.notice()
    crisis_with_an_account(helvia, backup="U0MARTA000", publisher="")
    said(helvia)
    leave(helvia, "jonas")
    helvia.settle()
    later(helvia)
    assert urged(helvia, "marta")
