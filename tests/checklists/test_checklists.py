"""A crisis of some kind has its checklist: who is asked for what, who did it, and which departments agree."""

import pytest

from bot.governance import Entry
from sandbox.desk import readable
from tests.checklists.steps import (
    FAKES,
    FIRST_WORD,
    LEAK,
    PHOTOGRAPHS,
    RUMOUR,
    SELLERS,
    TAKE_DOWNS,
    agree,
    card,
    change_kind,
    choose,
    choose_kind,
    give,
    lines,
    raise_fakes,
    yours,
)
from tests.crises.steps import (
    KIND,
    LEAD,
    WAR_ROOM,
    answer,
    crisis_now,
    headline,
    heard,
    press,
    raise_crisis,
    resolve,
    show,
)
from tests.freezes.steps import frozen_now
from tests.people.steps import leave
from tests.people.test_moves import take_up
from tests.steps import register_account
from tests.world import Helvia

TAKE_BACK = "checklists.take_back.0"

pytestmark = pytest.mark.any_database


def at_home(helvia: Helvia, handle: str) -> str:
    desk = helvia.desk(handle)
    assert desk.open_home().ok
    helvia.settle()
    return str(desk.home)


def test_whoever_raises_a_crisis_may_choose_a_kind_and_its_checklist_stands_in_the_room(helvia: Helvia) -> None:
    raise_fakes(helvia)
    text = readable(card(helvia))
    assert f"*Crisis 1: {FAKES}* · Checklist 0 of 6\n" in f"{text}\n"
    assert f"{PHOTOGRAPHS} · <@U0HANA0000>" in text
    assert "*Communications* – · *Legal* – · *Safety* –" in text
    assert "https://helvia.example/fake-products" in text
    assert "last tested" in text
    missing = "Communications, Legal, Safety, Medical, Regulatory missing"
    assert f"*{FAKES}* · Checklist 0 of 6 · {missing}" in readable(headline(helvia))
    assert "your playbook says that you are told" in readable(helvia.direct("david")[0]) + readable(
        helvia.direct("david")[-1]
    )


def test_each_who_has_lines_gets_them_in_one_message_and_on_their_home(helvia: Helvia) -> None:
    raise_fakes(helvia)
    [message] = yours(helvia, "hana")
    assert "2 lines of its checklist wait for you." in readable(message)
    assert PHOTOGRAPHS in readable(message)
    assert "*Safety*: do you know of it, and agree?" in readable(message)
    assert not yours(helvia, "sofia")
    assert PHOTOGRAPHS in at_home(helvia, "hana")
    assert choose(helvia, "hana", message, PHOTOGRAPHS).ok
    [message] = yours(helvia, "hana")
    assert "1 line of its checklist waits for you." in readable(message)


def test_what_is_done_says_by_whom_on_the_card_the_headline_and_the_timeline(helvia: Helvia) -> None:
    raise_fakes(helvia)
    assert choose(helvia, "marta", card(helvia), SELLERS).ok
    assert f":white_check_mark: {SELLERS} <@U0MARTA000>, " in readable(card(helvia))
    assert "Checklist 1 of 6" in readable(headline(helvia))
    assert f"<@U0MARTA000> did: {SELLERS}" in readable(show(helvia, "thomas"))
    assert choose(helvia, "thomas", card(helvia), SELLERS, "Not done after all").ok
    assert "Checklist 0 of 6" in readable(headline(helvia))
    assert f"<@U0THOMAS00> says: not done after all: {SELLERS}" in readable(show(helvia, "thomas"))


