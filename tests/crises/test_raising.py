"""Raising a crisis: easy for everybody, and at once clear who is asked and by when."""

import pytest

from bot.crises.buttons import TIMELINE
from bot.kernel.views.pagination import ON
from sandbox.desk import readable, texts
from sandbox.workspace.line import Delivery
from tests.crises.steps import (
    AMBER,
    FREEZE,
    GREEN,
    MORE,
    RED,
    SPEAK,
    WAR_ROOM,
    YELLOW,
    crisis_now,
    filled_in,
    headline,
    offered,
    press,
    raise_crisis,
    show,
)
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_the_raiser_sees_the_colour_the_score_who_is_pinged_and_how_fast(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/crisis raise")
    jonas.fill(RED)
    assert jonas.submit().action == "update"
    assert jonas.modal is not None
    verdict = texts(jonas.modal.blocks)
    assert "Likely × Major = *16* (red)" in verdict
    assert "Asked now: <@U0THOMAS00>" in verdict
    assert "within 30 minutes" in verdict
    row, cells = ":large_green_circle: :large_yellow_circle: :large_orange_circle:", ":large_red_square: :red_circle:"
    assert f"{row} {cells}\n" in verdict


@pytest.mark.parametrize(
    ("answers", "mark", "verdict", "within", "asked"),
    [
        (RED, ":red_circle:", "= *16* (red)", "30 minutes", "Asked now: <@U0THOMAS00>"),
        (AMBER, ":large_orange_circle:", "= *12* (amber)", "2 hours", "Asked now: <@U0THOMAS00>"),
        (YELLOW, ":large_yellow_circle:", "= *8* (yellow)", "8 hours", "Asked now: <@U0THOMAS00>"),
        (GREEN, ":large_green_circle:", "= *4* (green)", "1 day", "Asked now: <@U0MARTA000>"),
    ],
)
def test_the_matrix_decides_on_colour_time_and_people(
    helvia: Helvia, answers: dict[str, str], mark: str, verdict: str, within: str, asked: str
) -> None:
    reply = raise_crisis(helvia, **answers).reply
    assert reply is not None
    text = texts(reply["view"]["blocks"])
    for expected in (mark, verdict, within, asked):
        assert expected in text
    assert f"{mark} Crisis 1 needs an answer" in readable(headline(helvia))


def test_the_war_room_gets_a_card_that_says_all_there_is(helvia: Helvia) -> None:
    account_id = register_account(helvia)
    raise_crisis(helvia, accounts=[str(account_id)], evidence="https://x.com/fake/status/1?a=1&b=2")
    card = headline(helvia)
    text = readable(card)
    assert ">Fake vials of Cardiva are sold on X" in text
    assert "@Cardiva on X" in text
    assert "<https://x.com/fake/status/1?a=1&amp;b=2|https://x.com/fake/status/1?a=1&amp;b=2>" in text
    assert "Likely × Major = *16* (red)" in text
    assert "Raised by <@U0JONAS000>" in text
    assert "*Speaks for us*\n<@U0DAVID000>" in text
    assert "Answer due:" in text
    assert offered(card) == {
        "crises.acknowledge",
        "crises.lead",
        "crises.update",
        "crises.resolve",
        "crises.kind",
        FREEZE,
        MORE,
        SPEAK,
    }


def test_the_words_after_raise_are_what_happened(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/crisis raise Two nurses report <fake> vials & more")
    jonas.fill(likelihood="5", impact="5")
    assert jonas.submit().ok
    assert crisis_now(helvia).what.words == "Two nurses report <fake> vials & more"
    assert "&lt;fake&gt; vials &amp; more" in readable(headline(helvia))


def test_the_accounts_are_found_by_typing(helvia: Helvia) -> None:
    account_id = register_account(helvia)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/crisis raise")
    assert [(each["value"], each["text"]["text"]) for each in jonas.search("accounts", "cardi")] == [
        (str(account_id), "@Cardiva on X")
    ]
    assert jonas.search("accounts", "nothing like it") == []


def test_the_global_shortcut_opens_the_form(helvia: Helvia) -> None:
    hana = helvia.desk("hana")
    assert hana.shortcut("crises.raise").ok
    hana.fill(RED)
    assert hana.submit().ok
    assert crisis_now(helvia).raised_by == "U0HANA0000"


def test_the_button_of_the_list_opens_the_form(helvia: Helvia) -> None:
    hana = helvia.desk("hana")
    listed = hana.type("#general", "/crisis").message
    assert listed is not None
    assert hana.press("#general", listed.ts, "crises.raise").ok
    hana.fill(RED)
    assert hana.submit().ok


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"what": "   "}, "what", "Say what happened"),
        ({"evidence": "fake vials on X"}, "evidence", "No link"),
        ({"evidence": "ftp://files/1"}, "evidence", "No link"),
        ({"evidence": "https://"}, "evidence", "No link"),
        ({"evidence": "https://[broken"}, "evidence", "No link"),
        ({"evidence": "https://x.com/a b"}, "evidence", "No link"),
    ],
)
def test_what_cannot_stand_is_said_under_its_field(
    helvia: Helvia, answers: dict[str, str], field: str, sentence: str
) -> None:
    assert sentence in raise_crisis(helvia, **answers).errors[field]
    assert helvia.messages(WAR_ROOM) == []


