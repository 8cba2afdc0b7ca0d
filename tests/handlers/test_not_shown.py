"""What Slack does not show: who pressed hears why, unless something newer is there already."""

from datetime import timedelta

import pytest

from sandbox.desk import Desk
from tests.crises.steps import RESOLVE, SHOW, UPDATE, crisis_now, raise_crisis, resolve
from tests.posts import steps as posts
from tests.world import Helvia

pytestmark = pytest.mark.any_database

PRESSED = "crises.acknowledge"
A_MOMENT = timedelta(seconds=5)
SMILE = "\U0001f600"
SHORT = "Shortened: Slack did not take all of it."


def at_a_crisis(helvia: Helvia, handle: str = "thomas") -> Desk:
    """The page of a crisis is open, from Home."""
    raise_crisis(helvia)
    desk = helvia.desk(handle)
    desk.open_home()
    helvia.settle()
    assert desk.press_at_home(SHOW).ok
    return desk


def heard(helvia: Helvia, handle: str = "thomas") -> str:
    return "\n".join(helvia.texts(helvia.workspace.bot.id, handle))


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("expired_trigger_id", "Slack was too slow to show this"),
        ("view_too_large", "This is too long for Slack. Ask for less"),
        ("internal_error", "Slack did not show this: `internal_error`"),
    ],
)
def test_whoever_pressed_hears_why(helvia: Helvia, code: str, why: str) -> None:
    thomas = at_a_crisis(helvia)
    helvia.workspace.faults.add("error", method="views.*", code=code, times=1)
    thomas.press_in_modal(UPDATE)
    assert why in heard(helvia)


def test_where_something_newer_is_there_already_it_needs_no_word(helvia: Helvia) -> None:
    thomas = at_a_crisis(helvia)
    before = heard(helvia)
    helvia.workspace.faults.add("error", method="views.update", code="hash_conflict", times=1)
    assert thomas.press_in_modal(PRESSED).ok
    assert crisis_now(helvia).state == "acknowledged"
    assert len(thomas.modals) == 1
    assert "Slack" not in heard(helvia).replace(before, "")


def test_a_form_opens_from_home_after_any_number_of_steps(helvia: Helvia) -> None:
    thomas = at_a_crisis(helvia)
    assert thomas.press_in_modal(PRESSED).ok
    assert thomas.press_in_modal(UPDATE).ok
    thomas.fill(update="Police informed")
    assert thomas.submit().ok
    assert crisis_now(helvia).latest.words == "Police informed"
    assert thomas.press_in_modal(RESOLVE).ok
    assert [view.content["callback_id"] for view in thomas.modals][-1] == RESOLVE


def test_an_answer_that_is_too_large_for_an_acknowledgement_is_whispered_instead(helvia: Helvia) -> None:
    account = posts.register_account(helvia, network="facebook", handle="helviaheart")
    words = {"text": SMILE * 3000, "media": f"heart.jpg | {SMILE * 1900}", "objective": SMILE * 300}
    post_id = posts.submitted(helvia, account=account, **words, source=SMILE * 300, permission=SMILE * 300)
    answer = helvia.desk("jonas").type(posts.REVIEWS, f"/post show {post_id}")
    assert answer.ok
    assert not answer.reply
    helvia.settle()
    assert SMILE * 3000 in helvia.whispers("jonas", posts.REVIEWS)[-1]


@pytest.mark.parametrize("code", ["invalid_blocks", "view_too_large"])
def test_a_page_that_slack_does_not_take_is_shown_in_a_short_form_with_its_buttons(helvia: Helvia, code: str) -> None:
    raise_crisis(helvia)
    thomas = helvia.desk("thomas")
    for method in ("views.publish", "views.open"):
        helvia.workspace.faults.add("error", method=method, code=code, times=1)
    thomas.open_home()
    helvia.settle()
    assert SHORT in str(thomas.home and thomas.home.content)
    assert thomas.press_at_home(SHOW).ok
    assert SHORT in str(thomas.modal and thomas.modal.content)
    assert heard_by_ines(helvia) == [f"<@U0THOMAS00> (`{code}`, `{gesture}`)" for gesture in ("app_home_opened", SHOW)]
    assert thomas.press_in_modal(PRESSED).ok
    assert crisis_now(helvia).state == "acknowledged"


def test_a_home_that_is_published_again_and_that_slack_does_not_take_is_shown_in_a_short_form(helvia: Helvia) -> None:
    for _ in range(2):
        raise_crisis(helvia)
    helvia.settle()
    thomas = helvia.desk("thomas")
    thomas.open_home()
    helvia.settle()
    helvia.workspace.faults.add("error", method="views.publish", code="invalid_blocks", times=1)
    resolve(helvia, "david", number=1)
    helvia.wait(A_MOMENT)
    assert SHORT in str(thomas.home and thomas.home.content)
    [notice] = [each.text for each in helvia.direct("ines") if "short form" in each.text]
    assert "the Home of <@U0THOMAS00>" in notice
    assert thomas.press_at_home(PRESSED).ok
    assert crisis_now(helvia, 2).state == "acknowledged"
    helvia.wait(A_MOMENT)
    assert SHORT not in str(thomas.home and thomas.home.content)


def test_what_a_response_url_does_not_take_is_shown_in_a_short_form_with_its_buttons(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()
    thomas = helvia.desk("thomas")
    assert thomas.type("#general", "/crisis list").ok
    [whisper] = [each for each in thomas.read("#general") if each.is_ephemeral]
    helvia.workspace.faults.add("error", method="response_url", code="invalid_blocks", times=1)
    assert thomas.press("#general", whisper.ts, SHOW).ok
    [whisper] = [each for each in thomas.read("#general") if each.is_ephemeral]
    assert SHORT in str(whisper.blocks)
    assert PRESSED in str(whisper.blocks)
    assert heard_by_ines(helvia) == [f"<@U0THOMAS00> (`invalid_blocks`, `{SHOW}`)"]


def test_administrators_hear_once_of_each_gesture_whose_answer_is_shown_in_a_short_form(helvia: Helvia) -> None:
    raise_crisis(helvia)
    thomas = helvia.desk("thomas")
    for _ in range(3):
        helvia.workspace.faults.add("error", method="views.publish", code="invalid_blocks", times=1)
        thomas.open_home()
    assert len(heard_by_ines(helvia)) == 1


def heard_by_ines(helvia: Helvia) -> list[str]:
    """Of which answers the administrator hears."""
    helvia.settle()
    texts = [each.text for each in helvia.direct("ines") if "short form" in each.text]
    return [each.partition("message for ")[2].partition(":")[0] for each in texts]
