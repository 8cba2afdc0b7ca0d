"""The accounts and hashtags of somebody who left are taken over."""

from datetime import timedelta

import pytest

from bot.accounts.service import register_hashtag
from bot.kernel.act import Act
from sandbox.desk import readable
from tests import steps
from tests.accounts.steps import propose
from tests.people.steps import leave
from tests.posts.steps import directly
from tests.world import Helvia

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("on_record")]


A_DAY = timedelta(days=1)
HELPERS = ("ines", "marta")


def test_without_a_community_manager_administrators_hear_of_the_vacancy_and_decide(helvia: Helvia) -> None:
    leave(helvia, "marta")
    assert "There is no community manager" in directly(helvia, "ines")
    propose(helvia.desk("jonas"))
    assert "helvia-heart" in directly(helvia, "ines")
    assert "nobody" not in readable(helvia.direct("jonas")[0])


def test_a_proposal_that_waits_when_the_community_manager_leaves_goes_to_administrators(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    assert helvia.direct("ines") == []
    leave(helvia, "marta")
    assert "helvia-heart" in directly(helvia, "ines")
    assert "1 proposal waits for your decision" in directly(helvia, "ines")
    card = next(each for each in helvia.direct("ines") if "accounts.approve" in str(each.blocks))
    assert helvia.press("ines", card, "accounts.approve").ok


def test_when_an_owner_leaves_backup_and_community_manager_are_asked_to_take_over(helvia: Helvia) -> None:
    account_id = steps.register_account(helvia)
    leave(helvia, "jonas")
    for handle in ("sofia", "marta"):
        [card] = helvia.direct(handle)
        assert "Jonas Weber has left. Who takes over their part in 1 account?" in readable(card)
        assert "<@U0JONAS000>" not in readable(card)
    desk = helvia.desk("sofia")
    assert helvia.press("sofia", helvia.direct("sofia")[0], "accounts.take_over").ok
    desk.fill(backup="U0HANA0000")
    assert desk.submit().ok
    account = steps.account_now(helvia, account_id)
    assert (account.owner, account.backup) == ("U0SOFIA000", "U0HANA0000")
    assert (account.publisher, account.deputy) == ("U0SOFIA000", "U0HANA0000")
    assert [entry.note for entry in helvia.audit("account_taken_over")] == ["from U0JONAS000"]
    for handle in ("sofia", "marta"):
        assert "accounts.take_over" not in str(helvia.direct(handle)[0].blocks)


def test_when_a_backup_leaves_the_owner_names_another(helvia: Helvia) -> None:
    account_id = steps.register_account(helvia)
    leave(helvia, "sofia")
    desk = helvia.desk("jonas")
    assert helvia.press("jonas", helvia.direct("jonas")[0], "accounts.take_over").ok
    desk.fill(backup="U0HANA0000")
    assert desk.submit().ok
    account = steps.account_now(helvia, account_id)
    assert (account.owner, account.backup, account.deputy) == ("U0JONAS000", "U0HANA0000", "U0HANA0000")


def test_somebody_with_many_accounts_leaves_one_message_to_each_who_is_asked(helvia: Helvia) -> None:
    for number in range(30):
        steps.register_account(helvia, handle=f"@Cardiva{number}")
    leave(helvia, "jonas")
    for handle in ("sofia", "marta"):
        [card] = helvia.direct(handle)
        assert "30 accounts" in readable(card)
        assert "and 10 more" in readable(card)


def test_whoever_comes_back_keeps_their_accounts(helvia: Helvia) -> None:
    account_id = steps.register_account(helvia)
    leave(helvia, "jonas")
    helvia.workspace.roster.reactivate("jonas")
    helvia.settle()
    assert [entry.subject for entry in helvia.audit("person_returned")] == ["person:U0JONAS000"]
    assert helvia.press("sofia", helvia.direct("sofia")[0], "accounts.take_over").ok
    assert helvia.desk("sofia").modal is None
    assert steps.account_now(helvia, account_id).owner == "U0JONAS000"


def test_slack_says_twice_that_somebody_left_and_they_are_asked_about_once(helvia: Helvia) -> None:
    steps.register_account(helvia)
    leave(helvia, "jonas")
    helvia.concord.standings.notice()
    leave(helvia, "jonas")
    assert len(helvia.audit("person_left")) == 1
    assert len(helvia.direct("sofia")) == 1


def test_a_leavers_hashtags_are_asked_of_the_community_manager_too(helvia: Helvia) -> None:
    jonas = helvia.concord.people.actor("U0JONAS000")
    with helvia.session() as session:
        register_hashtag(Act(session, jonas, helvia.now), "#HeartWeek26", "World Heart Day")
    leave(helvia, "jonas")
    [card] = helvia.direct("marta")
    assert "Who takes over their part in 1 hashtag?" in readable(card)
    assert "#HeartWeek26" in readable(card)
    marta = helvia.desk("marta")
    marta.open_home()
    helvia.settle()
    assert marta.press_at_home("accounts.take_over").ok
    marta.fill(backup="U0HANA0000")
    assert marta.submit().ok
    assert "U0MARTA000" in marta.type("#general", "/social hashtags").text
    assert [entry.note for entry in helvia.audit("hashtag_taken_over")] == ["from U0JONAS000"]
    assert "accounts.take_over" not in str(helvia.direct("marta")[0].blocks)
