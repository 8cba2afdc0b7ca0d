"""Whatever Slack sends is answered by Concord, never by the library beneath it."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from sandbox.wire import payloads
from sandbox.workspace.line import Delivery, Reply
from tests.accounts.steps import propose
from tests.crises.steps import WAR_ROOM, headline, heard, raise_crisis
from tests.steps import modal_text
from tests.world import Helvia

pytestmark = pytest.mark.any_database

WORKS_FOR = "Concord works for Helvia Pharma only."


def send(helvia: Helvia, kind: str, payload: dict[str, Any]) -> Reply:
    return helvia.workspace.line.deliver(Delivery(kind, payload))


def typed(helvia: Helvia, handle: str, **differently: Any) -> dict[str, Any]:
    """A command as Slack sends it."""
    workspace, person = helvia.workspace, helvia.workspace.person(handle)
    room = workspace.find_channel("#general", person)
    return payloads.command(workspace, person, room, "/account", "list") | differently


def interactive(helvia: Helvia, handle: str, **more: Any) -> dict[str, Any]:
    workspace = helvia.workspace
    person = workspace.person(handle)
    trigger = workspace.tickets.new_trigger(person.id)
    return {"user": {"id": person.id, "team_id": person.team}, "trigger_id": trigger, **more}


def press_on_headline(helvia: Helvia, action_id: str, **differently: Any) -> Reply:
    """Thomas presses that button on the card of a crisis, as Slack sends it."""
    button = {"type": "button", "action_id": action_id, "block_id": "b", "value": "1", "action_ts": "1"}
    thomas = helvia.workspace.person("thomas")
    pressed = payloads.message_action(helvia.workspace, thomas, headline(helvia), button)
    return send(helvia, "interactive", {**pressed, **differently})


def test_a_gesture_of_a_kind_that_nobody_listens_to_is_refused_in_a_sentence(helvia: Helvia) -> None:
    assert send(helvia, "interactive", interactive(helvia, "marta", type="a_new_kind")).body is not None
    assert "This is gone." in modal_text(helvia.desk("marta"))


def test_a_button_that_nobody_answers_is_an_error_in_the_log_and_a_sentence_for_who_pressed_it(helvia: Helvia) -> None:
    raise_crisis(helvia)
    with capture_logs() as lines:
        assert press_on_headline(helvia, "crises.forgotten").body is not None
    assert [line["event"] for line in lines if line["log_level"] == "error"] == ["no_handler"]
    assert "This is gone." in heard(helvia, "thomas", WAR_ROOM)


def test_a_button_that_leads_out_of_slack_is_acknowledged_without_a_word(helvia: Helvia) -> None:
    raise_crisis(helvia)
    with capture_logs() as lines:
        assert press_on_headline(helvia, "posts.compose").body is not None
    assert (lines, heard(helvia, "thomas", WAR_ROOM)) == ([], "")


def test_an_event_that_nobody_listens_to_is_acknowledged_and_does_not_come_again(helvia: Helvia) -> None:
    event = {"type": "team_join", "user": {"id": "U0MARTA000"}}
    assert send(helvia, "events_api", {"type": "event_callback", "event": event}).body is not None


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked", "message"])
def test_so_are_events_that_the_library_knows(helvia: Helvia, kind: str) -> None:
    event = {"type": kind, "user": helvia.workspace.bot.id}
    assert send(helvia, "events_api", {"type": "event_callback", "event": event}).body is not None


def test_where_the_app_is_installed_for_an_organisation_gestures_are_done_all_the_same(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    grid = {"enterprise_id": "E0HELVIA00", "enterprise_name": "Helvia", "is_enterprise_install": "true"}
    reply = send(helvia, "slash_commands", typed(helvia, "marta", text="show helvia-heart", **grid))
    assert "helvia-heart" in str(reply.body)


def test_a_gesture_from_a_workspace_that_is_not_the_companys_is_refused(helvia: Helvia) -> None:
    foreign = typed(helvia, "marta", team_id="T0ELSEWHERE", user_id="U0NOBODYHERE")
    assert WORKS_FOR in str(send(helvia, "slash_commands", foreign).body)


def test_a_token_that_comes_with_a_request_takes_nobodys_place(helvia: Helvia) -> None:
    raise_crisis(helvia)
    pressed = press_on_headline(helvia, "crises.update", bot_access_token="xwfp-of-somebody-else")
    assert pressed.body is not None
    assert heard(helvia, "thomas", WAR_ROOM) == ""
    assert helvia.desk("thomas").modal is not None


def test_a_search_that_is_refused_says_why_among_its_options(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/crisis raise")
    view = jonas.modal
    assert view is not None
    payload = payloads.suggestion(
        helvia.workspace, helvia.workspace.person("gina"), view, "accounts", "crises.raise.accounts", "car"
    )
    reply = send(helvia, "interactive", payload)
    assert reply.body is not None
    assert " ".join(each["text"]["text"] for each in reply.body["options"]) == (
        "Guests cannot act in Concord. Ask a full member."
    )


def test_what_a_refused_search_offered_is_no_account(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/crisis raise")
    view = jonas.modal
    assert view is not None
    chosen = {"text": {"type": "plain_text", "text": "Slack does not answer"}, "value": "-0"}
    view.values["accounts"] = {"crises.raise.accounts": {"type": "multi_external_select", "selected_options": [chosen]}}
    jonas.fill(what="Fake vials", likelihood="4", impact="4")
    assert "is no account" in jonas.submit().errors["accounts"]
