"""A crisis is over: somebody writes what it taught, the leadership approves it, and what is to be done is asked for."""

from datetime import timedelta

import pytest

from bot.debriefs.model import ActionStatus, Status
from bot.kernel.escalation import escalations
from tests.crises.secrets import card, raise_secretly, room
from tests.crises.steps import ON_IT, RESOLVE, answer, fill_and_submit, filled_in, raise_crisis, show
from tests.crises.steps import press as press_headline
from tests.debriefs.steps import LESSON, action, asked, debrief, fill, over, press, sent, told, written
from tests.handlers.test_what_asks import waiting
from tests.people.steps import leave
from tests.posts.steps import directly, register_account
from tests.steps import modal_text
from tests.world import Helvia

pytestmark = pytest.mark.any_database

A_DAY = timedelta(days=1)


def test_whoever_led_it_writes_what_it_taught_and_the_leadership_approves_it(helvia: Helvia) -> None:
    over(helvia)
    sent(helvia)
    assert debrief(helvia).status == Status.IN_REVIEW
    [card] = asked(helvia, "david", "debriefs.approve")
    assert "Legal was quick" in str(card.blocks)
    assert "Legal was quick" not in told(helvia, "sofia")
    assert press(helvia, "david", "debriefs.approve").ok
    assert debrief(helvia).status == Status.APPROVED
    assert debrief(helvia).review.decisions[0].meaning == "I approve this after-action review, as leadership"
    everybody = told(helvia, "sofia")
    assert LESSON in everybody
    assert "Answered after" in everybody
    assert "Updates in time: *1 of 1*" in everybody
    assert "Approved" in directly(helvia, "thomas")


def test_the_form_that_resolves_asks_for_the_cause_and_who_writes(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia)
    assert press_headline(helvia, "thomas", RESOLVE).ok
    assert fill_and_submit(helvia, "thomas", outcome="A hoax", cause="A bored teenager", writer="U0MARTA000").ok
    assert not asked(helvia, "thomas", "debriefs.write")
    assert asked(helvia, "marta", "debriefs.write")
    assert "A bored teenager" in told(helvia, "marta")


def test_it_is_due_in_working_days_waits_on_home_and_nags_until_it_is_sent(helvia: Helvia) -> None:
    over(helvia)
    marta, thomas = helvia.desk("marta"), helvia.desk("thomas")
    assert fill(helvia, "thomas", "debriefs.hand_on", writer="U0MARTA000").ok
    assert not asked(helvia, "thomas", "debriefs.write")
    thomas.open_home()
    marta.open_home()
    assert "debriefs.write" in str(waiting(marta))
    assert "debriefs.write" not in str(waiting(thomas))
    due = debrief(helvia).due_at
    assert timedelta(days=5) <= due - helvia.now <= timedelta(days=9)
    helvia.wait(due - helvia.now + A_DAY)
    assert "After-action review of crisis 1 waits for you" in directly(helvia, "marta")
    sent(helvia, "marta")
    assert "sent it for approval" in directly(helvia, "marta")


def test_what_was_sent_back_waits_for_its_writer_with_the_reason(helvia: Helvia) -> None:
    over(helvia)
    sent(helvia)
    assert fill(helvia, "david", "debriefs.ask", question="Which password?").ok
    assert fill(helvia, "thomas", "debriefs.answer", answer="Of X").ok
    assert "Of X" in directly(helvia, "david")
    assert fill(helvia, "david", "debriefs.request_changes", code="other", reason="Name the network").ok
    assert debrief(helvia).status == Status.SENT_BACK
    assert "Name the network" in directly(helvia, "thomas")
    sent(helvia, hurt="Nobody knew the password of X")
    assert debrief(helvia).review.version == 2
    assert press(helvia, "david", "debriefs.approve").ok
    assert "password of X" in told(helvia, "sofia")


