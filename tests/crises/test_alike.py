"""While a crisis goes on that looks the same as what is about to be raised, the form says so and offers it."""

import pytest

from bot.crises.forms import SHOWN
from sandbox.desk import Desk, texts
from tests.crises.steps import RED, filled_in, raise_crisis, resolve
from tests.steps import modal_text, register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database

AGAIN = {"what": "X sells fake vials of cardiva!"}
OTHER = {"what": "A strike at the plant in Basel"}


def raises(helvia: Helvia, **answers: object) -> Desk:
    desk = filled_in(helvia, "hana", **answers)
    assert desk.submit().ok
    return desk


def offers(desk: Desk) -> bool:
    return desk.modal is not None and "looks the same" in texts(desk.modal.content["blocks"])


def test_the_one_that_looks_the_same_is_opened_instead(helvia: Helvia) -> None:
    raise_crisis(helvia)
    desk = raises(helvia, **AGAIN)
    assert "*Crisis 1 looks the same*" in modal_text(desk)
    assert "Fake vials of Cardiva" in modal_text(desk)
    assert desk.press_in_modal("crises.show").ok
    assert "*Risk*" in modal_text(desk)
    assert "There is no crisis 2" in helvia.desk("hana").type("#general", "/crisis show 2").text


def test_it_is_raised_all_the_same_by_whoever_says_so(helvia: Helvia) -> None:
    raise_crisis(helvia)
    desk = raises(helvia, **AGAIN)
    assert desk.modal is not None
    assert "Raise it all the same" in str(desk.modal.content["submit"])
    assert desk.submit().ok
    assert "Crisis 2" in str(desk.modal)
    assert "sells fake vials of cardiva" in helvia.desk("hana").type("#general", "/crisis show 2").text


def test_however_many_look_the_same_saying_so_once_is_enough(helvia: Helvia) -> None:
    for _ in range(SHOWN + 2):
        raise_crisis(helvia)
    desk = raises(helvia, **AGAIN)
    assert modal_text(desk).count("looks the same") == SHOWN
    assert desk.submit().ok
    assert f"Crisis {SHOWN + 3}" in str(desk.modal)


def test_one_about_the_same_account_looks_the_same_and_other_words_do_not(helvia: Helvia) -> None:
    account = register_account(helvia, handle="Cardiva")
    raise_crisis(helvia, accounts=[str(account)])
    assert not offers(raises(helvia, **OTHER))
    helvia.desk("hana").close_all()
    assert offers(raises(helvia, what="A wrong dose in a post", accounts=[str(account)]))


def test_what_is_over_or_not_theirs_to_see_is_not_offered(helvia: Helvia) -> None:
    raise_crisis(helvia, "jonas", **RED, confidential=["yes"])
    assert not offers(raises(helvia, **RED))
    helvia.desk("hana").close_all()
    assert resolve(helvia, number=2).ok
    assert not offers(raises(helvia, **RED))
