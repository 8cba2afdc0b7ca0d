"""A proposal on its way: its card, the decision, and what its proposer hears."""

import pytest

from sandbox.desk import readable
from tests.accounts.steps import ANSWERS, propose
from tests.steps import modal_text, register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_what_cannot_be_seen_in_a_proposal_is_named_to_whoever_decides(helvia: Helvia) -> None:
    assert propose(helvia.desk("jonas"), name="Helvia\u200b Heart", purpose="Explain\u202e heart failure").ok
    [card] = helvia.direct("marta")
    assert "2 characters here cannot be seen" in readable(card)
    assert "U+202E right-to-left override" in readable(card)
    assert "New account: Helvia Heart" in readable(card)


def test_a_proposal_reaches_the_community_manager_as_a_card_and_the_proposer_hears_the_outcome(helvia: Helvia) -> None:
    assert propose(helvia.desk("jonas"), name="Herz & Helvia").ok
    [waiting] = helvia.direct("jonas")
    proposal = readable(waiting)
    assert "Proposed: *Herz &amp; Helvia on LinkedIn* (<https://www.linkedin.com/company/helvia-heart|" in proposal
    assert "<@U0MARTA000> decides" in proposal
    [card] = helvia.direct("marta")
    assert "New account: Herz & Helvia on LinkedIn" in readable(card)
    assert helvia.press("marta", card, "accounts.approve").ok
    [decided] = helvia.direct("marta")
    assert "Approved* by" in readable(decided)
    assert "accounts.approve" not in str(decided.blocks)
    [heard] = helvia.direct("jonas")
    assert heard.ts == waiting.ts
    assert "approved Herz &amp; Helvia on LinkedIn" in readable(heard)
    [_, bell] = helvia.desk("jonas").thread(heard.channel, heard.ts)
    assert "<@U0MARTA000> approved Herz &amp; Helvia on LinkedIn." in readable(bell)


def test_a_declined_proposal_tells_the_reason_and_frees_the_handle(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    [card] = helvia.direct("marta")
    helvia.press("marta", card, "accounts.decline")
    marta = helvia.desk("marta")
    marta.fill(reason="@HelviaGlobal does this <already>")
    assert marta.submit().ok
    assert "Declined" in readable(helvia.direct("marta")[0])
    assert "&lt;already&gt;" in readable(helvia.direct("jonas")[0])
    assert propose(helvia.desk("jonas")).ok


def test_a_click_that_comes_second_changes_nothing_and_is_answered_kindly(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    [card] = helvia.direct("marta")
    helvia.press("marta", card, "accounts.approve")
    helvia.press("marta", card, "accounts.approve")
    [entry] = helvia.audit("account_approved")
    assert entry.who == "U0MARTA000"
    assert entry.changes["status"] == ["proposed", "active"]
    assert any("is active: nobody can approve it now" in text for text in helvia.whispers("marta", card.channel))


def test_nobody_but_the_community_manager_decides(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    [card] = helvia.direct("marta")
    helvia.desk("thomas", force=True).press(card.channel, card.ts, "accounts.approve")
    assert helvia.audit("account_approved") == []


def test_likely_duplicates_stand_on_the_card(helvia: Helvia) -> None:
    register_account(helvia, network="linkedin", handle="helvia-hearts", audience="Investors")
    register_account(helvia, network="linkedin", handle="helvia.heart", market="CH", brand="")
    register_account(helvia, network="linkedin", handle="cardio-news", market="CH", brand="")
    propose(helvia.desk("jonas"))
    [card] = helvia.direct("marta")
    [warned] = [block["text"]["text"] for block in card.blocks if "Similar accounts" in str(block)]
    assert [line.partition("*: ")[2] for line in warned.splitlines()[1:]] == [
        "nearly the same handle; same market, audience, language and brand",
        "nearly the same handle",
        "same market, audience, language and brand",
    ]


def test_a_declined_proposal_can_be_changed_and_proposed_again(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"), brand="Cardiva")
    [card] = helvia.direct("marta")
    helvia.press("marta", card, "accounts.decline")
    marta = helvia.desk("marta")
    marta.fill(reason="Say for which patients")
    assert marta.submit().ok
    [declined] = helvia.direct("jonas")
    jonas = helvia.desk("jonas")
    assert helvia.press("jonas", declined, "accounts.propose_again").ok
    jonas.fill(audience="Patients with heart failure")
    assert jonas.submit().ok
    [_, again] = helvia.direct("marta")
    assert "For: Patients with heart failure" in readable(again)
    helvia.press("marta", again, "accounts.details")
    for words in (ANSWERS["purpose"], ANSWERS["why"], "Cardiva", "English"):
        assert words in modal_text(marta)


def test_the_card_is_short_and_its_details_have_all(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    [card] = helvia.direct("marta")
    assert "*Business unit*" not in readable(card)
    helvia.press("marta", card, "accounts.details")
    for label in ("Time zone", "Business unit", "Publisher and deputy", "Longest silence", "Reminders go to"):
        assert f"*{label}*" in modal_text(helvia.desk("marta"))
