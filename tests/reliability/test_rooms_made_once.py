"""Whatever becomes of Slack's answers and of the workers, a crisis has one channel, and everybody is in it once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.tables import Method
from tests.crises.own_rooms import NAME, red_has_rooms, room, rooms
from tests.crises.steps import crisis_now, raise_crisis
from tests.world import Helvia

JONAS, THOMAS = "U0JONAS000", "U0THOMAS00"


@pytest.fixture(autouse=True)
def red(helvia: Helvia) -> Iterator[Helvia]:
    with red_has_rooms(helvia):
        yield helvia


@pytest.mark.parametrize("kind", ["accept_and_drop", "drop", "empty_answer", "half_answer", "server_error"])
def test_a_channel_of_whose_making_nobody_heard_is_made_once(helvia: Helvia, kind: str) -> None:
    helvia.workspace.faults.add(kind, method="conversations.create")
    raise_crisis(helvia)
    helvia.wait(timedelta(minutes=1))
    assert room(helvia).name == NAME
    assert crisis_now(helvia).room == room(helvia).id


def test_of_several_taken_names_the_one_that_was_made_is_found(helvia: Helvia) -> None:
    helvia.desk("jonas").create(NAME)
    helvia.workspace.faults.add("accept_and_drop", method="conversations.create", skip=1)
    raise_crisis(helvia)
    helvia.wait(timedelta(minutes=1))
    assert {each.name for each in rooms(helvia)} == {NAME, f"{NAME}-2"}


@pytest.mark.parametrize(
    ("method", "skip"),
    [
        ("conversations.invite", 0),
        ("conversations.setTopic", 0),
        ("pins.add", 0),
        ("bookmarks.add", 0),
        ("bookmarks.add", 1),
    ],
)
def test_what_is_done_twice_is_done_once(helvia: Helvia, method: str, skip: int) -> None:
    helvia.workspace.faults.add("accept_and_drop", method=method, skip=skip)
    raise_crisis(helvia, evidence="https://x.com/Cardiva/1", kind="Counterfeit product")
    helvia.wait(timedelta(minutes=1))
    own = room(helvia)
    assert {JONAS, THOMAS} <= set(own.members)
    assert own.topic
    assert len(own.pins) == 3
    assert sorted(each["title"] for each in own.bookmarks) == ["Checklist", "Evidence"]
    assert not any("cannot invite" in each for each in helvia.texts(own.id, "thomas"))


def test_what_a_worker_made_that_was_gone_before_it_could_say_so_is_found_by_the_next(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = helvia.concord.sender._outcomes
    settle = outcomes.settle

    def gone(session: Session, letter: Leased, *rest: Any) -> None:
        if letter.method is Method.CREATE:
            monkeypatch.setattr(outcomes, "settle", settle)
            raise SQLAlchemyError("the worker is gone")
        settle(session, letter, *rest)

    monkeypatch.setattr(outcomes, "settle", gone)
    raise_crisis(helvia)
    own = room(helvia)
    assert (own.name, crisis_now(helvia).room) == (NAME, own.id)
    creations = [call for call in helvia.workspace.calls if call.method == "conversations.create"]
    assert [call.answer["ok"] for call in creations] == [True, False]
