"""The page under a form, Home and a whisper show what is so now, however many views are open."""

import pytest

from sandbox.desk import Desk, texts
from tests import steps
from tests.accounts.steps import propose
from tests.calendar.steps import TOMORROW
from tests.handlers.forms import edit
from tests.handlers.opening import GENERAL
from tests.posts.steps import submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def at_home(helvia: Helvia, handle: str, action: str) -> Desk:
    desk = helvia.desk(handle)
    desk.open_home()
    helvia.settle()
    assert desk.press_at_home(action).ok
    return desk


def home_of(desk: Desk) -> str:
    assert desk.home is not None
    return str(desk.home.content["blocks"])


def declining(helvia: Helvia) -> Desk:
    """Home, the proposal as a page, the form over it."""
    propose(helvia.desk("jonas"))
    marta = at_home(helvia, "marta", "accounts.show")
    assert marta.press_in_modal("accounts.decline").ok
    marta.fill(reason="We have one")
    return marta


def test_the_page_under_a_form_and_home_show_what_is_so_now(helvia: Helvia) -> None:
    marta = declining(helvia)
    assert marta.submit().ok
    [page] = marta.modals
    assert "*Declined*" in texts(page.content["blocks"])
    assert "accounts.decline" not in str(page.content["blocks"])
    assert "company/helvia-heart" not in home_of(marta)


def test_what_slack_does_not_show_there_takes_the_place_of_the_form(helvia: Helvia) -> None:
    marta = declining(helvia)
    helvia.workspace.faults.add("error", method="views.update", code="internal_error", times=1)
    assert marta.submit().action == "update"
    assert "*Declined*" in steps.modal_text(marta)


def test_what_somebody_else_did_meanwhile_leaves_no_live_button(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    marta = at_home(helvia, "marta", "accounts.show")
    helvia.desk("marta").press(helvia.workspace.bot.id, helvia.direct("marta")[0].ts, "accounts.approve")
    assert marta.press_in_modal("accounts.approve").ok
    [page] = marta.modals
    assert "nobody can approve it now" in texts(page.content["blocks"])
    assert "company/helvia-heart" not in home_of(marta)


def test_a_form_from_home_becomes_what_it_came_to(helvia: Helvia) -> None:
    steps.register_account(helvia)
    jonas = at_home(helvia, "jonas", "calendar.plan")
    jonas.search("account", "")
    jonas.fill(TOMORROW | {"account": "1"})
    assert jonas.submit().action == "update"
    assert "planned." in steps.modal_text(jonas)
    assert "Living with heart failure" in home_of(jonas)
    assert jonas.press_in_modal("calendar.open.one").ok
    assert jonas.press_in_modal("calendar.skip").ok
    jonas.fill(reason="Bank holiday")
    assert jonas.submit().ok
    assert "skipped by <@U0JONAS000>" in steps.modal_text(jonas)


def test_slacks_stack_of_three_is_never_too_small(helvia: Helvia) -> None:
    submitted(helvia)
    lucas = at_home(helvia, "lucas", "posts.details")
    assert lucas.press_in_modal("posts.request_changes").ok
    helvia.press("lucas", helvia.direct("lucas")[0], "posts.approve")
    lucas.fill(code="wording", reason="Why?")
    assert "nobody can request changes to it now" in str(lucas.submit().errors)
    assert len(lucas.modals) == 2
    lucas.close()
    jonas = at_home(helvia, "jonas", "posts.details")
    for action, answers in (("posts.plan", {}), ("posts.edit", {"text": "Every beat counts."}), ("posts.withdraw", {})):
        assert jonas.press_in_modal(action).ok
        assert len(jonas.modals) == 2
        jonas.fill(answers)
        assert jonas.submit().ok
        assert len(jonas.modals) == 1
    assert "Withdrawn" in steps.modal_text(jonas)
    assert "@HelviaToday on X ·" not in home_of(jonas)


def test_a_whisper_of_a_post_that_was_edited_turns_into_what_is_so_now(helvia: Helvia) -> None:
    edited, answers, _ = edit(helvia)
    edited.fill(answers)
    assert edited.submit().ok
    lucas = helvia.desk("lucas")
    whisper = lucas.type(GENERAL, "/post show 1").message
    assert whisper is not None
    assert lucas.press(GENERAL, whisper.ts, "posts.approve").ok
    assert "posts.approve" not in str([each.blocks for each in lucas.read(GENERAL) if each.is_ephemeral])
