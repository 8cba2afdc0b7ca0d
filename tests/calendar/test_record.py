"""What the trail has of a slot that was settled: who, why or where, and what changed, in the words it always had."""

from typing import Any

import pytest

from sandbox.workspace.models import Message
from tests.calendar.steps import POST, press_and_fill
from tests.world import Helvia

SETTLED: dict[str, tuple[str, dict[str, Any], str]] = {
    "publish": ("published", {"url": POST}, POST),
    "postpone": ("postponed", {"day": "2026-03-05", "time": "16:30"}, "to 2026-03-05 16:30 Europe/Zurich"),
    "skip": ("skipped", {"reason": "A holiday"}, "A holiday"),
}


@pytest.mark.parametrize("button", SETTLED)
def test_the_trail_has_how_a_slot_was_settled(helvia: Helvia, report: Message, button: str) -> None:
    status, answers, note = SETTLED[button]
    assert press_and_fill(helvia, "jonas", report, f"calendar.{button}", **answers).ok
    [entry] = helvia.audit(f"occurrence_{status}")
    assert (entry.who, entry.subject, entry.note) == ("U0JONAS000", "slot:1", note)
    assert entry.changes["status"] == ["missed", status]
    assert entry.changes["settled_by_name"] == ["", "Jonas Weber"]


@pytest.mark.usefixtures("report")
def test_the_trail_has_the_words_of_a_plan(helvia: Helvia) -> None:
    [planned] = helvia.audit("slot_planned")
    words = {name: planned.changes[name] for name in ("repeats", "rule", "content_type", "content", "status")}
    assert words == {
        "repeats": [None, "every week"],
        "rule": [None, "FREQ=WEEKLY"],
        "content_type": [None, "image"],
        "content": [None, "exists"],
        "status": [None, "running"],
    }
    [missed] = helvia.audit("occurrence_missed")
    assert (missed.who_name, missed.note, missed.changes["status"]) == ("Concord", "", ["planned", "missed"])
