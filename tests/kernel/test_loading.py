"""What a prepared statement reads is an object of the ORM like any other."""

import pytest
from sqlalchemy import inspect, text

from bot.accounts.model import Account
from bot.crises.model import Crisis
from bot.kernel.loading import held, seen
from bot.networks import Network
from tests.crises.steps import raise_crisis
from tests.steps import account_now, register_account
from tests.world import Helvia


def test_it_has_the_values_that_the_orm_would_read(helvia: Helvia) -> None:
    number = register_account(helvia)
    with helvia.session() as session:
        account = held(session, Account, number)
        assert account is session.get(Account, number)
        assert account not in session.dirty
    assert account
    assert account.network is Network.X
    names = [each.key for each in inspect(Account).column_attrs]
    as_loaded = account_now(helvia, number)
    assert [getattr(account, name) for name in names] == [getattr(as_loaded, name) for name in names]


def test_what_the_session_knew_of_it_before_is_what_it_is_now(helvia: Helvia) -> None:
    number = register_account(helvia)
    with helvia.session() as session:
        known = session.get_one(Account, number)
        session.execute(text("UPDATE accounts SET name = 'Another'"))
        assert known.name != "Another"
        assert held(session, Account, number) is known
        assert known.name == "Another"
        session.rollback()


def test_what_it_refers_to_is_read_when_it_is_looked_at(helvia: Helvia) -> None:
    register_account(helvia)
    raise_crisis(helvia, accounts=["1"])
    with helvia.session() as session:
        crisis = held(session, Crisis, 1)
        assert crisis
        assert [each.account_id for each in crisis.accounts] == [1]


def test_there_is_nothing_where_there_is_no_such_row(helvia: Helvia) -> None:
    with helvia.session() as session:
        assert held(session, Account, 12) is None


def test_what_is_loaded_with_it_is_as_it_is_now_too(helvia: Helvia) -> None:
    register_account(helvia)
    raise_crisis(helvia, accounts=["1"])
    with helvia.session() as session:
        known = session.get_one(Crisis, 1)
        assert known is seen(session, Crisis, 1)
        session.execute(text("UPDATE private_texts SET text = 'Another'"))
        session.execute(text("DELETE FROM crisis_accounts"))
        assert held(session, Crisis, 1) is known
        assert (known.what.words, known.evidence.words, known.accounts) == ("Another", "", [])
        assert known not in session.dirty
        session.rollback()


@pytest.mark.parametrize("concord", ["postgresql"], indirect=True)
def test_what_only_refers_to_it_is_written_while_it_is_held(helvia: Helvia) -> None:
    """The beat says what is due of a matter while somebody changes it: they must not wait for each other."""
    number = register_account(helvia)
    with helvia.session() as session, helvia.database.engine.connect() as other:
        assert held(session, Account, number)
        other.execute(text("SELECT 1 FROM accounts FOR KEY SHARE NOWAIT"))
