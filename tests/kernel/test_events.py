"""Facts and the audit trail share one fate with what they tell of."""

from contextlib import suppress

import pytest
from sqlalchemy.orm import Session

from bot.accounts import service
from bot.accounts.model import Account, Status
from bot.kernel import events
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.events import Unrecorded
from bot.posts.deciding import REVIEWING
from bot.posts.queries import held
from bot.reviews.seen import Seen
from tests.posts.steps import submitted
from tests.steps import account_now, register_account
from tests.world import Helvia

JONAS = Actor(id="U0JONAS000", name="Jonas Weber")
PURPOSE = "Explain heart failure"


class Undone(Exception):
    pass


def test_what_follows_is_there_for_whoever_shows_it_before_the_commit_and_follows_once(helvia: Helvia) -> None:
    post_id, lucas = submitted(helvia), helvia.concord.people.actor("U0LUCAS000")

    def approve(session: Session) -> str:
        post = held(session, post_id)
        REVIEWING.approve(Act(session, lucas, helvia.now), post, Seen.now(post))
        events.follow(session)
        return post.status

    with helvia.session() as session:
        with suppress(Undone), session.begin_nested():
            approve(session)
            raise Undone
        assert approve(session) == "approved"
    assert [len(helvia.audit(what)) for what in ("decision_made", "review_passed", "post_approved")] == [1, 1, 1]


def test_what_a_savepoint_undid_is_told_nowhere(helvia: Helvia) -> None:
    first, second = (register_account(helvia, handle=handle) for handle in ("@One", "@Two"))
    with helvia.session() as session:
        service.call_silent(due(session, helvia.now), session.get_one(Account, first))
        with suppress(Undone), session.begin_nested():
            service.call_silent(due(session, helvia.now), session.get_one(Account, second))
            session.flush()
            raise Undone
    assert [entry.subject for entry in helvia.audit("account_fell_silent")] == [f"account:{first}"]
    assert account_now(helvia, second).status == "active"


def test_what_a_savepoint_kept_is_told(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with helvia.session() as session, session.begin_nested():
        service.call_silent(due(session, helvia.now), session.get_one(Account, account_id))
    [entry] = helvia.audit("account_fell_silent")
    assert entry.changes == {"status": ["active", "dormant"]}


def test_an_account_whose_change_a_savepoint_undid_is_what_it_was(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with helvia.session() as session:
        account = session.get_one(Account, account_id)
        with suppress(Undone), session.begin_nested():
            account.status = Status.DORMANT
            session.flush()
            raise Undone
        assert account.status == "active"
    assert account_now(helvia, account_id).status == "active"


def test_what_is_changed_several_times_is_told_as_one_change(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with helvia.session() as session:
        account = session.get_one(Account, account_id)
        for purpose in ("Explain", "Explain hearts"):
            account.purpose = purpose
            session.flush()
        service.call_silent(due(session, helvia.now), account)
    [entry] = helvia.audit("account_fell_silent")
    assert entry.changes == {"purpose": [PURPOSE, "Explain hearts"], "status": ["active", "dormant"]}


def test_what_is_changed_and_told_nowhere_makes_the_commit_fail(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with pytest.raises(Unrecorded, match=f"account:{account_id}"), helvia.session() as session:
        session.get_one(Account, account_id).purpose = "Explain"
    assert account_now(helvia, account_id).purpose == PURPOSE


def test_a_transaction_that_fails_leaves_neither_change_nor_entry(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@One")
    with suppress(Undone), helvia.session() as session:
        service.retire(Act(session, JONAS, helvia.now), session.get_one(Account, account_id), "No longer needed")
        session.flush()
        raise Undone
    assert helvia.audit("account_retired") == []
    assert account_now(helvia, account_id).status == "active"
