"""What a transaction only writes is written together, and is there for whoever looks as if it had been at once."""

from contextlib import suppress

from sqlalchemy.orm import Session

from bot.kernel import outbox
from bot.kernel.outbox.tables import Urgency
from tests.kernel.world import NOON, ROOM, World, says


class Undone(Exception):
    pass


def post(session: Session, key: str) -> None:
    outbox.post(session, key=key, channel=ROOM, message=says(key), at=NOON)


def show(session: Session, card: str, text: str, urgency: Urgency = Urgency.DECISION) -> None:
    outbox.show(session, card=card, channel=ROOM, message=says(text), at=NOON, urgency=urgency)


def test_letters_and_cards_go_in_the_order_in_which_they_were_decided(world: World) -> None:
    with world.database.transaction() as session:
        post(session, "first")
        show(session, "second", "second")
        post(session, "third")
    assert list(world.states()) == ["first", "card:second:1", "third"]


def test_a_card_that_one_transaction_shows_twice_is_one_letter_as_urgent_as_the_more_urgent_one(world: World) -> None:
    with world.database.transaction() as session:
        show(session, "risk", "red", Urgency.CRISIS)
        post(session, "urgent too")
        show(session, "risk", "amber", Urgency.ROUTINE)
    world.drain()
    assert list(world.states()) == ["card:risk:1", "urgent too"]
    assert world.slack.texts(ROOM)[0] == "amber"


def test_what_was_decided_before_a_savepoint_that_failed_is_written_though_it_was_looked_at_within(
    world: World,
) -> None:
    with world.database.transaction() as session:
        post(session, "ping:1")
        with suppress(Undone), session.begin_nested():
            outbox.withdraw(session, path="ping")
            post(session, "within")
            raise Undone
        post(session, "after")
    assert world.states() == {"ping:1": "waiting", "after": "waiting"}


def test_what_a_savepoint_wrote_is_there_though_the_transaction_goes_on(world: World) -> None:
    with world.database.transaction() as session:
        with session.begin_nested():
            post(session, "within")
        post(session, "after")
    assert list(world.states()) == ["within", "after"]


def test_what_a_transaction_decided_is_withdrawn_and_settled_by_it_too(world: World) -> None:
    with world.database.transaction() as session:
        post(session, "ping:1")
        show(session, "crisis:7:ping", "answer!")
        outbox.withdraw(session, path="ping")
        assert outbox.settle(session, path="crisis:7", message=says("over"), at=NOON) == 1
    assert world.states() == {"ping:1": "cancelled", "card:crisis:7:ping:1": "cancelled"}


def test_nothing_of_a_transaction_that_was_undone_is_written_by_the_next_one_of_its_session(world: World) -> None:
    with world.database.sessions() as session:
        session.begin()
        post(session, "undone")
        session.rollback()
        post(session, "done")
        session.commit()
    assert list(world.states()) == ["done"]
