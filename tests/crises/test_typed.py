"""What was typed with a command stands in the form that it opens."""

from typing import Any

import pytest

from tests.crises.steps import AMBER, answer, raise_crisis, resolve
from tests.freezes.steps import WHY, fill
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def stands(helvia: Helvia, command: str, handle: str = "thomas") -> dict[str, Any]:
    """By field, what the form has already: values of choices, people, words."""
    desk = helvia.desk(handle)
    outcome = desk.type("#general", command)
    assert outcome.ok, outcome.text
    assert desk.modal, outcome.text
    inputs = [block for block in desk.modal.content["blocks"] if block["type"] == "input"]
    return {each["block_id"]: _initial(each["element"]) for each in inputs}


def _initial(element: dict[str, Any]) -> Any:
    if chosen := element.get("initial_option"):
        return chosen["value"]
    if several := element.get("initial_options"):
        return [each["value"] for each in several]
    return element.get("initial_value") or element.get("initial_user")


def test_how_a_crisis_ends_and_which_it_is_the_same_as(helvia: Helvia) -> None:
    raise_crisis(helvia)
    raise_crisis(helvia, "hana", what="Counterfeit vials in Basel")
    assert stands(helvia, "/crisis same 2 as 1")["same"] == "1"
    assert stands(helvia, "/crisis same 2 as Crisis 9")["same"] is None
    assert stands(helvia, "/crisis false alarm 2 An old photograph")["outcome"] == "An old photograph"
    assert answer(helvia, number=2).ok
    assert resolve(helvia, number=2).ok
    helvia.desk("thomas").close_all()
    assert stands(helvia, "/crisis reopen 2 There are more")["reason"] == "There are more"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ("4", "3", None)),
        ("5 4", ("5", "4", None)),
        ("2×5 Somebody was hurt", ("2", "5", "Somebody was hurt")),
        ("possible severe, it is on TV", ("3", "5", "it is on TV")),
        ("Major", ("4", "4", None)),
        ("40 people were hurt", ("4", "3", "40 people were hurt")),
    ],
)
def test_how_bad_it_is(helvia: Helvia, typed: str, expected: tuple[str, str, str | None]) -> None:
    raise_crisis(helvia, **AMBER)
    form = stands(helvia, f"/crisis rescore 1 {typed}")
    assert (form["likelihood"], form["impact"], form["reason"]) == expected


def test_which_accounts_it_is_about_and_what_is_frozen_and_thawed(helvia: Helvia) -> None:
    account, other = (register_account(helvia, handle=each) for each in ("Cardiva", "HelviaCare"))
    raise_crisis(helvia)
    both = [str(account), str(other)]
    assert stands(helvia, "/crisis accounts 1 @Cardiva, @HelviaCare")["accounts"] == both
    assert stands(helvia, "/crisis accounts 1 @Cardiva @HelviaCare")["accounts"] == both
    assert "No account is called" in helvia.desk("thomas").type("#general", "/crisis accounts 1 @nobody").text
    one = [f"account:{account}"]
    assert stands(helvia, "/crisis freeze 1 @Cardiva")["scope"] == one
    assert stands(helvia, "/crisis freeze 1 all")["scope"] == ["all"]
    assert stands(helvia, "/crisis freeze all accounts, @Cardiva")["scope"] == ["all", *one]
    fill(helvia.desk("thomas"), **WHY)
    assert helvia.desk("thomas").submit().ok
    helvia.desk("thomas").close_all()
    assert "Nothing is frozen for Crisis 1" in helvia.desk("thomas").type("#general", "/crisis thaw 1 all").text


def test_who_stands_in_for_somebody(helvia: Helvia) -> None:
    assert stands(helvia, "/social away @sofia", "marta")["person"] == "U0SOFIA000"
    assert stands(helvia, "/social away", "marta")["person"] is None
