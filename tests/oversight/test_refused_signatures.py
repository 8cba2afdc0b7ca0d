"""Whoever is refused a signature is on record, without a word that they typed; of many attempts administrators hear."""

from typing import Any

import pytest

from bot.audit.model import Entry
from sandbox.desk import readable
from tests.accounts.steps import propose
from tests.crises.steps import headline, raise_crisis
from tests.posts.steps import PRODUCT, cards, decide, press, submitted
from tests.reliability.test_once import again, last
from tests.world import Helvia

pytestmark = pytest.mark.any_database

SECRET = "My neighbour Anna took it and was sick"


def refusals(helvia: Helvia) -> list[Entry]:
    return helvia.audit("signature_refused")


def approve_as(helvia: Helvia, handle: str) -> None:
    """Press *Approve* on the card that Priya was sent."""
    card = cards(helvia, "priya", "posts.approve")[-1]
    assert helvia.desk(handle, force=True).press(card.channel, card.ts, "posts.approve").ok


def test_an_attempt_to_approve_is_on_record_with_who_what_and_why(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    approve_as(helvia, "hana")
    [entry] = refusals(helvia)
    assert (entry.who, entry.who_name, entry.subject) == ("U0HANA0000", "Hana Sato", f"post:{post_id}")
    assert entry.note.startswith("posts.approve: In the stage “Medical” only")
    assert entry.changes == {}
    trail = helvia.desk("ines").type("#general", f"/social audit post:{post_id}").text
    assert "signature refused" in trail


def test_so_is_an_attempt_by_somebody_who_may_not_act_at_all(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    approve_as(helvia, "gina")
    [entry] = refusals(helvia)
    assert entry.who == "U0GINA0000"
    assert "Guests cannot act" in entry.note


def test_so_is_pressing_what_opens_the_form_and_typing_the_command_that_does(helvia: Helvia) -> None:
    raise_crisis(helvia)
    card = headline(helvia)
    assert helvia.desk("jonas").press(card.channel, card.ts, "crises.resolve").ok
    assert helvia.desk("jonas").type("#general", "/crisis resolve 1").ok
    assert [(entry.subject, entry.note.partition(":")[0]) for entry in refusals(helvia)] == [
        ("crisis:1", "crises.resolve"),
        ("crisis:1", "crises.resolve"),
    ]


def test_nothing_that_was_typed_is_kept_and_a_form_that_is_not_filled_in_is_no_attempt(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    assert "reason" in str(decide(helvia, "priya", "posts.reject", " ", code="other").errors)
    assert refusals(helvia) == []
    helvia.workspace.group("S0MEDICAL0").members = []
    helvia.desk("priya").fill(reason=SECRET)
    helvia.desk("priya").submit()
    [entry] = refusals(helvia)
    assert (entry.subject, SECRET in str(entry.__dict__)) == (f"post:{post_id}", False)


def test_what_slack_delivers_again_is_recorded_once(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    approve_as(helvia, "hana")
    delivery, _ = last(helvia, "block_actions")
    again(helvia, delivery)
    assert len(refusals(helvia)) == 1


def test_who_is_only_too_late_or_met_a_silent_slack_is_on_record_and_no_reason_to_warn(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    card = cards(helvia, "priya", "posts.approve")[-1]
    helvia.workspace.faults.add("error", method="users.info", times=0)
    for _ in range(6):
        assert helvia.desk("priya").press(card.channel, card.ts, "posts.approve").ok
    helvia.sandbox.recover()
    assert press(helvia, "priya", "posts.approve").ok
    assert helvia.desk("priya").press(card.channel, card.ts, "posts.approve").ok
    assert len(refusals(helvia)) == 7
    assert warnings(helvia) == []


def test_administrators_hear_once_a_day_of_whoever_makes_many(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    for _ in range(4):
        approve_as(helvia, "hana")
    assert warnings(helvia) == []
    for _ in range(3):
        approve_as(helvia, "hana")
    [warning] = warnings(helvia)
    assert "<@U0HANA0000> was refused 5 signatures today" in warning


@pytest.mark.parametrize("attempt", ["accounts.approve", "accounts.decline"])
def test_attempts_on_accounts_are_on_record_too(helvia: Helvia, attempt: str) -> None:
    assert propose(helvia.desk("sofia")).ok
    [card] = helvia.direct("marta")
    assert helvia.desk("jonas", force=True).press(card.channel, card.ts, attempt).ok
    [entry] = refusals(helvia)
    assert (entry.note.partition(":")[0], entry.subject.partition(":")[0]) == (attempt, "account")


def warnings(helvia: Helvia) -> list[str]:
    texts: list[Any] = [readable(each) for each in helvia.direct("ines")]
    return [text for text in texts if "was refused" in text]