@pytest.mark.parametrize(
    "typed", ["x.com/fake/1", "(https://x.com/fake/1)", "<https://x.com/fake/1>.", "//x.com/fake/1"]
)
def test_an_address_is_read_however_it_was_copied(helvia: Helvia, typed: str) -> None:
    assert raise_crisis(helvia, evidence=typed).ok
    assert "<https://x.com/fake/1|https://x.com/fake/1>" in readable(headline(helvia))


def test_a_link_cannot_break_out_of_its_place(helvia: Helvia) -> None:
    raise_crisis(helvia, evidence="https://x.com/a|b><!channel>")
    assert "<https://x.com/a%7Cb%3E%3C!channel|https://x.com/a%7Cb%3E%3C!channel>" in readable(headline(helvia))


def test_what_was_typed_stays_text(helvia: Helvia) -> None:
    raise_crisis(helvia, what="<!channel> *now* <https://evil.example|click>")
    for message in [*helvia.messages(WAR_ROOM), *helvia.direct("thomas"), show(helvia, "jonas")]:
        assert "<!channel>" not in str(message.blocks) + message.text
        assert "<https://evil" not in str(message.blocks) + message.text


def test_a_long_story_is_shortened_on_cards_and_whole_when_shown(helvia: Helvia) -> None:
    story = " ".join(f"word{number}" for number in range(380)) + " & the end"
    raise_crisis(helvia, what=story)
    assert "the end" not in readable(headline(helvia))
    page = show(helvia, "jonas")
    whole = readable(page)
    assert helvia.press("jonas", page, f"{TIMELINE}.{ON}").ok
    whole += readable(helvia.messages("#general", "jonas")[-1])
    assert "&amp; the end" in whole
    assert all(f"word{number}" in whole for number in range(380))


def test_a_form_sent_twice_raises_one_crisis(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/crisis raise")
    jonas.fill(RED)
    outcome = jonas.submit()
    assert helvia.workspace.line.deliver(Delivery("interactive", outcome.payload)).body is not None
    assert [message.text for message in helvia.messages(WAR_ROOM) if "*Risk*" in readable(message)] == [
        ":red_circle: Crisis 1 needs an answer"
    ]
    assert helvia.desk("jonas").type("#general", "/crisis list all").text.startswith("*1 crisis*")


@pytest.mark.parametrize(
    ("handle", "sentence"), [("gina", "Guests cannot act"), ("oscar", "Helvia Pharma only"), ("peter", "active people")]
)
def test_guests_outsiders_and_those_who_left_are_told_to_ask_a_colleague(
    helvia: Helvia, handle: str, sentence: str
) -> None:
    outcome = helvia.desk(handle, force=True).type("#partner-nordlab", "/crisis raise")
    assert sentence in outcome.text
    assert helvia.desk(handle, force=True).modal is None


def test_everything_is_in_the_audit_trail(helvia: Helvia) -> None:
    raise_crisis(helvia)
    headline(helvia)
    press(helvia, "thomas", "crises.acknowledge")
    [raised], [pinged], [answered] = (
        helvia.audit("crisis_raised"),
        helvia.audit("people_pinged"),
        helvia.audit("crisis_acknowledged"),
    )
    assert (raised.who, raised.subject, raised.changes["score"]) == ("U0JONAS000", "crisis:1", [None, 16])
    assert (pinged.who, pinged.note) == ("concord", "U0THOMAS00")
    assert (answered.who_name, answered.changes["state"]) == ("Thomas Brandt", ["open", "acknowledged"])


def test_whoever_raises_it_may_name_a_lead_who_is_asked_and_whom_all_see(helvia: Helvia) -> None:
    filled_in(helvia, lead="U0GINA0000")
    assert "active" in str(helvia.desk("jonas").submit().errors["lead"])
    helvia.desk("jonas").close_all()
    filled_in(helvia, lead="U0JONAS000")
    assert "somebody else" in str(helvia.desk("jonas").submit().errors["lead"])
    helvia.desk("jonas").close_all()
    assert raise_crisis(helvia, lead="U0SOFIA000").ok
    assert "<@U0SOFIA000>" in readable(headline(helvia))
    assert any("gave you the lead of *Crisis 1*" in readable(each) for each in helvia.direct("sofia"))
    assert crisis_now(helvia).state == "open"
