"""Registering an account: the form, the card, the decision, and what is refused."""

from typing import Any

import pytest

from bot.accounts.drafts import LONGEST
from sandbox.desk import Desk, Outcome, readable
from sandbox.workspace.fields import current, is_empty
from tests.steps import modal_text, register_account
from tests.world import Helvia

ANSWERS: dict[str, Any] = {
    "network": "linkedin",
    "handle": "helvia-heart",
    "kind": "brand",
    "purpose": "Explain heart failure to cardiologists",
    "audience": "Cardiologists",
    "market": "Switzerland",
    "languages": ["en", "de-CH"],
    "business_unit": "Cardiology",
    "owner": "U0JONAS000",
    "backup": "U0SOFIA000",
    "why": "No account speaks to cardiologists yet",
}


PROSE = ("name", "purpose", "audience", "business_unit", "brand", "why")


def propose(desk: Desk, **answers: Any) -> Outcome:
    desk.type("#general", "/account register")
    desk.press_in_modal("accounts.register.more")
    desk.fill(ANSWERS | answers)
    return desk.submit()


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


class TestACampaign:
    def test_is_answered_with_a_hashtag_which_can_be_registered_instead(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        assert jonas.modal is not None
        jonas.fill(hashtag="#HeartWeek26")
        assert jonas.submit().ok
        assert "*#HeartWeek26* is registered" in helvia.whispers("jonas", "#general")[-1]
        assert helvia.direct("marta") == []
        assert "#HeartWeek26" in jonas.type("#general", "/social hashtags").text

    def test_may_insist_with_a_reason_that_the_decider_reads(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        jonas.fill(insistence="The patient organisation wants to co-own it")
        assert jonas.submit().ok
        assert "The patient organisation wants to co-own it" in readable(helvia.direct("marta")[0])

    def test_must_do_one_or_the_other(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        assert "hashtag" in jonas.submit().errors["insistence"]

    def test_cannot_do_both_and_nothing_typed_is_lost(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        jonas.fill(hashtag="#HeartWeek26", insistence="The patient organisation wants to co-own it")
        assert "Leave this or the hashtag empty" in jonas.submit().errors["insistence"]
        jonas.fill(hashtag="")
        assert jonas.submit().ok
        assert "The patient organisation wants to co-own it" in readable(helvia.direct("marta")[0])
        assert "#HeartWeek26" not in jonas.type("#general", "/social hashtags").text

    def test_hears_when_its_hashtag_is_none_or_taken(self, helvia: Helvia) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        jonas.fill(hashtag="#2026")
        assert "one word" in jonas.submit().errors["hashtag"]
        jonas.fill(hashtag="HeartWeek")
        assert jonas.submit().ok
        propose(jonas, kind="campaign")
        jonas.fill(hashtag="#heartweek")
        assert "belongs to the campaign" in jonas.submit().errors["hashtag"]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("#CaféCoeur", "#Cafe\u0301Coeur"),
            ("#HeartWeek", "#\uff28eartWeek"),
            ("#Stra\u00dfe", "#STRASSE"),
            ("#HeartWeek", "#Heart\ufe0fWeek"),
        ],
    )
    def test_hears_that_a_hashtag_which_looks_the_same_is_taken(self, helvia: Helvia, first: str, second: str) -> None:
        jonas = helvia.desk("jonas")
        propose(jonas, kind="campaign")
        jonas.fill(hashtag=first)
        assert jonas.submit().ok
        propose(jonas, kind="campaign")
        jonas.fill(hashtag=second)
        assert "belongs to the campaign" in jonas.submit().errors["hashtag"]


@pytest.mark.parametrize(
    ("handle", "sentence"), [("gina", "Guests cannot act"), ("oscar", "Helvia Pharma only"), ("peter", "active people")]
)
def test_guests_outsiders_and_those_who_left_act_on_nothing(helvia: Helvia, handle: str, sentence: str) -> None:
    outcome = helvia.desk(handle, force=True).type("#partner-nordlab", "/account register")
    assert sentence in outcome.text
    assert helvia.desk(handle, force=True).modal is None


@pytest.mark.parametrize("sign", ['"', "\\", "x\n"])
def test_a_campaign_filled_to_its_limits_with_quotation_marks_or_lines_goes_on(helvia: Helvia, sign: str) -> None:
    full = {name: (sign * longest)[: longest - 1] + "." for name, longest in LONGEST.items() if name in PROSE}
    jonas = helvia.desk("jonas")
    assert propose(jonas, kind="campaign", **full).ok
    jonas.fill(insistence="The patient organisation wants to co-own it")
    assert jonas.submit().ok
    assert "The patient organisation wants to co-own it" in readable(helvia.direct("marta")[0])
