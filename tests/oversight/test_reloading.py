"""The governance file read again: checked, shown with what changes, and on record."""

from datetime import timedelta

import pytest

from bot.audit.model import Entry
from bot.governance.differences import Difference
from bot.oversight.blocks import rows
from bot.run.upkeep import read_again
from sandbox.desk import readable, texts
from tests.oversight.steps import HANA_TOO, RULES, Write, reload
from tests.world import Helvia

A_DAY = timedelta(days=1)


def rules_taken_up(helvia: Helvia) -> list[Entry]:
    return helvia.audit("rules_taken_up")


def test_what_changes_is_shown_taken_into_use_and_on_record(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    before = helvia.concord.governance
    changes = reload(helvia)
    assert "Roles" in changes
    assert "brand: <@U0HANA0000>" in changes
    assert "U0HANA0000" in helvia.concord.people.holders("brand")
    entry = rules_taken_up(helvia)[-1]
    assert entry.who == "U0INES0000"
    now = helvia.concord.governance
    assert entry.note.startswith(f"SHA-256 {now.sha256} instead of {before.sha256}, Concord ")
    assert entry.note.endswith("; changed: roles.brand[1]")


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        (True, "yes"),
        (False, "no"),
        ("role:crisis_lead", "crisis lead"),
        ("crisis_lead", "crisis lead"),
        ("user:U0HANA0000", "<@U0HANA0000>"),
        ("30m", "30m"),
    ],
)
def test_what_changes_is_said_in_plain_words(value: str | bool, spoken: str) -> None:
    [row] = rows([Difference(("risk", "bands", "own_room"), (), (value,))])
    assert str(row.to_dict()["text"]["text"]).endswith(f"bands, own room: {spoken}")


@pytest.mark.any_database
def test_nobody_but_an_administrator_has_it_read_again(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    refusal = helvia.desk("jonas").type("#general", "/social reload").text
    assert "Only the administrator can have the governance file read again." in refusal
    assert helvia.desk("jonas").modal is None


@pytest.mark.any_database
def test_what_is_wrong_changes_nothing_and_says_where(helvia: Helvia, write: Write) -> None:
    write(RULES.replace("brand: [U0MARTA000]", "brand: [marta]").replace("Europe/Zurich", "Europe/Zuerich"))
    before = helvia.concord.governance
    answer = helvia.desk("ines").type("#general", "/social reload").text
    assert "Nothing was changed: the governance file has 2 mistakes." in answer
    assert "governance.yml, line 6, time_zone: 'Europe/Zuerich' is no time zone such as Europe/Zurich." in answer
    assert "Correct the file" in answer
    helvia.concord.following.look()
    assert helvia.concord.governance is before


def test_a_file_that_is_in_force_is_not_taken_again(helvia: Helvia, write: Write) -> None:
    count = len(rules_taken_up(helvia))
    assert "has not changed" in helvia.desk("ines").type("#general", "/social reload").text
    assert len(rules_taken_up(helvia)) == count


@pytest.mark.any_database
def test_what_changed_after_it_was_shown_is_not_taken(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    ines = helvia.desk("ines")
    ines.type("#general", "/social reload")
    write(HANA_TOO.replace("Helvia Pharma", "Helvetia Pharma"))
    assert ines.submit().action == "update"
    assert ines.modal
    assert "has changed meanwhile." in texts(ines.modal.blocks)
    helvia.concord.following.look()
    assert helvia.concord.governance.company == "Helvia Pharma"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("brand: [U0MARTA000]", "brand: [U0NOBODY00]", "roles.brand: U0NOBODY00 is no member of your workspace."),
        ("brand: [U0MARTA000]", "brand: [S0NOBODY00]", "roles.brand: the user group S0NOBODY00 has nobody"),
        ("reviews: C0REVIEWS0", "reviews: C0NOWHERE0", "Concord is not in reviews (C0NOWHERE0). Invite it"),
    ],
    ids=["a person", "a group", "a channel"],
)
def test_what_slack_does_not_know_changes_nothing(
    helvia: Helvia, write: Write, before: str, after: str, sentence: str
) -> None:
    assert before in RULES
    write(RULES.replace(before, after))
    answer = helvia.desk("ines").type("#general", "/social reload").text
    assert "Nothing was changed: the governance file has 1 mistake." in answer
    assert sentence in answer
    assert helvia.desk("ines").modal is None
    count = len(rules_taken_up(helvia))
    read_again(helvia.concord)
    assert len(rules_taken_up(helvia)) == count, "nor does the operator's signal"


@pytest.mark.any_database
def test_who_has_left_and_a_silent_slack_are_warned_of(helvia: Helvia, write: Write) -> None:
    helvia.workspace.roster.deactivate("U0HANA0000")
    write(HANA_TOO)
    assert "Hana Sato has left." in reload(helvia)
    helvia.workspace.faults.add("server_error", method="users.info", times=0)
    write(RULES)
    helvia.desk("ines").type("#general", "/social reload")
    assert helvia.desk("ines").modal
    assert "Slack does not answer: channels, people and groups were not checked." in str(helvia.desk("ines").modal)


@pytest.mark.any_database
def test_slack_is_asked_beforehand_and_not_while_somebody_waits(helvia: Helvia, write: Write) -> None:
    write(RULES)
    assert helvia.concord.in_force.file
    helvia.concord.in_force.file.write_text(HANA_TOO)
    asked = helvia.workspace.faults.add("latency", method="conversations.info", times=0, seconds=0)
    answer = helvia.desk("ines").type("#general", "/social reload").text
    assert "I am asking Slack." in answer
    assert asked.seen == 0
    helvia.concord.vetting.look()
    assert asked.seen
    assert "U0HANA0000" in reload(helvia)


def test_the_operators_signal_takes_the_file_into_use_too(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    helvia.concord.following.read_again()
    assert "U0HANA0000" in helvia.concord.people.holders("brand")
    assert rules_taken_up(helvia)[-1].who == "operator"
    news = readable(helvia.direct("ines")[-1])
    assert "Whoever runs Concord took another governance into use." in news
    assert "brand: <@U0HANA0000>" in news
    write("company: [")
    helvia.concord.following.read_again()
    assert "U0HANA0000" in helvia.concord.people.holders("brand")
