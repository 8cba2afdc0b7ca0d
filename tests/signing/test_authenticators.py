"""Decisions that are signed with an authenticator's code."""

from datetime import timedelta

import pytest

from bot.kernel.errors import Refused
from bot.signing.model import held
from bot.signing.totp import Authenticators, code_of, uri, written
from tests.posts.steps import now, press, register_account, submitted
from tests.signing.steps import approve, authenticator, begin_authenticator, code_now, give
from tests.steps import modal_text
from tests.world import Helvia

PERIOD = timedelta(seconds=30)


def test_codes_are_those_of_rfc_6238() -> None:
    times = {59: "94287082", 1111111109: "07081804", 1234567890: "89005924", 20000000000: "65353130"}
    secret = b"12345678901234567890"
    assert {each: code_of(secret, each // 30, 8).decode() for each in times} == times
    assert code_of(secret, 59 // 30) == b"287082"


def test_a_secret_is_written_for_people_and_for_apps() -> None:
    secret = b"12345678901234567890"
    assert written(secret) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert uri(secret, "Priya Nair", "Helvia: Pharma") == (
        "otpauth://totp/Helvia%3A%20Pharma:Priya%20Nair?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=Helvia%3A%20Pharma"
    )


@pytest.mark.any_database
def test_an_authenticator_counts_once_its_first_code_was_right(signing: Helvia) -> None:
    post_id = submitted(signing)
    secret = begin_authenticator(signing)
    form = modal_text(signing.desk("lucas"))
    assert written(secret) in form
    assert "not the code" in give(signing, "lucas", first_code="000000").errors["first_code"]
    press(signing, "lucas", "posts.approve")
    assert now(signing, post_id).review.decisions == []
    secret = authenticator(signing)
    signing.leap(PERIOD)
    assert approve(signing, "lucas", totp=code_now(signing, secret)).ok
    [decision] = now(signing, post_id).review.decisions
    assert (decision.signed, decision.code_given_at) == ("totp", decision.decided_at)


def test_a_code_counts_once(signing: Helvia) -> None:
    account = register_account(signing)
    posts = [submitted(signing, account=account, text=f"Heart {n}") for n in range(2)]
    secret = authenticator(signing)
    signing.leap(PERIOD)
    assert approve(signing, "lucas", totp=code_now(signing, secret)).ok
    with signing.session() as session:
        held(session, "U0LUCAS000").distrust()
    press(signing, "lucas", "posts.approve")
    assert "used already" in give(signing, "lucas", totp=code_now(signing, secret)).errors["totp"]
    assert "used already" in give(signing, "lucas", totp=code_now(signing, secret, -1)).errors["totp"]
    assert give(signing, "lucas", totp=code_now(signing, secret, 1)).ok
    assert [len(now(signing, each).review.decisions) for each in posts] == [1, 1]


@pytest.mark.any_database
def test_a_code_whose_form_was_refused_counts_when_the_form_is_sent_again(signing: Helvia) -> None:
    post_id = submitted(signing)
    secret = authenticator(signing)
    signing.leap(PERIOD)
    press(signing, "lucas", "posts.reject")
    code = code_now(signing, secret)
    assert "reason" in give(signing, "lucas", code="other", reason="", totp=code).errors
    assert give(signing, "lucas", code="other", reason="An unlicensed use", totp=code).ok
    assert now(signing, post_id).status == "rejected"


@pytest.mark.any_database
def test_another_authenticator_needs_a_code_of_the_one_before(signing: Helvia) -> None:
    before = authenticator(signing)
    signing.leap(PERIOD)
    after = begin_authenticator(signing)
    wrong = give(signing, "lucas", first_code=code_now(signing, after), totp=code_now(signing, after))
    assert "not the code" in wrong.errors["totp"]
    assert give(signing, "lucas", first_code=code_now(signing, after), totp=code_now(signing, before)).ok
    assert len(signing.audit("authenticator_confirmed")) == 2


def test_without_a_key_nobody_sets_one_up_and_all_hear_what_lacks() -> None:
    with pytest.raises(Refused, match="set SECRET_KEY"):
        Authenticators("").secret("U0LUCAS000", "seed")
