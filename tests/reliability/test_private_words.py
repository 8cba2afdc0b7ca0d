"""What somebody writes about a crisis is read where the crisis is, and is nowhere else than in `private_texts`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import prometheus_client
import pytest
from sqlalchemy import select

from bot import audit
from bot.health import pruning
from bot.kernel.db import Base, as_stored
from bot.private import PrivateText, private_input
from sandbox.desk import readable
from tests.crises.steps import show
from tests.debriefs import steps as debriefs
from tests.house import views
from tests.house.reading import modules
from tests.house.words import brought
from tests.reliability.outage import LIMIT, SECOND, Outage
from tests.reliability.private_gestures import GESTURES, MARK, OF_REVIEWERS, ROOMS, an_update

PEOPLE = ("jonas", "thomas", "sofia", "david", "marta", "ines")


def test_each_gesture_that_takes_private_words_is_walked_through() -> None:
    questions = {context: views.asked_by(private_input, context) for context in views.contexts()}
    handlers = {context.replace("bot.", "handlers."): asked for context, asked in questions.items() if asked}
    handlers |= dict.fromkeys(("handlers.alarms", "handlers.responding", "handlers.timeline"), questions["bot.crises"])
    handlers["handlers.answering"] = questions["bot.voice"]
    bringing = [brought(each, handlers[each.name]) for each in modules("handlers") if each.name in handlers]
    assert set().union(*bringing) == GESTURES.keys()
    assert {each.partition("(")[2][:-1] for each in GESTURES} >= set().union(*questions.values())


@pytest.mark.parametrize("gesture", dict.fromkeys([*GESTURES.values(), *OF_REVIEWERS]))
def test_what_is_written_is_nowhere_but_where_it_can_be_forgotten(
    helvia: Outage,
    gesture: Callable[[Outage], None],
    log: list[Any],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    gesture(helvia)
    helvia.slack_is_gone()
    helvia.let_pass()
    helvia.let_pass(LIMIT)  # whoever was not reached is alerted
    helvia.slack_is_back()
    helvia.settle()
    assert MARK in readable(show(helvia, "thomas")) + debriefs.told(helvia, "thomas")
    helvia.settle()

    pruning.prune(helvia.database, helvia.now + pruning.RECEIPTS_KEPT + SECOND)  # of answers, should Slack ask again
    assert [table for table in Base.metadata.tables if MARK in rows_of(helvia, table)] == [PrivateText.__tablename__]
    assert log
    assert MARK not in str(log) + caplog.text
    assert MARK not in prometheus_client.generate_latest(helvia.concord.metrics.registry).decode()
    assert MARK not in str(helvia.addresses.arrived)
    messages = [*(each for room in ROOMS for each in helvia.messages(room)), *direct(helvia)]
    assert MARK not in str([each.metadata for each in messages])
    with helvia.database.snapshot() as session:
        audit.export(session, tmp_path / "all")
    assert [file.name for file in (tmp_path / "all").iterdir() if MARK in file.read_text("utf-8")] == []


def direct(helvia: Outage) -> Iterator[Any]:
    return (message for person in PEOPLE for message in helvia.direct(person))


def rows_of(helvia: Outage, table: str) -> str:
    with helvia.database.snapshot() as session:
        return str([tuple(row) for row in session.execute(as_stored(Base.metadata.tables[table]))])


def test_alerts_say_how_bad_it_is_and_not_what_happened(helvia: Outage) -> None:
    helvia.page_for_a_crisis(what=f"{MARK} fell")
    assert helvia.addresses.arrived
    assert MARK not in str(helvia.addresses.arrived)


def test_the_words_are_there_once_however_often_they_are_shown(helvia: Outage) -> None:
    an_update(helvia)
    with helvia.session() as session:
        texts = session.scalars(select(PrivateText.text).where(PrivateText.text.contains(MARK))).all()
    assert texts == [f"{MARK} is well"]
