"""Facts and the audit trail share one fate with what they tell of."""

from contextlib import suppress

from bot.accounts import service
from bot.accounts.model import Account
from bot.kernel.actor import Actor
from tests.steps import account_now, register_account
from tests.world import Helvia

JONAS = Actor(id="U0JONAS000", name="Jonas Weber")


class Undone(Exception):
    pass


def test_what_a_savepoint_undid_is_told_nowhere(helvia: Helvia) -> None:
    first, second = (register_account(helvia, handle=handle) for handle in ("@One", "@Two"))
    with helvia.session() as session:
        service.call_silent(session, helvia.now, session.get_one(Account, first))
        with suppress(Undone), session.begin_nested():
            service.call_silent(session, helvia.now, session.get_one(Account, second))
            session.flush()
            raise Undone
    assert [entry.subject for entry in helvia.audit("account_fell_silent")] == [f"account:{first}"]
    assert account_now(helvia, second).status == "active"


def test_what_a_savepoint_kept_is_told(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with helvia.session() as session, session.begin_nested():
        service.call_silent(session, helvia.now, session.get_one(Account, account_id))
    [entry] = helvia.audit("account_fell_silent")
    assert entry.changes == {"status": ["active", "dormant"]}


def test_a_transaction_that_fails_leaves_neither_change_nor_entry(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with suppress(Undone), helvia.session() as session:
        service.retire(session, JONAS, helvia.now, session.get_one(Account, account_id), "No longer needed")
        session.flush()
        raise Undone
    assert helvia.audit("account_retired") == []
    assert account_now(helvia, account_id).status == "active"
