"""The risk matrix, drawn for everybody, and told where it changes."""

from pathlib import Path

import pytest

from bot import governance
from sandbox.desk import readable
from tests.crises.steps import WAR_ROOM
from tests.oversight.steps import RULES, governed_by, reload
from tests.world import Helvia

pytestmark = pytest.mark.any_database

WAYS = """
other_ways:
  crisis_lead: ["mailtos://concord:secret@example.com?to=lead@example.com"]
  medical: ["sns://AKIAIOSFODNN7EXAMPLE/wJalrXUtnFEMI/us-east-1/+41791234567"]
"""
IN_A_ROOM = RULES.replace(
    "respond_within: 30m, policy: crisis_red", "respond_within: 15m, policy: crisis_red, own_room: true"
)
LATER = "{after: 20m, whom", "{after: 25m, whom"
OTHERWISE = RULES.replace("refused_attempts: 5", "refused_attempts: 6").replace(
    "{after: 36h, whom", "{after: 30h, whom"
)


def matrix(helvia: Helvia) -> str:
    return helvia.desk("sofia").type("#general", "/social matrix").text


def told(helvia: Helvia) -> list[str]:
    return [text for text in helvia.texts(WAR_ROOM) if "risk matrix has changed" in text]


def test_the_matrix_is_rows_of_squares_with_what_each_colour_means(helvia: Helvia) -> None:
    in_force, before = helvia.concord.in_force, helvia.concord.governance
    in_force.take_up(governance.parse(IN_A_ROOM + WAYS))
    text = matrix(helvia)
    in_force.take_up(before)
    rows = [line.split() for line in text.splitlines() if line.startswith(":large_") and "score" not in line]
    assert [row[:5].count(":large_red_square:") for row in rows] == [3, 2, 1, 0, 0]
    assert [row[-1] for row in rows] == ["Severe", "Major", "Moderate", "Minor", "Negligible"]
    assert "Rare · Unlikely · Possible · Likely · Almost certain" in text
    red = text[text.index("*Red* · score 15 or more") : text.index("*Amber* · score 10–14")]
    assert "Answer within 15 minutes" in red
    assert "at once: crisis lead; after 10 minutes: crisis lead, spokesperson; " in red
    assert "until somebody answers" in red
    assert "If Slack takes no ping for 1 minute: E-Mail\n" in red
    assert "A channel of its own" in red
    assert "after 1 hour 30 minutes: leadership" in text
    assert "Handled in the war room" in text.partition("*Green*")[2]


def test_a_change_of_the_matrix_is_told_with_what_changed(helvia: Helvia, tmp_path: Path) -> None:
    with governed_by(helvia, tmp_path / "governance.yml", RULES) as write:
        write(OTHERWISE)
        reload(helvia)
        assert not told(helvia), "no crisis is answered otherwise by it"
        write(IN_A_ROOM.replace(*LATER))
        reload(helvia)
        [change] = told(helvia)
        assert "bands, red, respond within: 30m → 15m" in change
        assert "bands, red, own room: yes" in change
        assert (
            "*Red* asks at once: crisis lead; after 10 minutes: crisis lead, spokesperson; after 25 minutes" in change
        )
        assert "until now at once: crisis lead; after 10 minutes: crisis lead, spokesperson; after 20 minutes" in change
        assert "Amber" not in change
        [card] = [each for each in helvia.messages(WAR_ROOM) if readable(each) == change]
        assert helvia.press("jonas", card, "crises.matrix").ok
        assert "after 25 minutes" in helvia.whispers("jonas", WAR_ROOM)[-1]
