"""Facts and the audit trail share one fate with what they tell of."""

from contextlib import suppress

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from bot.accounts import service
from bot.accounts.model import Account, AccountFellSilent, Hashtag
from bot.kernel.actor import Actor
from bot.kernel.events import Unrecorded, change, record
from tests.steps import account_now, register_account
from tests.world import Helvia

JONAS = Actor(id="U0JONAS000", name="Jonas Weber")
PURPOSE = "Explain heart failure"


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


def test_an_account_whose_change_a_savepoint_undid_is_what_it_was(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with helvia.session() as session:
        account = session.get_one(Account, account_id)
        with suppress(Undone), session.begin_nested():
            change(session, account, status="dormant")
            raise Undone
        assert account.status == "active"
    assert account_now(helvia, account_id).status == "active"


def test_what_is_changed_at_once_is_written_and_told_as_what_is_assigned(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with helvia.session() as session:
        account = session.get_one(Account, account_id)
        account.purpose = "Explain"
        change(session, account, purpose="Explain hearts", cadence_days=account.cadence_days)
        change(session, account, status="dormant")
        assert not session.dirty
        record(session, AccountFellSilent(who=JONAS, when=helvia.now, of=account))
    [entry] = helvia.audit("account_fell_silent")
    assert entry.changes == {"purpose": [PURPOSE, "Explain hearts"], "status": ["active", "dormant"]}
    assert account_now(helvia, account_id).purpose == "Explain hearts"


def test_what_is_new_can_be_changed_at_once(helvia: Helvia) -> None:
    with helvia.session() as session:
        tag = service.register_hashtag(session, JONAS, helvia.now, "#HeartWeek26", "Heart week")
        change(session, tag, campaign="Heart month")
    [entry] = helvia.audit("hashtag_registered")
    assert entry.changes["campaign"] == [None, "Heart month"]


def test_an_account_whose_change_was_told_in_a_savepoint_that_was_undone_is_what_it_was(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with helvia.session() as session:
        account = session.get_one(Account, account_id)
        with suppress(Undone), session.begin_nested():
            with suppress(Unrecorded), session.begin_nested():
                change(session, account, status="dormant")
            raise Undone
        assert account.status == "active"


def test_what_is_gone_cannot_be_changed_at_once(helvia: Helvia) -> None:
    with helvia.session() as session:
        tag = service.register_hashtag(session, JONAS, helvia.now, "#HeartWeek26", "Heart week")
    with pytest.raises(StaleDataError, match="hashtag:heartweek26"), helvia.session() as session:
        change_what_is_gone(session, tag.id)


def change_what_is_gone(session: Session, tag_id: int) -> None:
    tag = session.get_one(Hashtag, tag_id)
    session.execute(delete(Hashtag).where(Hashtag.id == tag_id).execution_options(synchronize_session=False))
    change(session, tag, campaign="Heart month")


def test_what_is_changed_at_once_and_told_nowhere_makes_the_commit_fail(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with pytest.raises(Unrecorded, match=f"account:{account_id}"), helvia.session() as session:
        change(session, session.get_one(Account, account_id), purpose="Explain")
    assert account_now(helvia, account_id).purpose == PURPOSE


def test_a_transaction_that_fails_leaves_neither_change_nor_entry(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with suppress(Undone), helvia.session() as session:
        service.retire(session, JONAS, helvia.now, session.get_one(Account, account_id), "No longer needed")
        session.flush()
        raise Undone
    assert helvia.audit("account_retired") == []
    assert account_now(helvia, account_id).status == "active"
