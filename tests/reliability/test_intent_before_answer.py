"""Point 1: where the commit fails, the person is told, and nothing remains."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.kernel.db import Database
from tests.crises.steps import ON_IT, RED, WAR_ROOM, crisis_now, headline, raise_crisis
from tests.reliability.steps import nagging, rows
from tests.steps import register_account
from tests.world import Helvia

SORRY = "Something went wrong; nothing was changed. Try again"


@contextmanager
def one_commit_fails(database: Database) -> Iterator[None]:
    left = [1]

    def fail(_connection: object) -> None:
        if left and left.pop():
            raise OperationalError("COMMIT", {}, Exception("the disk is full"))

    event.listen(database.engine, "commit", fail)
    yield
    event.remove(database.engine, "commit", fail)
    assert not left


def test_when_the_commit_of_a_form_fails_the_person_is_told_under_it_and_nothing_remains(helvia: Helvia) -> None:
    desk = helvia.desk("jonas")
    desk.type("#general", "/crisis raise")
    desk.search("accounts", "")
    desk.fill(RED)
    before = rows(helvia)
    with one_commit_fails(helvia.database):
        outcome = desk.submit()
    assert SORRY in "".join(outcome.errors.values())
    assert rows(helvia) == before
    assert helvia.texts(WAR_ROOM) == []
    assert desk.submit().ok
    assert rows(helvia)["crises"] == 1
    assert helvia.texts(WAR_ROOM)


def test_when_the_commit_of_a_command_fails_the_person_is_told_and_nothing_remains(helvia: Helvia) -> None:
    register_account(helvia)
    before = rows(helvia)
    typed = "/account log @Cardiva https://x.com/Cardiva/status/1001"
    with one_commit_fails(helvia.database):
        assert SORRY in helvia.desk("jonas").type("#general", typed).text
    assert rows(helvia) == before
    assert "Logged on" in helvia.desk("jonas").type("#general", typed).text


def test_when_the_commit_of_a_click_fails_the_person_is_told_and_people_are_still_asked(helvia: Helvia) -> None:
    raise_crisis(helvia)
    card = headline(helvia)
    with one_commit_fails(helvia.database):
        helvia.press("thomas", card, ON_IT)
    assert crisis_now(helvia).state == "open"
    assert nagging(helvia, "crisis:1") == ["crisis_red"]
    assert [SORRY in each for each in helvia.whispers("thomas", WAR_ROOM)] == [True]
