"""The same gesture, delivered again."""

from datetime import timedelta

from bot.kernel import receipts
from bot.kernel.db import Database
from tests.kernel.world import NOON


def test_the_second_delivery_is_known_and_gets_the_first_ones_answer(database: Database) -> None:
    with database.transaction() as session:
        assert receipts.once(session, "click 1", NOON)
        receipts.remember(session, "click 1", {"text": "Done."})
    with database.transaction() as session:
        assert not receipts.once(session, "click 1", NOON)
        assert receipts.recall(session, "click 1") == {"text": "Done."}
        assert receipts.recall(session, "click 2") is None
        assert receipts.once(session, "click 2", NOON)


def test_a_gesture_whose_transaction_failed_may_come_again(database: Database) -> None:
    with database.transaction() as session:
        receipts.once(session, "click 1", NOON)
        session.rollback()
    with database.transaction() as session:
        assert receipts.once(session, "click 1", NOON)


def test_old_receipts_are_forgotten(database: Database) -> None:
    with database.transaction() as session:
        receipts.once(session, "old", NOON - timedelta(days=2))
        receipts.once(session, "young", NOON)
        assert receipts.prune(session, before=NOON - timedelta(days=1)) == 1
        assert receipts.once(session, "old", NOON)
        assert not receipts.once(session, "young", NOON)
