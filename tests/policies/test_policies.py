"""Documents that people must read, and what somebody must have learned before they approve or publish."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from bot.governance.gates import Gates
from sandbox.desk import Outcome, readable, texts
from tests.posts.steps import cards, now, press, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database
A_DAY = timedelta(days=1)
HASH = "ab" * 32
"""Of a file that nobody looks at."""


def pressed(helvia: Helvia, handle: str, button: str, **answers: Any) -> Outcome:
    """On what `/social policy` shows; a form is filled in and sent."""
    desk = helvia.desk(handle)
    listed = desk.type("#general", "/social policy")
    assert listed.message is not None
    outcome: Outcome = helvia.press(handle, listed.message, button)
    if answers:
        desk.fill(answers)
        outcome = desk.submit()
        desk.close_all()
    helvia.settle()
    return outcome


def added(helvia: Helvia, **answers: Any) -> Outcome:
    given = {"title": "Guidelines", "link": "https://helvia.example/guidelines", "sha256": HASH, "roles": ["brand"]}
    first = helvia.now.date()
    return pressed(helvia, "ines", "policies.add", **{**given, "since": first, "due": first + 14 * A_DAY, **answers})


def read(helvia: Helvia, handle: str) -> Outcome:
    asking, *_ = [each for each in helvia.direct(handle) if "policies.read" in str(each.blocks)]
    outcome: Outcome = helvia.press(handle, asking, "policies.read")
    helvia.leap(timedelta(seconds=5))
    return outcome


def policy(helvia: Helvia, handle: str) -> str:
    return helvia.desk(handle).type("#general", "/social policy").text


def who(helvia: Helvia) -> str:
    assert pressed(helvia, "ines", "policies.who").ok
    return helvia.whispers("ines", "#general")[-1]


@pytest.fixture(autouse=True)
def as_before(helvia: Helvia) -> Iterator[None]:
    before = helvia.concord.governance
    yield
    helvia.concord.in_force.take_up(before)


def gated(helvia: Helvia, *names: str, **more: Any) -> None:
    """From now on nobody approves without these."""
    rules = helvia.concord.governance
    helvia.concord.in_force.take_up(rules.model_copy(update={"gates": Gates(approve=list(names)), **more}))


def trained(helvia: Helvia, *lines: str) -> str:
    outcome = pressed(helvia, "ines", "policies.train", sheet="\n".join(["User;Course;Valid until", *lines]))
    assert outcome.ok, outcome
    return helvia.whispers("ines", "#general")[-1]


def test_whoever_must_read_a_document_says_so_with_name_and_time_and_the_keepers_see_who_has_not(
    helvia: Helvia,
) -> None:
    assert added(helvia).ok
    assert "read it by" in policy(helvia, "marta")
    desk = helvia.desk("marta")
    desk.open_home()
    assert desk.home
    assert "Read Guidelines by" in texts(desk.home.content["blocks"])
    assert "1 of 1 have not read Guidelines" in who(helvia)
    assert read(helvia, "marta").ok
    assert "Marta" in readable(helvia.direct("marta")[-1])
    assert "you have read it" in policy(helvia, "marta")
    assert "0 of 1 have not read Guidelines" in who(helvia)
    assert "Marta" in who(helvia)
    assert [each.who for each in helvia.audit("document_read")] == ["U0MARTA000"]
    helvia.leap(14 * A_DAY)
    assert "last day" not in readable(helvia.direct("marta")[-1])


def test_on_the_last_day_whoever_has_not_read_it_is_asked_once_more(helvia: Helvia) -> None:
    assert added(helvia).ok
    helvia.leap(15 * A_DAY)
    assert "Today is the last day" in readable(helvia.direct("marta")[-1])


@pytest.mark.parametrize(("material", "is_asked"), [("yes", True), ("no", False)])
def test_a_new_version_asks_again_only_where_it_is_material(helvia: Helvia, material: str, is_asked: bool) -> None:
    assert added(helvia).ok
    assert read(helvia, "marta").ok
    assert pressed(helvia, "ines", "policies.revise", sha256="cd" * 32, material=material).ok
    asking = [each for each in helvia.direct("marta") if "policies.read" in str(each.blocks)]
    assert bool(asking) is is_asked
    assert ("read it by" in policy(helvia, "marta")) is is_asked
    assert "version 2" in policy(helvia, "marta")
    [entry] = helvia.audit("document_revised")
    assert entry.changes["sha256"] == [HASH, "cd" * 32]


def test_what_is_out_of_force_is_asked_of_nobody(helvia: Helvia) -> None:
    assert added(helvia).ok
    assert pressed(helvia, "ines", "policies.end").ok
    assert not [each for each in helvia.direct("marta") if "policies.read" in str(each.blocks)]
    assert "No document must be read" in policy(helvia, "marta")
    helvia.leap(15 * A_DAY)
    assert "last day" not in readable(helvia.direct("marta")[-1])


@pytest.mark.parametrize(
    ("answers", "field", "why"),
    [
        ({"sha256": "abc"}, "sha256", "64 digits"),
        ({"link": "javascript:alert(1)"}, "link", "https://"),
        ({"due": date(2020, 1, 1)}, "due", "not before the first"),
    ],
)
def test_what_is_no_document_is_refused(helvia: Helvia, answers: dict[str, Any], field: str, why: str) -> None:
    assert why in added(helvia, **answers).errors[field]
    assert helvia.audit("document_added") == []


def test_a_gate_names_itself_and_the_same_person_decides_once_they_are_trained(helvia: Helvia) -> None:
    gated(helvia, "Code")
    today = helvia.now.date()
    post_id = submitted(helvia)
    press(helvia, "marta", "posts.approve")
    assert "No Code training of yours is on record" in readable(helvia.direct("marta")[-1])
    assert "1 training" in trained(helvia, f"U0MARTA000;Code;{today}")
    helvia.leap(2 * A_DAY)
    press(helvia, "marta", "posts.approve")
    assert f"Your Code training ended on {today.day} {today:%B %Y}" in readable(helvia.direct("marta")[-1])
    assert now(helvia, post_id).review.decisions == []
    trained(helvia, f"U0MARTA000;code;{today + 30 * A_DAY}")
    assert press(helvia, "marta", "posts.approve").ok
    assert [each.who for each in now(helvia, post_id).review.decisions] == ["U0MARTA000"]


def test_while_nobody_of_a_role_is_trained_its_deputy_is_asked_and_decides(helvia: Helvia) -> None:
    rules = helvia.concord.governance
    roles = {**rules.roles, "brand": [rules.roles["brand"][0].model_copy(update={"deputy": ["U0HANA0000"]})]}
    gated(helvia, "Code", roles=roles)
    trained(helvia, f"U0HANA0000;Code;{helvia.now.date() + 30 * A_DAY}")
    post_id = submitted(helvia)
    assert cards(helvia, "hana", "posts.approve")
    assert press(helvia, "hana", "posts.approve").ok
    assert [(each.who, each.on_behalf_of) for each in now(helvia, post_id).review.decisions] == [
        ("U0HANA0000", "U0MARTA000")
    ]
    trained(helvia, f"U0MARTA000;Code;{helvia.now.date() + 30 * A_DAY}")
    assert not helvia.concord.people.actor("U0HANA0000").has("brand")


def test_what_was_to_be_read_bars_only_after_its_last_day(helvia: Helvia) -> None:
    gated(helvia, "guidelines")
    assert added(helvia).ok
    people = helvia.concord.people.holdings
    assert not people.barred("U0MARTA000", "approve")
    helvia.leap(15 * A_DAY)
    assert "You were to read Guidelines by" in people.barred("U0MARTA000", "approve")
    assert read(helvia, "marta").ok
    assert not people.barred("U0MARTA000", "approve")


def test_a_table_of_trainings_is_taken_in_line_by_line_and_twice_changes_nothing(helvia: Helvia) -> None:
    lines = [
        "U0MARTA000;Code;2027-05-03",
        "Nobody Here;Code;2027-05-03",
        "U0HANA0000;;2027-05-03",
        "U0HANA0000;Code;soon",
    ]
    report = trained(helvia, *lines)
    assert "1 training imported, 0 known already, 3 bad rows left out." in report
    problems = ("3, person: Nobody is called so", "4, course: Write the course", "5, until: Write the last day")
    assert [each for each in problems if f"line {each}" not in report] == []
    assert "0 trainings imported, 1 known already" in trained(helvia, lines[0])
    assert "Your trainings: Code until" in policy(helvia, "marta")
    outcome = pressed(helvia, "ines", "policies.train", sheet="name\nMarta")
    assert "The first line has no course, until." in outcome.errors["sheet"]


def test_only_keepers_write_documents_and_only_who_must_reads_them(helvia: Helvia) -> None:
    assert added(helvia).ok
    listed = policy(helvia, "hana")
    assert "Add a document" not in listed
    assert "I have read it" not in listed
    assert "I have read it" in policy(helvia, "marta")
