"""The form that registers an account: what it offers, asks and refuses."""

import pytest

from sandbox.desk import Desk, readable
from sandbox.workspace.fields import current, is_empty
from tests.accounts.steps import propose
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("backup", "U0JONAS000", "must be two people"),
        ("backup", "U0GINA0000", "guest"),
        ("owner", "U0PETER000", "or gone"),
        ("cadence", "oft", "Write a number from 1"),
        ("cadence", "0", "Write a number from 1"),
        ("handle", "https://x.com/HelviaHeart", "LinkedIn"),
    ],
)
def test_what_cannot_stand_is_said_under_its_field(helvia: Helvia, field: str, typed: str, sentence: str) -> None:
    outcome = propose(helvia.desk("jonas"), **{field: typed})
    assert sentence in outcome.errors[field]
    assert helvia.direct("marta") == []


def test_a_required_field_left_empty_is_said_under_it(helvia: Helvia) -> None:
    assert propose(helvia.desk("jonas"), purpose=" ").errors["purpose"]


@pytest.mark.parametrize(
    "again", ["Helvia-Heart", "linkedin.com/company/helvia-heart", "https://www.linkedin.com/company/helvia-heart/"]
)
def test_an_account_is_registered_once_however_its_handle_is_written(helvia: Helvia, again: str) -> None:
    propose(helvia.desk("jonas"))
    outcome = propose(helvia.desk("sofia"), handle=again)
    assert "is proposed already" in outcome.errors["handle"]


def test_the_form_offers_what_is_likely_and_asks_only_what_it_cannot_know(helvia: Helvia) -> None:
    register_account(helvia, market="AT", languages="de", business_unit="Cardiology")
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account register https://x.com/HelviaHerz")
    assert jonas.modal is not None
    empty = {block["block_id"] for block in jonas.modal.blocks if block["type"] == "input"} - filled(jonas)
    assert empty == {"kind", "purpose", "audience", "why"}
    jonas.fill(kind="brand", purpose="Explain heart failure", audience="Patients", why="Austria has none")
    assert jonas.submit().ok
    [card] = helvia.direct("marta")
    assert "Brand · Austria · German" in readable(card)
    assert "Owner <@U0JONAS000>, backup <@U0SOFIA000>" in readable(card)


def test_who_looks_after_no_account_is_offered_where_they_are(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account register")
    assert {"market", "languages", "owner"} <= filled(jonas)
    assert "Switzerland" in str(jonas.modal)


def filled(desk: Desk) -> set[str]:
    """What the form has already."""
    assert desk.modal is not None
    values = current(desk.modal)
    return {name for name, answers in values.items() if not all(map(is_empty, answers.values()))}


def test_the_rest_is_asked_on_request_and_what_was_typed_stays(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account register")
    jonas.fill(purpose="Explain heart failure", market="Austria")
    jonas.press_in_modal("accounts.register.more")
    assert jonas.modal is not None
    values = current(jonas.modal)
    assert values["purpose"]["purpose"]["value"] == "Explain heart failure"
    assert values["market"]["accounts.register.market"]["selected_option"]["value"] == "AT"
    assert values["business_unit"]["business_unit"]["value"] == "Helvia Pharma"


@pytest.mark.parametrize(
    ("handle", "sentence"), [("gina", "Guests cannot act"), ("oscar", "Helvia Pharma only"), ("peter", "active people")]
)
def test_guests_outsiders_and_those_who_left_act_on_nothing(helvia: Helvia, handle: str, sentence: str) -> None:
    outcome = helvia.desk(handle, force=True).type("#partner-nordlab", "/account register")
    assert sentence in outcome.text
    assert helvia.desk(handle, force=True).modal is None
