"""Registering an account: the form, the card, the decision, and what is refused."""

from typing import Any

import pytest

from sandbox.gestures import Desk, Outcome, readable
from tests.world import Helvia

ANSWERS: dict[str, Any] = {
    "network": "linkedin",
    "handle": "helvia-heart",
    "kind": "brand",
    "purpose": "Explain heart failure to cardiologists",
    "audience": "Cardiologists",
    "market": "Switzerland",
    "languages": "en, de-CH",
    "business_unit": "Cardiology",
    "owner": "U0JONAS000",
    "backup": "U0SOFIA000",
    "why": "No account speaks to cardiologists yet",
}


def propose(desk: Desk, **answers: Any) -> Outcome:
    desk.type("#general", "/account register")
    desk.fill(ANSWERS | answers)
    return desk.submit()


def test_a_proposal_reaches_the_community_manager_as_a_card_and_the_proposer_hears_the_outcome(helvia: Helvia) -> None:
    assert propose(helvia.desk("jonas")).ok
    [card] = helvia.direct("marta")
    assert "New account: company/helvia-heart on LinkedIn" in readable(card)
    assert helvia.press("marta", card, "accounts.approve").ok
    [decided] = helvia.direct("marta")
    assert "Approved* by" in readable(decided)
    assert "accounts.approve" not in str(decided.blocks)
    [heard] = helvia.direct("jonas")
    assert "approved company/helvia-heart on LinkedIn" in readable(heard)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("backup", "U0JONAS000", "two different people"),
        ("backup", "U0GINA0000", "guest"),
        ("owner", "U0PETER000", "has left"),
        ("languages", "en, klingonish", "no language called “klingonish”"),
        ("market", "Atlantis", "no country called “Atlantis”"),
        ("cadence", "oft", "whole number of days"),
        ("cadence", "0", "whole number of days"),
        ("handle", "https://x.com/HelviaHeart", "LinkedIn"),
    ],
)
def test_what_cannot_stand_is_said_under_its_field(helvia: Helvia, field: str, typed: str, sentence: str) -> None:
    outcome = propose(helvia.desk("jonas"), **{field: typed})
    assert sentence in outcome.errors[field]
    assert helvia.direct("marta") == []
