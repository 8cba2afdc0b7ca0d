"""What a plan needs to stand, field by field."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from slack_sdk.models.views import View

from bot.calendar import forms
from bot.calendar.checks import ONE_OF_BOTH, slot_of
from bot.calendar.drafts import Draft
from bot.calendar.model import Occurrence
from bot.kernel.errors import Invalid
from bot.networks import Network
from tests.outlets import outlet_on

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
OUTLET = outlet_on(Network.X, market="global")
PLAN = Draft(
    day=date(2026, 3, 3),
    time=time(9),
    zone="Europe/Zurich",
    repeats="once",
    rule="",
    theme="Living with heart failure",
    content_type="image",
    content="exists",
    maker="",
)
OWN = {"repeats": "by a rule of its own"}


def is_active(person: str) -> bool:
    return person not in {"U0GINA0000", "U0PETER000"}


def element_of(view: View, block_id: str) -> dict[str, Any]:
    [element] = [block["element"] for block in view.to_dict()["blocks"] if block.get("block_id") == block_id]
    return dict(element)


def test_each_way_to_repeat_is_read_back_as_the_form_offers_it() -> None:
    offered = element_of(forms.slot(None), "repeats")["options"]
    for option in offered:
        rule = "FREQ=WEEKLY;BYDAY=MO" if option["value"] == OWN["repeats"] else ""
        draft = replace(PLAN, repeats=option["value"], rule=rule)
        slot = slot_of(draft, OUTLET, is_active, by="U0JONAS000", at=NOW)
        slot.id = 1
        form = forms.edit(slot, Occurrence(slot=slot, at=NOW))
        assert element_of(form, "repeats")["initial_option"] == option
        assert element_of(form, "rule").get("initial_value", "") == rule
    [custom] = [option["text"]["text"] for option in offered if option["value"] == OWN["repeats"]]
    assert f"“{custom}”" in ONE_OF_BOTH


@pytest.mark.parametrize(
    ("differently", "field", "sentence"),
    [
        ({"day": None}, "day", "Choose a day"),
        ({"time": None}, "time", "Choose a time"),
        ({"day": date(2026, 3, 2), "time": time(9)}, "day", "is in the past"),
        ({"day": date(2026, 3, 2), "time": time(10)}, "day", "is in the past"),
        ({"day": date(1, 1, 1)}, "day", "is in the past"),
        ({"day": date(2037, 3, 2)}, "day", "within the next ten years"),
        ({"day": date(9999, 12, 31)}, "day", "within the next ten years"),
        ({"zone": ""}, "zone", "Choose the time zone"),
        ({"zone": "Europe/Atlantis"}, "zone", "Choose the time zone"),
        ({"repeats": ""}, "repeats", "Choose how often"),
        (OWN, "rule", "as in RFC 5545"),
        (OWN | {"rule": "each monday"}, "rule", "as in RFC 5545"),
        (OWN | {"rule": "FREQ=HOURLY"}, "rule", "at most once a day"),
        (OWN | {"rule": "FREQ=DAILY;UNTIL=20260301"}, "rule", "no day after"),
        (OWN | {"rule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, "rule", "no day after"),
        ({"repeats": "every day", "rule": "FREQ=DAILY"}, "rule", "Choose “Custom rule” above"),
        ({"rule": "FREQ=DAILY"}, "rule", "Choose “Custom rule” above"),
        ({"theme": ""}, "theme", "what it is about"),
        ({"content_type": "skywriting"}, "content_type", "content type"),
        ({"content": ""}, "content", "whether the content exists"),
        ({"content": "to create"}, "maker", "Choose who makes it"),
        ({"content": "to create", "maker": "U0GINA0000"}, "maker", "Choose a colleague"),
        ({"maker": "U0PETER000"}, "maker", "Choose a colleague"),
    ],
)
def test_what_cannot_stand_is_said_of_its_field(differently: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        slot_of(replace(PLAN, **differently), OUTLET, is_active, by="U0JONAS000", at=NOW)
    assert refused.value.problems.keys() == {field}
    assert sentence in refused.value.problems[field]


@pytest.mark.parametrize(
    ("differently", "rule"),
    [
        ({}, ""),
        ({"day": date(2026, 3, 2), "time": time(10, 1)}, ""),
        ({"repeats": "every two weeks"}, "FREQ=WEEKLY;INTERVAL=2"),
        (OWN | {"rule": "freq=weekly;byday=fr"}, "FREQ=WEEKLY;BYDAY=FR"),
        ({"content": "to create", "maker": "U0SOFIA000"}, ""),
        ({"content": "to adapt"}, ""),
    ],
)
def test_what_can_stand_becomes_a_slot(differently: dict[str, Any], rule: str) -> None:
    slot = slot_of(replace(PLAN, **differently), OUTLET, is_active, by="U0JONAS000", at=NOW)
    assert (slot.rule, slot.label, slot.zone) == (rule, OUTLET.label, "Europe/Zurich")
