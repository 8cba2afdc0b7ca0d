"""What stands against a post's going out: heard at submission, ruled at publication, on its cards in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot import outgoing
from bot.outgoing import Going, Rule
from bot.outgoing_rules import RULES
from bot.products.life import Action
from sandbox.desk import readable
from tests.calendar import steps as slots
from tests.house.reading import modules
from tests.posts.products import add_product, move, named_by
from tests.posts.steps import (
    A_DAY,
    ANSWERS,
    URL,
    alerts,
    authors_card,
    cards,
    directly,
    edit,
    now,
    press,
    register_account,
    scheduled,
    submitted,
)
from tests.world import Helvia

FROZEN = "Switzerland is frozen until the crisis is over."


@contextmanager
def with_rule(helvia: Helvia, rule: Rule) -> Iterator[None]:
    """As a context that is built later will add one."""
    outgoing.attach(helvia.database, (*RULES, rule))
    yield
    outgoing.attach(helvia.database, RULES)


def freeze(_session: Session, going: Going) -> str:
    return FROZEN if going.outlet.market == "CH" else ""


def test_each_rule_stands_on_the_page_once() -> None:
    there = [each for module in modules("bot") for each in vars(module.loaded).values() if isinstance(each, Rule)]
    assert {rule.name for rule in there} == {rule.name for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.warns or rule.holds for rule in RULES)


def test_a_product_that_is_named_and_was_not_chosen_is_asked_about_and_added_when_sent_again(helvia: Helvia) -> None:
    account, jonas = register_account(helvia), helvia.desk("jonas")
    fill_in(helvia, account, text="Thank you, Cardiva team")
    assert jonas.submit().action == "update"
    assert alerts(jonas) == ["It names Cardiva, and you did not choose that. Submit again to add it."]
    assert "Thank you, Cardiva team" in str(jonas.modal), "what was typed is there"
    assert jonas.modal
    assert jonas.modal.content["submit"]["text"] == "Submit again"
    assert "Cardiva, and you did not choose" in str(jonas.modal.content["blocks"][-1]), "where whoever sent it is"
    assert not helvia.audit("post_submitted")
    jonas.fill(text="Thank you, Neurovent team")
    assert jonas.submit().action == "update"
    assert alerts(jonas) == ["It names Neurovent, and you did not choose that. Submit again to add it."]
    assert jonas.modal.content["submit"]["text"] == "Submit again"
    assert jonas.submit().ok
    assert named_by(helvia, 1) == ["Neurovent"]


def test_a_product_that_was_chosen_is_not_asked_about_and_stands_on_the_card(helvia: Helvia) -> None:
    account, jonas = register_account(helvia), helvia.desk("jonas")
    fill_in(helvia, account, text="Thank you, Cardiva team", products=["Cardiva", "Neurovent"])
    assert jonas.submit().ok
    assert alerts(jonas) == []
    assert named_by(helvia, 1) == ["Cardiva", "Neurovent"]
    assert "Cardiva, Neurovent (the text names Cardiva)" in jonas.type("#general", "/post show 1").text
    assert edit(helvia, "jonas", 1, text="Thank you, team", products=["Neurovent"]).ok
    assert named_by(helvia, 1) == ["Neurovent"]


def test_a_post_about_a_withdrawn_product_is_warned_of_and_not_published(helvia: Helvia) -> None:
    add_product(helvia)
    move(helvia, Action.WITHDRAW)
    account, jonas = register_account(helvia, publisher="U0SOFIA000"), helvia.desk("jonas")
    fill_in(helvia, account, text="Cardiva", products=["Cardiva"], planned_at=helvia.now + A_DAY)
    assert jonas.submit().action == "update"
    assert alerts(jonas) == ["Cardiva is withdrawn."]
    assert jonas.submit().ok
    approve(helvia)
    assert "On hold: Cardiva is withdrawn. Edit it or withdraw it." in authors_card(helvia)
    helvia.wait(A_DAY)
    assert "*Do not publish #1 for @HelviaToday on X.* Cardiva is withdrawn." in directly(helvia, "sofia")
    assert not cards(helvia, "sofia", "posts.published")
    refused = helvia.desk("sofia").type("#general", f"/post published 1 {URL}").text
    assert "#1 is on hold. Cardiva is withdrawn. Edit it or withdraw it." in refused
    assert now(helvia, 1).status == "scheduled"


def test_a_call_to_publish_is_taken_back_and_given_again_as_the_product_goes_and_comes(helvia: Helvia) -> None:
    add_product(helvia)
    account = register_account(helvia, publisher="U0SOFIA000")
    submitted(helvia, account=account, text="Cardiva", products=["Cardiva"], planned_at=helvia.now + A_DAY)
    approve(helvia)
    helvia.wait(A_DAY)
    assert cards(helvia, "sofia", "posts.published")
    move(helvia, Action.WITHDRAW)
    assert not cards(helvia, "sofia", "posts.published")
    assert helvia.desk("jonas").type("#general", "/post edit 1").ok
    assert alerts(helvia.desk("jonas")) == ["Cardiva is withdrawn. Edit it or withdraw it."]
    move(helvia, Action.PUT_BACK)
    assert "#1 for @HelviaToday on X is not on hold any more." in directly(helvia, "sofia")
    assert helvia.desk("sofia").type("#general", f"/post published 1 {URL}").ok
    assert now(helvia, 1).status == "published"


def test_a_rule_that_looks_at_another_context_is_added_in_one_place_and_asked_everywhere(helvia: Helvia) -> None:
    account, jonas = register_account(helvia, market="CH", publisher="U0SOFIA000"), helvia.desk("jonas")
    scheduled(helvia, account=account)
    with with_rule(helvia, Rule("its market is not frozen", freeze, "Wait.")):
        fill_in(helvia, account)
        assert jonas.submit().action == "update"
        assert alerts(jonas) == [FROZEN]
        helvia.wait(A_DAY)
        assert f"*Do not publish #1 for @HelviaToday on X.* {FROZEN} Wait." in directly(helvia, "sofia")
        refused = helvia.desk("sofia").type("#general", f"/post published 1 {URL}").text
        assert f"#1 is on hold. {FROZEN} Wait." in refused
    assert helvia.desk("sofia").type("#general", f"/post published 1 {URL}").ok
    assert now(helvia, 1).status == "published"


def test_such_a_rule_is_heard_by_whoever_plans_a_slot_and_stands_on_the_report_of_one_that_passed(
    helvia: Helvia,
) -> None:
    account, jonas = register_account(helvia, market="CH"), helvia.desk("jonas")
    with with_rule(helvia, Rule("its market is not frozen", freeze, "Wait.")):
        assert slots.fill_slot(jonas, account).action == "update"
        assert alerts(jonas) == [FROZEN]
        assert not slots.occurrences(helvia)
        assert jonas.submit().ok
        helvia.wait(A_DAY)
        report = readable(helvia.messages(slots.REMINDERS)[-1])
        assert f"*Publish nothing there now.* {FROZEN} Wait." in report


@pytest.mark.parametrize("way", ["on the report", "on the account"])
def test_what_has_happened_is_recorded_whatever_stands_against_it_with_a_warning_and_a_line_on_the_trail(
    helvia: Helvia, way: str
) -> None:
    account = register_account(helvia, market="CH")
    slots.plan(helvia, account)
    helvia.wait(A_DAY)
    with with_rule(helvia, Rule("its market is not frozen", freeze, "Wait.")):
        if way == "on the report":
            assert slots.press_and_fill(helvia, "jonas", slots.the_report(helvia), "calendar.publish", url=URL).ok
        else:
            assert helvia.desk("jonas").type("#general", f"/account log @HelviaToday {URL}").ok
        assert "is recorded, but nothing should go out there now. " + FROZEN in directly(helvia, "jonas")
    [entry] = helvia.audit("occurrence_published")
    assert (entry.who_name, entry.note) == ("Jonas Weber", f"{URL} although: {FROZEN} Wait.")


def fill_in(helvia: Helvia, account: int, **answers: Any) -> None:
    jonas = helvia.desk("jonas")
    assert jonas.type("#general", "/post submit").ok
    jonas.search("account", "")
    jonas.choose_in_modal("posts.submit.account", str(account))
    jonas.press_in_modal("posts.submit.more")
    jonas.fill(ANSWERS | answers)


def approve(helvia: Helvia) -> None:
    for handle in ("priya", "lucas", "elena"):
        assert press(helvia, handle, "posts.approve").ok
