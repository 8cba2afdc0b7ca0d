"""A line that is not done asks again: whoever has it, then the lead, and nobody once it is done or given away."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from sandbox.workspace.models import Message
from tests.checklists.steps import (
    LEAK,
    PHOTOGRAPHS,
    TAKE_DOWNS,
    agree,
    card,
    change_kind,
    choose,
    give,
    raise_fakes,
)
from tests.crises.secrets import raise_secretly
from tests.crises.secrets import room as secret_room
from tests.crises.steps import LEAD, press, resolve
from tests.people.steps import leave
from tests.world import Helvia

pytestmark = pytest.mark.any_database

HALF_AN_HOUR = timedelta(minutes=30)


def reminders(helvia: Helvia, handle: str) -> list[Message]:
    """What reminds this person of lines that they, or others, can still do."""
    late = [each for each in helvia.direct(handle) if "still to be done" in readable(each)]
    return [each for each in late if "checklists." in str(each.blocks)]


def reminded(helvia: Helvia, handle: str) -> str:
    return "\n".join(map(readable, reminders(helvia, handle)))


def test_whoever_has_it_is_reminded_and_then_the_lead_until_it_is_done(helvia: Helvia) -> None:
    raise_fakes(helvia)
    assert press(helvia, "david", LEAD).ok
    helvia.wait(HALF_AN_HOUR)
    assert PHOTOGRAPHS in reminded(helvia, "hana")
    assert "Safety agrees" in reminded(helvia, "hana")
    assert PHOTOGRAPHS not in reminded(helvia, "david")
    helvia.wait(HALF_AN_HOUR)
    assert f"{PHOTOGRAPHS} · <@U0HANA0000>" in reminded(helvia, "david")
    assert reminded(helvia, "hana").count(PHOTOGRAPHS) == 1, "the newest asks alone"
    assert choose(helvia, "hana", card(helvia), PHOTOGRAPHS).ok
    assert agree(helvia, "hana", "Safety").ok
    helvia.wait(4 * HALF_AN_HOUR)
    for handle in ("hana", "david"):
        assert f"*Crisis 1*: “{PHOTOGRAPHS}” is done." in "\n".join(map(readable, helvia.direct(handle)))
        assert PHOTOGRAPHS not in reminded(helvia, handle).replace(f"“{PHOTOGRAPHS}” is done", "")


def test_whoever_is_given_a_line_has_its_whole_time_and_the_one_before_is_asked_no_more(helvia: Helvia) -> None:
    raise_fakes(helvia)
    helvia.wait(HALF_AN_HOUR)
    assert TAKE_DOWNS in reminded(helvia, "lucas")
    assert give(helvia, "thomas", TAKE_DOWNS, "sofia").ok
    assert TAKE_DOWNS not in reminded(helvia, "lucas").replace(f"do “{TAKE_DOWNS}” now", "")
    helvia.wait(HALF_AN_HOUR - timedelta(minutes=1))
    assert TAKE_DOWNS not in reminded(helvia, "sofia")
    helvia.wait(timedelta(minutes=1))
    assert TAKE_DOWNS in reminded(helvia, "sofia")
    leave(helvia, "sofia")
    helvia.wait(HALF_AN_HOUR)
    assert TAKE_DOWNS in reminded(helvia, "lucas")


def test_what_its_kind_does_not_ask_for_or_its_end_ends_reminds_nobody(helvia: Helvia) -> None:
    raise_fakes(helvia)
    helvia.wait(HALF_AN_HOUR)
    assert change_kind(helvia, "thomas", LEAK).ok
    assert f"“{PHOTOGRAPHS}” is not asked any more" in "\n".join(map(readable, helvia.direct("hana")))
    assert resolve(helvia).ok
    helvia.wait(6 * HALF_AN_HOUR)
    for handle in ("hana", "lucas", "david", "thomas", "marta", "elena"):
        assert not reminders(helvia, handle)


def test_of_a_confidential_crisis_only_those_who_see_it_are_reminded(helvia: Helvia) -> None:
    raise_secretly(helvia, kind=LEAK)
    own = secret_room(helvia)
    helvia.desk("jonas").invite(own.id, "@lucas")
    helvia.wait(HALF_AN_HOUR)
    before = reminders(helvia, "lucas") + reminders(helvia, "thomas")
    assert before
    for handle in ("lucas", "thomas"):
        if reminders(helvia, handle):
            helvia.desk(handle).leave(own.id)
            assert not reminders(helvia, handle)
    assert not any(reminders(helvia, handle) for handle in ("hana", "elena", "sofia"))
