"""A role that was taken away signs nothing, also where Slack told another process or none; through the wire."""

from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from sqlalchemy import select

from bot.accounts.facts import AccountProposed
from bot.app import Concord
from bot.people import memory
from bot.people.directory import OLD_S
from bot.people.news import items
from handlers import routes
from tests.accounts.steps import propose
from tests.crises.steps import answer, crisis_now, post_update, raise_crisis, resolve
from tests.posts.steps import PRODUCT, cards, last_whisper, now, press, submitted
from tests.world import Helvia

MEDICAL = "S0MEDICAL0"


def take_silently(helvia: Helvia, group: str = MEDICAL) -> None:
    """Everybody leaves the group, and Slack tells nobody."""
    helvia.workspace.group(group).members = []


@pytest.fixture
def much_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What is remembered by now is too old to act by."""

    def pass_time() -> None:
        later = monotonic() + OLD_S + 1
        monkeypatch.setattr(memory, "monotonic", lambda: later)

    return pass_time


@pytest.fixture
def other(helvia: Helvia) -> Iterator[Concord]:
    with helvia.another() as concord:
        concord.warm()
        yield concord


def test_a_role_that_was_just_taken_away_does_not_sign(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    assert cards(helvia, "priya", "posts.approve")
    take_silently(helvia)
    assert press(helvia, "priya", "posts.approve").ok
    assert "medical" in last_whisper(helvia, "priya")
    assert now(helvia, post_id).review.decisions == []


def test_a_person_who_was_just_deactivated_does_not_sign(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    card = cards(helvia, "priya", "posts.approve")[-1]
    helvia.workspace.person("priya").is_deleted = True
    helvia.desk("priya", force=True).press(card.channel, card.ts, "posts.approve")
    assert now(helvia, post_id).review.decisions == []


@pytest.mark.parametrize("method", ["users.info", "usergroups.users.list"])
def test_while_slack_does_not_say_whether_somebody_may_sign_they_are_asked_to_try_again(
    helvia: Helvia, method: str
) -> None:
    post_id = submitted(helvia, **PRODUCT)
    card = cards(helvia, "priya", "posts.approve")[-1]
    helvia.workspace.faults.add("error", method=method, times=0)
    assert helvia.desk("priya").press(card.channel, card.ts, "posts.approve").ok
    assert now(helvia, post_id).review.decisions == []
    helvia.sandbox.recover()
    assert "Try again in a minute" in last_whisper(helvia, "priya")
    assert helvia.desk("priya").press(card.channel, card.ts, "posts.approve").ok
    assert [each.who for each in now(helvia, post_id).review.decisions] == ["U0PRIYA000"]


def test_an_account_is_not_approved_while_slack_does_not_say_who_decides(helvia: Helvia) -> None:
    assert propose(helvia.desk("jonas")).ok
    [card] = helvia.direct("marta")
    helvia.workspace.faults.add("error", method="users.info", times=0)
    assert helvia.press("marta", card, "accounts.approve").ok
    helvia.sandbox.recover()
    assert helvia.audit("account_approved") == []
    assert helvia.press("marta", card, "accounts.approve").ok
    assert len(helvia.audit("account_approved")) == 1


def test_through_an_outage_of_more_than_ten_minutes_a_crisis_is_raised_and_answered_and_not_ended(
    helvia: Helvia, much_later: Callable[[], None]
) -> None:
    raise_crisis(helvia)
    helvia.settle()
    much_later()
    helvia.workspace.faults.add("error", method="users.info", times=0)
    helvia.workspace.faults.add("error", method="usergroups.users.list", times=0)
    assert "Try again in a minute" in helvia.desk("marta").type("#general", "/account list").text
    assert answer(helvia).ok
    assert crisis_now(helvia).answered_by == "U0THOMAS00"
    assert post_update(helvia, "thomas", "The police is there").ok
    assert raise_crisis(helvia).ok
    assert "Try again" in str(resolve(helvia, "thomas").errors)
    helvia.sandbox.recover()
    assert resolve(helvia, "thomas").ok


def test_what_slack_told_one_process_another_knows_though_nobody_told_it(helvia: Helvia, other: Concord) -> None:
    assert other.people.actor("U0PRIYA000").has("medical")
    helvia.workspace.roster.set_group(MEDICAL, ["U0HANA0000"])
    helvia.workspace.roster.deactivate("U0LUCAS000")
    helvia.sandbox.events.settle()
    other.news.read()
    assert not other.people.actor("U0PRIYA000").has("medical")
    assert other.people.actor("U0HANA0000").has("medical")
    assert other.people.holders("medical") == ["U0HANA0000"]


def test_what_matters_to_nobody_is_told_once(helvia: Helvia) -> None:
    before = len(news(helvia))
    for status in ("In a meeting", "Back at two"):
        helvia.workspace.person("hana").title = status
        helvia.workspace.roster.reactivate("hana")
        helvia.sandbox.events.settle()
    assert len(news(helvia)) <= before + 1


def news(helvia: Helvia) -> list[str]:
    with helvia.session() as session:
        return list(session.scalars(select(items.c.about).order_by(items.c.id)))


def test_a_verb_that_records_what_is_signed_and_does_not_say_so_does_nothing(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AccountProposed, "signs", True)
    assert "Something went wrong; nothing was changed" in str(propose(helvia.desk("jonas")).errors)
    assert helvia.audit("account_proposed") == []


def test_what_signs_is_this_and_nothing_else() -> None:
    everything = routes()
    tables = {**everything.actions, **{f"{name} (form)": each for name, each in everything.forms.items()}}
    assert {name for name, handler in tables.items() if handler in everything.signing} == {
        "accounts.approve",
        "accounts.decline (form)",
        "accounts.retire (form)",
        "accounts.take_over (form)",
        "agencies.end",
        "agencies.let_in (form)",
        "agencies.prolong",
        "changes.approve",
        "changes.approve (form)",
        "changes.reject (form)",
        "changes.request_changes (form)",
        "crises.false_alarm (form)",
        "crises.make_public (form)",
        "crises.merge (form)",
        "crises.resolve (form)",
        "debriefs.approve",
        "debriefs.approve (form)",
        "debriefs.reject (form)",
        "debriefs.request_changes (form)",
        "delegation.away (form)",
        "delegation.end",
        "delegation.grant (form)",
        "posts.approve",
        "posts.approve (form)",
        "posts.reject (form)",
        "posts.request_changes (form)",
        "voice.approve",
        "voice.approve (form)",
        "voice.reject (form)",
        "voice.request_changes (form)",
    }
