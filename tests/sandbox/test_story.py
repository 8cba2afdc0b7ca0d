"""A story, played by people who type, fill in and press."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sandbox import story
from sandbox.desk import Desk
from sandbox.helvia import STORY_FILE, first_morning
from sandbox.story import StoryFailed
from sandbox.workspace import Workspace
from tests.sandbox.tiny import Tiny

GOOD = """
- {as: marta, in: "#general", type: /form, fill: {name: Anna, day: {days: 3}, moment: {hours: 26}, tags: [a, b]}}
- {as: jonas, in: "#general", type: /card}
- {as: sofia, in: "#general", choose: tiny.who, value: U0JONAS000, saying: A card}
- {wait: {hours: 2}}
- {as: priya, in: "#general", press: tiny.yes}
- {as: david, shortcut: tiny.form, fill: {name: Berta}}
"""


def play(workspace: Workspace, tmp_path: Path, text: str) -> None:
    file = tmp_path / "story.yml"
    file.write_text(text)
    story.play(workspace, story.read(file))


def test_every_step_is_done_by_the_one_who_is_named(workspace: Workspace, tiny: Tiny, tmp_path: Path) -> None:
    before = workspace.clock.now()
    play(workspace, tmp_path, GOOD)
    who = [
        payload.get("user_id") or payload["user"]["id"]
        for payload in tiny.heard
        if payload.get("type") != "event_callback"
    ]
    assert who == ["U0MARTA000", "U0MARTA000", "U0JONAS000", "U0SOFIA000", "U0PRIYA000", "U0DAVID000", "U0DAVID000"]
    values = tiny.heard[1]["view"]["state"]["values"]
    assert values["day"]["value"]["selected_date"] == "2026-03-05"
    assert values["moment"]["value"]["selected_date_time"] == int((before + timedelta(hours=26)).timestamp())
    assert workspace.clock.now() - before == timedelta(hours=2)
    assert [message.text for message in Desk(workspace, "marta").read("#general")] == ["Yes it is"]


@pytest.mark.parametrize(("who", "moment"), [("marta", (4, 9, 0)), ("david", (4, 10, 0)), ("hana", (4, 1, 0))])
def test_a_day_and_a_time_are_meant_where_the_person_is(
    workspace: Workspace, tiny: Tiny, tmp_path: Path, who: str, moment: tuple[int, int, int]
) -> None:
    form = '{name: Anna, moment: {days: 2, at: "10:00"}}'
    play(workspace, tmp_path, f"- {{as: {who}, in: '#general', type: /form, fill: {form}}}")
    state = tiny.heard[1]["view"]["state"]["values"]["moment"]["value"]
    assert state["selected_date_time"] == int(datetime(2026, 3, *moment, tzinfo=UTC).timestamp())


def test_a_local_time_stays_what_it_is_when_the_clocks_change(workspace: Workspace, tiny: Tiny, tmp_path: Path) -> None:
    workspace.clock.move(timedelta(days=25))
    form = '{name: Anna, moment: {days: 3, at: "10:00"}}'
    play(workspace, tmp_path, f"- {{as: marta, in: '#general', type: /form, fill: {form}}}")
    state = tiny.heard[1]["view"]["state"]["values"]["moment"]["value"]
    assert state["selected_date_time"] == int(datetime(2026, 3, 30, 8, tzinfo=UTC).timestamp())


def test_helvia_s_posts_are_planned_for_round_hours() -> None:
    planned = [step.does["fill"]["planned_at"] for step in story.read(STORY_FILE) if "planned_at" in str(step.does)]
    assert planned == [{"days": 3, "at": "10:00"}, {"days": 2, "at": "09:30"}]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- {as: marta, dance: tango}", "Step 1 of the story has keys that are not"),
        ("- {in: '#general', type: /echo}", "does not say who acts"),
        (
            "- {as: marta, in: '#general', type: /nothing}",
            r"Step 1 of the story \(as marta, in #general, type /nothing\): /nothing is not a valid command",
        ),
        ("- {as: marta, in: '#general', type: /form, fill: {colour: r}}", "Please complete this required field"),
        (
            "- {as: marta, in: '#general', type: /form, fill: {name: Anna, day: someday}}",
            "Step 1 of the story .*someday",
        ),
        (
            "- {as: marta, in: '#general', type: /form, fill: {name: Anna, moment: {days: 1, at: noon}}}",
            "Step 1 of the story .*noon",
        ),
        ("- {as: nobody, in: '#general', type: /form}", "nobody"),
    ],
)
def test_a_step_that_does_not_work_out_is_named(
    workspace: Workspace, tiny: Tiny, tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(StoryFailed, match=problem):
        play(workspace, tmp_path, text)


def test_a_button_that_never_appears_is_said_so(
    workspace: Workspace, tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story, "PATIENCE", 0.05)
    with pytest.raises(StoryFailed, match=r"Marta Keller sees no message in #general that offers tiny\.yes"):
        play(workspace, tmp_path, "- {as: marta, in: '#general', press: tiny.yes}")


@pytest.mark.parametrize("day", range(7))
def test_a_new_workspace_begins_on_the_monday_of_that_week(day: int) -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert first_morning(datetime(2026, 3, 2, 1, tzinfo=UTC) + timedelta(days=day)) == monday