def test_a_line_can_be_given_away_and_asks_whoever_has_it_now_alone(helvia: Helvia) -> None:
    raise_fakes(helvia)
    assert give(helvia, "thomas", TAKE_DOWNS, "sofia").ok
    assert TAKE_DOWNS in readable(yours(helvia, "sofia")[0])
    assert f"{TAKE_DOWNS} · <@U0SOFIA000>" in readable(card(helvia))
    assert TAKE_DOWNS not in readable(yours(helvia, "lucas")[-1])
    choose(helvia, "lucas", card(helvia), TAKE_DOWNS)
    assert f"can tick off “{TAKE_DOWNS}”. See `/social roles`." in heard(helvia, "lucas")
    assert choose(helvia, "sofia", yours(helvia, "sofia")[0], TAKE_DOWNS).ok
    assert "nothing of its checklist waits for you now" in readable(yours(helvia, "sofia")[0])
    assert [line.done_by for line in lines(helvia) if line.what == TAKE_DOWNS] == ["U0SOFIA000"]
    give(helvia, "thomas", FIRST_WORD, "hana")
    assert "<@U0THOMAS00> gave you a line of *Crisis 1*: Post the first word" in readable(helvia.direct("hana")[-1])


def test_only_a_holder_of_the_departments_role_says_that_it_agrees_and_who_and_when_is_shown(helvia: Helvia) -> None:
    raise_fakes(helvia)
    agree(helvia, "thomas", "Legal")
    assert "Only whoever holds the department's role can say that “Legal” agrees" in heard(helvia, "thomas")
    assert agree(helvia, "lucas", "Legal").ok
    assert "*Legal* ✓ <@U0LUCAS000>, " in readable(card(helvia))
    assert "Legal" not in crisis_now(helvia).checklist
    assert "Safety, Medical, Regulatory missing" in crisis_now(helvia).checklist


def test_whoever_said_that_a_department_agrees_and_nobody_else_takes_it_back(helvia: Helvia) -> None:
    raise_fakes(helvia)
    assert agree(helvia, "lucas", "Legal").ok
    assert TAKE_BACK not in str(helvia.desk("thomas").type("#general", "/crisis checklist 1").message)
    own = helvia.desk("lucas").type("#general", "/crisis checklist 1").message
    assert own is not None
    assert helvia.press("lucas", own, TAKE_BACK).ok
    assert "*Legal* –" in readable(card(helvia))
    assert "Communications, Legal, Safety" in crisis_now(helvia).checklist
    assert "<@U0LUCAS000> says who does not agree any more: Legal" in readable(show(helvia, "thomas"))
    assert agree(helvia, "lucas", "Legal").ok


def test_a_line_that_somebody_did_already_is_refused_kindly_and_done_once(helvia: Helvia) -> None:
    raise_fakes(helvia)
    seen = card(helvia)
    assert choose(helvia, "marta", seen, SELLERS).ok
    choose(helvia, "thomas", seen, SELLERS)
    assert f"Marta Keller did “{SELLERS}” already. See `/crisis checklist 1`." in heard(helvia, "thomas")
    assert [line.done_by for line in lines(helvia) if line.what == SELLERS] == ["U0MARTA000"]