def test_an_action_is_asked_about_until_it_is_done(helvia: Helvia) -> None:
    over(helvia)
    until = (helvia.now + 3 * A_DAY).date().isoformat()
    assert fill(helvia, "thomas", "debriefs.add_action", what="Buy a vault", who="U0SOFIA000", until=until).ok
    sofia = helvia.desk("sofia")
    sofia.open_home()
    assert "Buy a vault" in str(waiting(sofia))
    helvia.wait(4 * A_DAY)
    assert len(asked(helvia, "sofia", "debriefs.done")) == 1
    assert press(helvia, "sofia", "debriefs.done").ok
    assert action(helvia).status == ActionStatus.DONE
    assert not asked(helvia, "sofia", "debriefs.done")
    assert "done by Sofia" in told(helvia, "thomas")
    with helvia.session() as session:
        states = session.query(escalations.c.state).filter(escalations.c.subject == "action:1").all()
    assert {state for (state,) in states} == {"stopped"}


def test_others_are_asked_where_somebody_left(helvia: Helvia) -> None:
    helvia.introduce()
    over(helvia)
    assert fill(helvia, "thomas", "debriefs.hand_on", writer="U0SOFIA000").ok
    until = (helvia.now + 3 * A_DAY).date().isoformat()
    assert fill(helvia, "sofia", "debriefs.add_action", what="Buy a vault", who="U0SOFIA000", until=until).ok
    leave(helvia, "sofia")
    assert (debrief(helvia).writer, action(helvia).who) == ("U0THOMAS00", "U0THOMAS00")
    assert asked(helvia, "thomas", "debriefs.write")
    assert asked(helvia, "thomas", "debriefs.done")


def test_whoever_has_no_part_in_it_is_refused(helvia: Helvia) -> None:
    over(helvia)
    written(helvia)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/crisis review 1")
    assert "Legal was quick" not in "".join(helvia.whispers("jonas", "#general"))
    assert "debriefs.send" not in "".join(helvia.whispers("jonas", "#general"))


def test_nobody_outside_the_room_of_a_confidential_crisis_reads_or_decides_what_it_taught(helvia: Helvia) -> None:
    raise_secretly(helvia)
    for button, answers in ((ON_IT, {}), (RESOLVE, {"outcome": "Settled", "writer": "U0DAVID000"})):
        assert helvia.press("thomas", card(helvia), button).ok
        if answers:
            helvia.desk("thomas").fill(answers)
            assert "invite them to its room first" in str(helvia.desk("thomas").submit().errors)
    helvia.desk("thomas").fill(writer="U0THOMAS00")
    assert helvia.desk("thomas").submit().ok
    sent(helvia)
    assert not asked(helvia, "david", "debriefs.approve")
    assert "no crisis 1" in helvia.desk("david").type("#general", "/crisis review 1").text
    helvia.desk("jonas").invite(room(helvia).id, "@david")
    helvia.settle()
    assert "Legal was quick" in told(helvia, "david")


def test_its_lesson_is_read_by_whoever_posts_or_raises_the_like_once_it_is_approved(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    over(helvia, accounts=[str(account)])
    sent(helvia)
    jonas = helvia.desk("jonas")
    assert jonas.type("#general", "/post submit @HelviaToday").ok
    assert LESSON not in modal_text(jonas)
    assert press(helvia, "david", "debriefs.approve").ok
    assert jonas.type("#general", "/post submit @HelviaToday").ok
    assert LESSON in modal_text(jonas)
    jonas.close_all()
    desk = filled_in(helvia, "sofia", accounts=[str(account)])
    assert desk.submit().ok
    assert LESSON in modal_text(desk)


def test_it_tells_what_is_starred_in_the_timeline(helvia: Helvia) -> None:
    over(helvia)
    assert "Police informed" not in told(helvia, "sofia")
    thomas, story = helvia.desk("thomas"), show(helvia, "thomas")
    [update] = [block for block in story.blocks if "posted an update" in str(block)]
    [option] = update["accessory"]["options"]
    assert thomas.choose(story.channel, story.ts, "crises.star", option["value"], update["block_id"]).ok
    assert "Police informed" in told(helvia, "sofia")
