"""Decisions that are signed with a PIN."""

from datetime import timedelta

import pytest

from bot.signing.model import held
from bot.signing.pin import hashed, is_right, problem
from sandbox.desk import readable
from tests.posts.steps import PRODUCT, cards, directly, last_whisper, now, press, register_account, submitted
from tests.signing.steps import OTHER, PIN, approve, give, set_pin
from tests.steps import modal_text
from tests.world import Helvia

pytestmark = pytest.mark.any_database

A_MINUTE = timedelta(minutes=1)


def test_the_first_decision_of_a_period_asks_for_the_pin_with_its_meaning_and_the_printed_name(signing: Helvia) -> None:
    post_id = submitted(signing, **PRODUCT)
    assert set_pin(signing).ok
    assert press(signing, "priya", "posts.approve").ok
    form = modal_text(signing.desk("priya"))
    assert "“I approve this post for publication, as medical reviewer”" in form
    assert "Priya Nair" in form
    assert now(signing, post_id).review.decisions == []
    assert give(signing, "priya", pin=PIN).ok
    [decision] = now(signing, post_id).review.decisions
    assert (decision.signed, decision.code_given_at) == ("pin", signing.now)
    [entry] = signing.audit("decision_made")
    assert entry.changes["signed"] == [None, "pin"]


def test_further_decisions_within_the_period_are_a_click_and_then_the_pin_is_asked_again(signing: Helvia) -> None:
    account = register_account(signing)
    posts = [submitted(signing, account=account, **PRODUCT | {"text": f"Heart {n}"}) for n in range(3)]
    set_pin(signing)
    assert approve(signing, "priya", pin=PIN).ok
    signing.wait(14 * A_MINUTE)
    press(signing, "priya", "posts.approve")
    first, second = [made for each in posts for made in now(signing, each).review.decisions]
    assert first.decided_at != second.decided_at
    assert first.code_given_at == second.code_given_at
    signing.wait(A_MINUTE)
    press(signing, "priya", "posts.approve")
    assert "Your PIN" in modal_text(signing.desk("priya"))
    assert approve(signing, "priya", pin=PIN).ok


def test_whoever_has_no_pin_hears_how_to_set_one(signing: Helvia) -> None:
    submitted(signing, **PRODUCT)
    press(signing, "priya", "posts.approve")
    assert "`/social pin` sets one" in last_whisper(signing, "priya")


def test_asking_for_changes_and_rejecting_ask_for_it_too(signing: Helvia) -> None:
    post_id = submitted(signing, **PRODUCT)
    set_pin(signing)
    press(signing, "priya", "posts.reject")
    desk = signing.desk("priya")
    assert "“I reject this post; it must not be published, as medical reviewer”" in modal_text(desk)
    desk.fill(code="claim", reason="", pin="141421")
    assert "This is not your PIN. 4 tries are left." in desk.submit().errors["pin"]
    assert give(signing, "priya", code="claim", pin=PIN).ok
    assert now(signing, post_id).review.decisions[0].signed == "pin"


def test_five_wrong_codes_lock_for_an_hour_and_tell_the_administrators(signing: Helvia) -> None:
    post_id = submitted(signing, **PRODUCT)
    set_pin(signing)
    press(signing, "priya", "posts.approve")
    for left in ("4 tries are left", "3 tries are left", "2 tries are left", "One try is left", "wait for an hour"):
        assert left in give(signing, "priya", pin=OTHER).errors["pin"]
    assert "wait for an hour" in give(signing, "priya", pin=PIN).errors["pin"]
    assert now(signing, post_id).review.decisions == []
    assert "gave five wrong codes and cannot sign for an hour" in directly(signing, "ines")
    [entry] = signing.audit("signing_locked")
    assert (entry.subject, entry.changes) == ("signatory:U0PRIYA000", {})
    signing.wait(60 * A_MINUTE)
    assert approve(signing, "priya", pin=PIN).ok
    assert len(now(signing, post_id).review.decisions) == 1


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("12345", "6 to 12 digits"),
        ("1415926535897", "6 to 12 digits"),
        ("secret", "6 to 12 digits"),
        ("١٢٣٤٥٦", "6 to 12 digits"),
        ("123456", "easy to guess"),
        ("987654", "easy to guess"),
        ("7777777", "easy to guess"),
    ],
)
def test_a_pin_is_some_digits_that_are_hard_to_guess(pin: str, why: str) -> None:
    assert why in problem(pin)
    assert not problem(PIN)


def test_a_pin_is_typed_twice_and_nobody_keeps_it(helvia: Helvia) -> None:
    assert "not the same" in set_pin(helvia, again=OTHER).errors["again"]
    assert "easy to guess" in give(helvia, "priya", new_pin="123456", again="123456").errors["new_pin"]
    assert give(helvia, "priya", new_pin=PIN, again=PIN).ok
    with helvia.session() as session:
        pin_hash = held(session, "U0PRIYA000").pin or ""
    assert PIN not in pin_hash
    assert is_right(PIN, pin_hash)
    assert not is_right(OTHER, pin_hash)
    assert hashed(PIN) != pin_hash


def test_another_pin_is_set_by_whoever_gives_the_one_before(signing: Helvia) -> None:
    submitted(signing, **PRODUCT)
    set_pin(signing)
    assert "not your PIN" in set_pin(signing, pin=OTHER, before="161803").errors["pin"]
    assert set_pin(signing, pin=OTHER, before=PIN).ok
    assert "not your PIN" in approve(signing, "priya", pin=PIN).errors["pin"]
    assert give(signing, "priya", pin=OTHER).ok


def test_an_administrator_takes_away_a_lost_pin_but_not_their_own(signing: Helvia) -> None:
    set_pin(signing)
    set_pin(signing, "ines")
    signing.settle()
    for handle, whose in (("ines", "@ines"), ("priya", "@ines"), ("marta", "@priya")):
        assert "Only another administrator can" in signing.desk(handle).type("#general", f"/social pin {whose}").text
    assert signing.desk("ines").type("#general", "/social pin @priya").ok
    [entry] = signing.audit("codes_removed")
    assert (entry.who_name, entry.subject) == ("Ines Vogel", "signatory:U0PRIYA000")
    assert set_pin(signing, pin=OTHER).ok


def test_the_card_says_how_a_decision_was_signed(signing: Helvia) -> None:
    submitted(signing, **PRODUCT)
    set_pin(signing)
    approve(signing, "priya", pin=PIN)
    assert "signed with a PIN" in signing.desk("jonas").type("#general", "/post show 1").text
    assert not cards(signing, "priya", "posts.approve")
    assert all(PIN not in readable(each) for each in signing.direct("priya"))
