"""A row that is new, or has changed, alone is written as the ORM would write it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import JSON, ForeignKey, create_engine, delete, event, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.exc import StaleDataError

from bot.accounts.facts import AccountFellSilent
from bot.accounts.model import Account, Status
from bot.kernel import rows
from bot.kernel.act import due
from tests.statements import asked_of, statements
from tests.steps import account_now, register_account
from tests.world import Helvia


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    __tablename__ = "shelves"

    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    __tablename__ = "books"

    author: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(primary_key=True)
    read: Mapped[str] = mapped_column("often", default="never")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    edition: Mapped[int] = mapped_column(server_default="1")
    note: Mapped[str | None]
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelves.id"))
    shelf: Mapped[Shelf] = relationship()


@pytest.fixture
def session() -> Iterator[Session]:
    """Two shelves, and a book on the first."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Shelf(id=1), Shelf(id=2), Book(author="Sagan", title="Cosmos", shelf_id=1)])
        session.commit()
        event.listen(session, "before_flush", write)
        yield session
    engine.dispose()


def write(session: Session, *_: object) -> None:
    rows.write(session, {row: rows.changed(row) for row in (*session.new, *session.dirty)})


def the_book(session: Session) -> Book:
    return session.get_one(Book, ("Sagan", "Cosmos"))


def test_every_kind_of_column_is_written_and_on_record_and_read_again(helvia: Helvia) -> None:
    account_id, at = register_account(helvia), helvia.now + timedelta(days=1)
    with statements(helvia) as asked, helvia.session() as session:
        account = session.get_one(Account, account_id)
        account.status, account.languages, account.brand = Status.DORMANT, ["de", "fr"], "Ünïcode"
        account.cadence_days, account.snoozed_until, account.decided_at = 9, at, None
        due(session, helvia.now).record(AccountFellSilent, of=account)
    assert [each for each in asked if each.startswith("UPDATE accounts") and "RETURNING" in each]
    account, (entry,) = account_now(helvia, account_id), helvia.audit("account_fell_silent")
    assert (account.status, account.languages, account.brand) == (Status.DORMANT, ["de", "fr"], "Ünïcode")
    assert (account.cadence_days, account.snoozed_until, account.decided_at) == (9, at, None)
    assert entry.changes["languages"] == [["en"], ["de", "fr"]]
    assert entry.changes["snoozed_until"] == [None, at.isoformat()]


def test_a_column_of_another_name_and_a_key_of_two_columns_are_written(session: Session) -> None:
    the_book(session).read = "twice"
    session.flush()
    assert session.scalars(select(Book.read)).all() == ["twice"]
    assert not session.dirty


def test_what_is_set_to_what_it_was_is_written_by_nobody(session: Session) -> None:
    the_book(session).read = "never"
    session.flush()
    assert not session.dirty


def test_a_new_row_has_what_was_given_what_is_usual_and_what_the_database_makes_up(session: Session) -> None:
    with asked_of(session.get_bind()) as asked:
        session.add(shelf := Shelf())
        session.flush()
        session.add(book := Book(author="Darwin", title="Origin", shelf_id=shelf.id))
        session.flush()
        assert (shelf.id, book.read, book.tags, book.edition, book.note) == (3, "never", [], 1, None)
    assert [each.split()[0] for each in asked] == ["INSERT", "INSERT"]
    assert book is session.get(Book, ("Darwin", "Origin"))
    assert not session.new
    book.read = "once"
    session.commit()
    assert session.execute(select(Book.read, Book.tags).where(Book.title == "Origin")).one() == ("once", [])


def test_of_a_new_row_that_refers_to_another_one_both_are_written(session: Session) -> None:
    session.add(Book(author="Darwin", title="Origin", shelf=Shelf(id=9)))
    session.flush()
    assert session.get_one(Book, ("Darwin", "Origin")).shelf_id == 9


def test_a_new_row_that_a_savepoint_undoes_was_never_there(session: Session) -> None:
    savepoint = session.begin_nested()
    session.add(book := Book(author="Darwin", title="Origin", shelf_id=1))
    session.flush()
    savepoint.rollback()
    assert book not in session
    assert session.get(Book, ("Darwin", "Origin")) is None


def test_a_new_row_whose_key_is_taken_is_refused_as_by_the_orm(session: Session) -> None:
    session.add(Book(author="Sagan", title="Cosmos", shelf_id=2))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_row_that_refers_to_another_one_now_is_written_by_the_orm(session: Session) -> None:
    book = the_book(session)
    book.shelf, book.read = session.get_one(Shelf, 2), "once"
    session.commit()
    assert session.execute(select(Book.shelf_id, Book.read)).one() == (2, "once")


def test_what_a_savepoint_undoes_is_undone_in_the_row_too(session: Session) -> None:
    book, savepoint = the_book(session), session.begin_nested()
    book.read = "once"
    session.flush()
    savepoint.rollback()
    assert book.read == "never"


def test_a_row_that_is_gone_is_not_changed_in_silence(session: Session) -> None:
    book = the_book(session)
    session.execute(delete(Book).execution_options(synchronize_session=False))
    book.read = "once"
    with pytest.raises(StaleDataError, match="Cosmos"):
        session.flush()
