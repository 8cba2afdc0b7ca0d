"""What nobody waits for goes in its turn with what is waited for next, and shares the fate of its transaction."""

from contextlib import suppress

import pytest
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.kernel import receipts
from bot.kernel.db import Database
from bot.kernel.statements import Prepared, in_one_trip
from tests.kernel.world import NOON

TABLE = receipts.receipts
ADD = Prepared(insert(TABLE))
RENAME = Prepared(update(TABLE).where(TABLE.c.key == bindparam("of")).values(key=bindparam("to")))
KEYS = Prepared(select(TABLE.c.key).order_by(TABLE.c.key))
AMONG = Prepared(
    select(TABLE.c.key).where(TABLE.c.key.in_(bindparam("these", expanding=True))).order_by(TABLE.c.key),
    lists=["these"],
)


def add(session: Session, key: str) -> None:
    ADD.later(session, key=key, at=NOON, answer=None)


def keys(database: Database) -> list[str]:
    with database.transaction() as session:
        return [row.key for row in KEYS.run(session)]


def test_what_goes_later_is_there_for_whatever_asks_next(database: Database) -> None:
    with database.transaction() as session:
        add(session, "a")
        assert [row.key for row in KEYS.run(session)] == ["a"]
        add(session, "b")
        assert session.scalar(select(func.count()).select_from(TABLE)) == 2
        add(session, "c")
        RENAME.later(session, of="c", to="d")
    assert keys(database) == ["a", "b", "d"]


def test_what_went_later_is_undone_with_its_transaction_and_its_savepoint(database: Database) -> None:
    with suppress(ZeroDivisionError), database.transaction() as session:
        add(session, "undone")
        raise ZeroDivisionError
    with database.transaction() as session:
        add(session, "before")
        with suppress(ZeroDivisionError), session.begin_nested():
            add(session, "within")
            raise ZeroDivisionError
        add(session, "after")
    assert keys(database) == ["after", "before"]


def add_twice(database: Database, *, asks: bool) -> None:
    with database.transaction() as session:
        add(session, "a")
        add(session, "a")
        if asks:
            KEYS.run(session)


@pytest.mark.parametrize("asks", [False, True])
def test_what_cannot_be_done_later_undoes_the_transaction(database: Database, asks: bool) -> None:
    with pytest.raises(IntegrityError):
        add_twice(database, asks=asks)
    assert keys(database) == []


def test_several_are_asked_together_in_their_order(database: Database) -> None:
    with database.transaction() as session:
        add(session, "a")
        before, _, after = in_one_trip(session, [(KEYS, {}), (RENAME, {"of": "a", "to": "b"}), (KEYS, {})])
        assert ([row.key for row in before], [row.key for row in after]) == (["a"], ["b"])


def test_lists_of_any_length_are_bound(database: Database) -> None:
    with database.transaction() as session:
        for key in "abc":
            add(session, key)
        lists: list[list[str]] = [[], ["a"], ["c", "a"], ["b"], []]
        answers = [[row.key for row in AMONG.run(session, these=these)] for these in lists]
    assert answers == [[], ["a"], ["a", "c"], ["b"], []]


def send_much(database: Database, first: str) -> None:
    """More than a connection takes at once, after a row of that key."""
    much = {"these": ["x" * 100_000]}
    with database.transaction() as session:
        KEYS.run(session)  # so that the rest sets out together
        in_one_trip(session, [(ADD, {"key": first, "at": NOON, "answer": None}), *[(AMONG, much)] * 20])


def test_what_failed_first_is_told_however_much_was_sent_after_it(database: Database) -> None:
    """The driver raised what it read last: that what came after it was not tried."""
    send_much(database, "a")
    with pytest.raises(IntegrityError):
        send_much(database, "a")
    send_much(database, "b")
    assert keys(database) == ["a", "b"]
