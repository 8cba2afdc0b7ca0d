"""The audit trail: every change is an entry, and a chain that was touched says where."""

from datetime import timedelta

import pytest
from sqlalchemy import bindparam, delete, select, text, update

from bot import audit
from bot.accounts.facts import AccountSnoozed
from bot.accounts.model import Account
from bot.audit.model import Entry
from bot.kernel.act import Act
from bot.kernel.actor import SYSTEM, Actor
from bot.kernel.db import Instant
from bot.kernel.events import Unrecorded
from bot.kernel.text.markup import when
from tests.steps import register_account
from tests.tampering import past_concord
from tests.world import Helvia


def verify(helvia: Helvia) -> tuple[int, audit.Misfit | None]:
    """How many entries there are, and the first that does not fit."""
    with helvia.database.snapshot() as session:
        report = audit.verify(session)
    return report.entries, next(iter(report.misfits), None)


def with_three_entries(helvia: Helvia) -> None:
    for number in range(3):
        register_account(helvia, handle=f"@Helvia{number}")


def test_an_untouched_chain_holds(helvia: Helvia) -> None:
    with_three_entries(helvia)
    assert verify(helvia) == (3, None)


@pytest.mark.parametrize(
    "changed", [{"who": "U0PETER000"}, {"note": "nothing happened"}, {"changes": {}}, {"subject": "account:9"}]
)
def test_an_entry_that_was_changed_is_named(helvia: Helvia, changed: dict[str, object]) -> None:
    with_three_entries(helvia)
    past_concord(helvia.database, update(Entry).where(Entry.id == 2).values(**changed))
    _, misfit = verify(helvia)
    assert misfit is not None
    assert (misfit.entry_id, "content" in misfit.why) == (2, True)


def test_an_entry_that_was_removed_is_noticed_at_the_next(helvia: Helvia) -> None:
    with_three_entries(helvia)
    past_concord(helvia.database, delete(Entry).where(Entry.id == 2))
    _, misfit = verify(helvia)
    assert misfit is not None
    assert misfit.entry_id == 3


def test_an_entry_says_who_did_what_when_to_which_subject_with_before_and_after(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva")
    helvia.desk("jonas").type("#general", "/account log @Cardiva https://x.com/Cardiva/status/1001")
    [entry] = helvia.audit("post_logged")
    assert (entry.who, entry.who_name, entry.subject) == ("U0JONAS000", "Jonas Weber", f"account:{account_id}")
    assert entry.at == helvia.now
    assert entry.changes["last_post_url"] == [None, "https://x.com/Cardiva/status/1001"]


def test_a_change_that_nobody_tells_of_does_not_commit(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva")
    with pytest.raises(Unrecorded, match=f"account:{account_id}"), helvia.session() as session:
        session.get_one(Account, account_id).purpose = "Something else"
    with helvia.session() as session:
        assert session.get_one(Account, account_id).purpose == "Explain heart failure"


def test_the_trail_speaks_of_people_and_moments_as_people_do(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    moved = helvia.now
    helvia.wait(timedelta(hours=1))
    with helvia.session() as session:
        account, who = session.get_one(Account, account_id), Actor("U0MARTA000", "Marta Keller")
        account.owner = "U0SOFIA000"
        account.last_post_at = helvia.now
        Act(session, who, helvia.now).record(AccountSnoozed, of=account, until=helvia.now, note="Summer")
    trail = helvia.desk("ines").type("#general", f"/social audit account:{account_id}").text
    assert f"*account snoozed* · `account:{account_id}` · <@U0MARTA000> · " in trail
    assert "owner: <@U0JONAS000> → <@U0SOFIA000>" in trail
    assert f"last post at: {when(moved)} → {when(helvia.now)}" in trail


def test_administrators_read_the_trail_in_slack_and_others_do_not(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    assert "account imported" in helvia.desk("ines").type("#general", "/social audit").text
    assert "Nothing is recorded" in helvia.desk("ines").type("#general", "/social audit crisis:9").text
    assert "Only the administrator" in helvia.desk("jonas").type("#general", "/social audit").text


def test_entries_are_numbered_without_a_gap_though_a_transaction_was_undone(helvia: Helvia) -> None:
    with_three_entries(helvia)
    with helvia.session() as session:
        account = session.scalars(select(Account)).first()
        assert account
        audit.write(session, [(AccountSnoozed(who=SYSTEM, when=helvia.now, of=account, until=helvia.now), {})])
        session.rollback()
    register_account(helvia, handle="@Cardiva")
    with helvia.session() as session:
        assert session.scalars(select(Entry.id).order_by(Entry.id)).all() == [1, 2, 3, 4]


def test_a_clock_that_is_set_back_is_an_entry_of_its_own(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    before = helvia.now
    helvia.workspace.clock.set(before - timedelta(hours=1))
    register_account(helvia, handle="@Neurova")
    register_account(helvia, handle="@Dermova")
    [entry] = helvia.audit("clock_set_back")
    assert entry.changes == {"at": [before.isoformat(), (before - timedelta(hours=1)).isoformat()]}
    assert verify(helvia) == (4, None)


def test_an_older_version_that_leaves_the_number_to_the_database_is_given_the_next_one(helvia: Helvia) -> None:
    with_three_entries(helvia)
    older = text(
        "INSERT INTO audit_entries (at, who, who_name, what, subject, changes, note, previous, hash)"
        " VALUES (:at, '', '', '', '', '{}', '', '', '')"
    ).bindparams(bindparam("at", helvia.now, Instant()))
    with helvia.session() as session:
        session.execute(older)
        session.execute(older)
        assert session.scalars(select(Entry.id).order_by(Entry.id)).all() == [1, 2, 3, 4, 5]
        session.rollback()
    register_account(helvia, handle="@Cardiva")
    assert verify(helvia) == (4, None)