def test_the_kind_can_be_chosen_and_changed_later_and_what_is_done_stays_done(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert "checklists.done" not in str(helvia.messages(WAR_ROOM))
    assert choose_kind(helvia, "thomas", FAKES).ok
    assert agree(helvia, "lucas", "Legal").ok
    assert choose(helvia, "lucas", card(helvia), TAKE_DOWNS).ok
    assert change_kind(helvia, "thomas", FAKES).errors == {"kind": "It is of this kind already."}
    assert change_kind(helvia, "thomas", LEAK).ok
    text = readable(card(helvia))
    assert f"*Crisis 1: {LEAK}* · Checklist 1 of 6" in text
    assert TAKE_DOWNS in text
    assert SELLERS not in text
    assert "nothing of its checklist waits" in readable(yours(helvia, "elena")[0])
    assert len(yours(helvia, "marta")) == 1
    assert f"<@U0THOMAS00> chose the kind: {LEAK}" in readable(show(helvia, "thomas"))


def test_whoever_may_not_choose_the_kind_and_a_kind_that_is_gone_are_refused_kindly(helvia: Helvia) -> None:
    raise_crisis(helvia)
    press(helvia, "hana", KIND)
    assert "can choose the kind of Crisis 1" in heard(helvia, "hana")
    assert press(helvia, "thomas", KIND).ok
    desk = helvia.desk("thomas")
    desk.fill({"kind": RUMOUR})
    before = helvia.concord.governance
    helvia.concord.in_force.take_up(before.model_copy(update={"playbooks": before.playbooks[:1]}))
    try:
        assert desk.submit().errors == {"kind": "The playbooks changed and this kind is gone. Choose another."}
    finally:
        helvia.concord.in_force.take_up(before)


def test_what_was_given_to_somebody_who_left_asks_who_has_the_role(helvia: Helvia) -> None:
    raise_fakes(helvia)
    assert give(helvia, "thomas", TAKE_DOWNS, "sofia").ok
    assert TAKE_DOWNS not in readable(yours(helvia, "lucas")[0])
    leave(helvia, "sofia")
    assert TAKE_DOWNS in readable(yours(helvia, "lucas")[0])
    assert f"{TAKE_DOWNS} · <@U0LUCAS000>" in readable(card(helvia))


def test_where_all_who_have_a_role_left_the_lead_is_asked(helvia: Helvia) -> None:
    raise_fakes(helvia)
    assert answer(helvia, "thomas").ok
    leave(helvia, "lucas")
    assert f"{TAKE_DOWNS} · <@U0THOMAS00>" in readable(card(helvia))
    assert TAKE_DOWNS in readable(yours(helvia, "thomas")[0])
    assert press(helvia, "david", LEAD).ok
    assert f"{TAKE_DOWNS} · <@U0DAVID000>" in readable(card(helvia))
    assert TAKE_DOWNS not in readable(yours(helvia, "thomas")[0])


def test_once_the_crisis_is_resolved_nothing_asks_any_more(helvia: Helvia) -> None:
    raise_fakes(helvia)
    seen = card(helvia)
    assert resolve(helvia).ok
    choose(helvia, "marta", seen, SELLERS)
    assert "Crisis 1 is resolved: its checklist is over." in heard(helvia, "marta")
    for handle in ("hana", "lucas", "marta"):
        [message] = yours(helvia, handle)
        assert "*Crisis 1* is resolved: nothing of its checklist is asked now." in readable(message)
    assert "accessory" not in str(card(helvia).blocks)
    assert PHOTOGRAPHS not in at_home(helvia, "hana")


def test_a_crisis_without_a_kind_offers_to_choose_one(helvia: Helvia) -> None:
    raise_crisis(helvia)
    text = helvia.desk("thomas").type("#general", "/crisis checklist 1").text
    assert "*Crisis 1* has no checklist: no kind is chosen yet." in text


def test_a_freeze_is_for_what_the_playbook_says_where_nobody_says_otherwise(helvia: Helvia) -> None:
    for handle in ("@Cardiva", "@CardivaCare"):
        register_account(helvia, handle=handle)
    raise_crisis(helvia, kind=LEAK)
    desk = helvia.desk("thomas")
    assert desk.type("#general", "/crisis freeze 1").ok
    assert "Empty: All accounts." in str(desk.modal)
    desk.fill({"reason": "Somebody posts in our name"})
    assert desk.submit().ok
    assert list(frozen_now(helvia).values()) == [[1, 2]]


def test_a_line_follows_its_role_to_whoever_holds_it_now(helvia: Helvia) -> None:
    helvia.concord.standings.notice()
    before = helvia.concord.governance
    raise_fakes(helvia)
    sofia = [Entry.model_validate({"who": ["U0SOFIA000"]})]
    try:
        take_up(helvia, before.model_copy(update={"roles": {**before.roles, "drug_safety": sofia}}))
        assert PHOTOGRAPHS in readable(yours(helvia, "sofia")[0])
        assert "nothing of its checklist waits for you now" in readable(yours(helvia, "hana")[0])
        assert f"{PHOTOGRAPHS} · <@U0SOFIA000>" in readable(card(helvia))
    finally:
        helvia.concord.in_force.take_up(before)
