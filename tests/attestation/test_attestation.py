"""On a quarter's first working day each owner is asked once whether their accounts are still right."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.attestation.steps import FIRST_DAY, asked, begin, look
from tests.people.steps import leave
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_each_owner_gets_one_message_with_all_their_accounts(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    register_account(helvia, handle="@Helvia")
    register_account(helvia, handle="@Neurovent", owner="U0SOFIA000", backup="U0JONAS000")
    begin(helvia)
    look(helvia)
    [message] = asked(helvia, "jonas")
    assert "Q1 2027" in readable(message)
    assert "@Cardiva" in readable(message)
    assert "@Helvia" in readable(message)
    assert "@Neurovent" not in readable(message)
    assert "where to report side effects" in readable(message)
    assert len(asked(helvia, "sofia")) == 1


def test_nobody_is_asked_before_the_company_opens_nor_about_what_came_since(helvia: Helvia) -> None:
    register_account(helvia)
    helvia.workspace.clock.set(FIRST_DAY - timedelta(hours=1))
    look(helvia)
    assert asked(helvia, "jonas") == []
    helvia.workspace.clock.set(FIRST_DAY)
    register_account(helvia, handle="@New", owner="U0SOFIA000", backup="U0JONAS000")
    begin(helvia)
    assert len(asked(helvia, "jonas")) == 1
    assert asked(helvia, "sofia") == []


def test_what_is_answered_says_so_in_the_message_and_asks_no_more(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    register_account(helvia, handle="@Helvia")
    begin(helvia)
    [message] = asked(helvia, "jonas")
    assert helvia.press("jonas", message, "attestation.right").ok
    [message] = asked(helvia, "jonas")
    assert "@Cardiva on X: still right, <@U0JONAS000>" in readable(message)
    assert helvia.press("jonas", message, "attestation.all").ok
    assert asked(helvia, "jonas") == []
    assert "nothing waits any more" in readable(helvia.direct("jonas")[-1])
    assert [entry.subject for entry in helvia.audit("account_attested")] == ["account:1", "account:2"]
    before = len(helvia.direct("jonas"))
    helvia.wait(timedelta(days=40))
    assert [each for each in helvia.direct("sofia") if "attestation." in str(each.blocks)] == []
    assert not any("to look through" in readable(each) for each in helvia.direct("jonas")[before:])


def test_what_its_profile_lacks_is_kept_with_the_answer(helvia: Helvia) -> None:
    register_account(helvia)
    begin(helvia)
    [message] = asked(helvia, "jonas")
    assert helvia.press("jonas", message, "attestation.lacks").ok
    jonas = helvia.desk("jonas")
    jonas.fill(profile=["0", "2"])
    assert jonas.submit().ok
    [entry] = helvia.audit("account_attested")
    assert entry.note == "2027-Q1; its profile lacks: where to report side effects, not monitored at night"
    assert "Its profile lacks: where to report side effects" in readable(helvia.direct("jonas")[-1])


def test_silence_is_told_to_the_owner_again_then_to_the_backup_then_to_the_community_manager(helvia: Helvia) -> None:
    register_account(helvia, last_post_at=FIRST_DAY + timedelta(days=300))
    begin(helvia)
    helvia.wait(timedelta(days=12))
    assert len(asked(helvia, "jonas")) == 1  # only the newest asks
    assert asked(helvia, "sofia") == []
    helvia.wait(timedelta(days=10))
    assert len(asked(helvia, "sofia")) == 1
    assert asked(helvia, "marta") == []
    helvia.wait(timedelta(days=10))
    [message] = asked(helvia, "marta")
    assert helvia.press("marta", message, "attestation.right").ok
    assert [asked(helvia, each) for each in ("jonas", "sofia", "marta")] == [[], [], []]


def test_a_press_by_somebody_to_whom_it_was_not_sent_answers_nothing(helvia: Helvia) -> None:
    register_account(helvia)
    begin(helvia)
    [message] = asked(helvia, "jonas")
    thomas = helvia.desk("thomas", force=True)
    thomas.press(message.channel, message.ts, "attestation.right")
    assert helvia.audit("account_attested") == []
    assert asked(helvia, "jonas") == [message]


def test_whoever_owns_an_account_since_then_is_asked_about_it_instead(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    begin(helvia)
    leave(helvia, "jonas")
    sofia = helvia.desk("sofia")
    [card] = [each for each in helvia.direct("sofia") if "accounts.take_over" in str(each.blocks)]
    assert helvia.press("sofia", card, "accounts.take_over").ok
    sofia.fill(backup="U0HANA0000")
    assert sofia.submit().ok
    look(helvia)
    helvia.wait(timedelta(days=4))
    [message] = asked(helvia, "sofia")
    assert "@Cardiva" in readable(message)
    assert asked(helvia, "jonas") == []


def test_a_retired_account_asks_its_owner_no_more(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    begin(helvia)
    [message] = asked(helvia, "jonas")
    assert helvia.press("jonas", message, "accounts.retire").ok
    jonas = helvia.desk("jonas")
    jonas.fill(reason="Closed")
    assert jonas.submit().ok
    assert asked(helvia, "jonas") == []
    assert "@Cardiva on X: retired" in readable(helvia.direct("jonas")[0])
