"""Who hears of a change of the governance while it waits for its review, and where it ends that is not approved."""

from datetime import timedelta

import pytest

from bot.changes.model import Status
from bot.governance import Entry
from bot.governance.hours import TOGETHER
from sandbox.desk import readable, texts
from tests.changes.steps import HANA_TOO, REVIEWS, brand, cards, change, decide, press
from tests.handlers.test_what_asks import waiting
from tests.oversight.steps import Write, reload
from tests.posts.steps import directly, last_whisper
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_whoever_proposed_it_hears_why_it_was_sent_back_and_nothing_changes(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    reload(helvia)
    assert decide(helvia, "lucas", "changes.ask", question="Why <Hana>?").ok
    assert "Why <Hana>?" in directly(helvia, "ines")
    assert decide(helvia, "ines", "changes.answer", answer="She knows the brand.").ok
    assert "She knows the brand." in directly(helvia, "lucas")
    assert decide(helvia, "lucas", "changes.request_changes", code="other", reason="Name Priya, too").ok
    assert "Name Priya, too" in directly(helvia, "ines")
    assert "Name Priya" not in "".join(helvia.texts(REVIEWS))
    assert cards(helvia, "lucas", "changes.approve") == []
    assert (change(helvia).status, brand(helvia)) == (Status.SENT_BACK, ["U0MARTA000"])
    reload(helvia)
    assert decide(helvia, "lucas", "changes.reject", code="claim").ok
    assert change(helvia, 2).status == Status.REJECTED
    assert brand(helvia) == ["U0MARTA000"]


def test_it_waits_on_home_is_reminded_of_and_can_be_withdrawn(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    reload(helvia)
    assert "waits for <@U0LUCAS000> (legal)" in helvia.desk("ines").type("#general", "/social reload").text
    lucas = helvia.desk("lucas")
    lucas.open_home()
    assert "'changes.approve'" in str(waiting(lucas))
    assert "brand: <@U0HANA0000>" in lucas.type("#general", "/social governance 1").text
    helvia.wait(timedelta(days=2))
    assert ":hourglass: Governance change 1 waits for your decision in the stage “Legal”." in directly(helvia, "lucas")
    assert press(helvia, "ines", "changes.withdraw").ok
    assert (change(helvia).status, brand(helvia)) == (Status.WITHDRAWN, ["U0MARTA000"])
    assert "Ines Vogel withdrew it" in directly(helvia, "lucas")
    helvia.leap(timedelta(seconds=3))
    assert "Nothing waits for you." in texts(waiting(lucas))
    refusal = helvia.desk("jonas").type("#general", "/social governance").text
    assert "can see governance change 1" in refusal


def test_whoever_is_community_manager_now_is_reminded_of_a_change_at_once(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    reload(helvia)
    helvia.concord.standings.notice()
    helvia.wait(timedelta(days=2))
    assert "Governance change 1 waits" in directly(helvia, "marta")
    before = {each.ts for each in helvia.direct("elena")}
    rules = helvia.concord.governance
    roles = {**rules.roles, "community_manager": [Entry(who=["U0ELENA000"])]}
    helvia.concord.in_force.take_up(rules.model_copy(update={"roles": roles}))
    helvia.concord.standings.look()
    helvia.wait(TOGETHER)
    news = [readable(each) for each in helvia.direct("elena") if each.ts not in before]
    assert "Governance change 1 waits" in str(news)


def test_what_is_proposed_next_takes_the_place_of_what_waits(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    reload(helvia)
    [older] = cards(helvia, "lucas", "changes.approve")
    write(HANA_TOO.replace("Helvia Pharma", "Helvetia Pharma"))
    reload(helvia)
    assert change(helvia).status == Status.OVERTAKEN
    helvia.press("lucas", older, "changes.approve")
    assert "is overtaken: nobody can approve it now" in last_whisper(helvia, "lucas")
    press(helvia, "lucas", "changes.approve")
    press(helvia, "david", "changes.approve")
    assert helvia.concord.governance.company == "Helvetia Pharma"
