"""Modals: filling, submitting, stacking, closing."""

from datetime import UTC, datetime

import pytest

from sandbox.desk import Desk, Impossible
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.models import View
from tests.sandbox.showing import paragraph
from tests.sandbox.tiny import FORM, Json, Tiny, field, words


def opened(desk: Desk) -> View:
    assert desk.modal is not None
    return desk.modal


def test_every_kind_of_field_is_submitted_in_slacks_shape(form: Desk, tiny: Tiny) -> None:
    form.search("account", "Helvia")
    form.fill(
        name="Anna",
        colour="g",
        account="v2",
        tags=["a", "B"],
        room="C0GENERAL0",
        day="2026-04-01",
        hour="09:30",
        moment=datetime(2026, 4, 1, 7, 30, tzinfo=UTC),
        size="Small",
        extras=["1", "2"],
        count="3",
        mail="a@b.ch",
        link="https://b.ch",
    )
    tiny.heard.clear()
    assert form.submit().action == "closed"
    (payload,) = tiny.heard
    values = {block: next(iter(state.values())) for block, state in payload["view"]["state"]["values"].items()}
    assert values["name"] == {"type": "plain_text_input", "value": "Anna"}
    assert values["note"] == {"type": "plain_text_input", "value": None}
    assert values["colour"]["selected_option"] == {"text": words("Green"), "value": "g"}
    assert values["account"]["selected_option"] == {"text": words("Helvia 2"), "value": "v2"}
    assert [each["value"] for each in values["tags"]["selected_options"]] == ["a", "b"]
    assert values["owner"] == {"type": "users_select", "selected_user": "U0MARTA000"}
    assert values["room"]["selected_conversation"] == "C0GENERAL0"
    assert values["day"]["selected_date"] == "2026-04-01"
    assert values["hour"]["selected_time"] == "09:30"
    assert values["moment"]["selected_date_time"] == 1775028600
    assert values["size"]["selected_option"]["value"] == "small"
    assert [each["value"] for each in values["extras"]["selected_options"]] == ["1", "2"]
    assert values["count"]["value"] == "3"
    assert payload["view"]["private_metadata"] == "kept"
    assert payload["response_urls"][0]["channel_id"] == "C0GENERAL0"
    assert "trigger_id" in payload
    assert form.modal is None


def test_a_required_field_left_empty_is_not_sent_to_the_app(form: Desk, tiny: Tiny) -> None:
    outcome = form.submit()
    assert outcome.errors == {"name": "Please complete this required field."}
    assert opened(form).errors == outcome.errors
    assert tiny.heard == []


@pytest.mark.parametrize(
    ("block", "value", "sentence"),
    [
        ("mail", "nobody", "Please enter a valid email address."),
        ("link", "b.ch", "Please enter a valid URL."),
        ("count", "three", "Please enter a whole number."),
        ("count", "0", "Please enter a number of at least 1."),
        ("count", "10", "Please enter a number of at most 9."),
        ("name", "x" * 21, "Please enter at most 20 characters."),
    ],
)
def test_slacks_client_refuses_what_a_field_cannot_hold(form: Desk, block: str, value: str, sentence: str) -> None:
    form.fill(name="Anna")
    form.fill({block: value})
    assert form.submit().errors == {block: sentence}


def test_errors_of_the_app_stand_under_their_fields_and_go_when_filled_again(form: Desk, tiny: Tiny) -> None:
    tiny.answers = {"response_action": "errors", "errors": {"name": "Somebody else, please."}}
    form.fill(name="Anna")
    outcome = form.submit()
    assert outcome.action == "errors"
    assert outcome.errors == opened(form).errors == {"name": "Somebody else, please."}
    form.fill(name="Berta")
    assert opened(form).errors == {}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "No."}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal", "blocks": []}},
        {"response_action": "update", "view": {"type": "home", "blocks": []}},
        {"response_action": "update", "view": {**FORM, "private_metadata": "x" * 3001}},
        {"response_action": "update"},
        {"response_action": "push", "view": {**FORM, "title": words("x" * 25)}},
        {"response_action": "push", "view": {**FORM, "blocks": [paragraph(3000)] * 90}},
        {"response_action": "jump"},
    ],
)
def test_an_answer_that_slack_does_not_understand_leaves_the_form_with_a_failure(
    form: Desk, tiny: Tiny, answer: Json
) -> None:
    tiny.answers = answer
    form.fill(name="Anna")
    outcome = form.submit()
    assert outcome.action == "failed"
    assert outcome.error.startswith("We had some trouble connecting. Try again?")
    assert opened(form).callback_id == "tiny.form"
    assert len(form.modals) == 1


def test_an_answer_that_would_push_a_fourth_view_fails(form: Desk, tiny: Tiny) -> None:
    tiny.answers = {"response_action": "push", "view": FORM}
    for _ in range(2):
        form.fill(name="Anna")
        assert form.submit().action == "push"
    form.fill(name="Anna")
    assert form.submit().error == "We had some trouble connecting. Try again? (push_limit_reached)"
    assert len(form.modals) == 3


def test_a_submission_that_is_not_acknowledged_says_so(form: Desk, sandbox: Sandbox) -> None:
    form.fill(name="Anna")
    sandbox.sockets.is_muted = True
    sandbox.sockets.patience = 0.2
    outcome = form.submit()
    assert outcome.error == "We had some trouble connecting. Try again?"
    assert form.modal is not None


def test_an_update_keeps_what_was_filled_in_where_ids_stay(form: Desk, tiny: Tiny) -> None:
    blocks = [field("name", {"type": "plain_text_input"}), field("colour", {"type": "plain_text_input"}, optional=True)]
    tiny.answers = {"response_action": "update", "view": {**FORM, "blocks": blocks}}
    form.fill(name="Anna", colour="r")
    assert form.submit().action == "update"
    tiny.answers = {}
    form.submit()
    values = tiny.heard[-1]["view"]["state"]["values"]
    assert values["name"]["value"]["value"] == "Anna"
    assert values["colour"]["value"] == {"type": "plain_text_input", "value": None}


def test_a_pushed_view_lies_on_top_and_closing_it_leads_back(form: Desk, tiny: Tiny) -> None:
    assert form.press_in_modal("tiny.push").ok
    lower, upper = form.modals
    assert upper.previous_id == lower.id
    assert upper.root_id == lower.id
    assert form.close().action == "closed"
    assert form.modal is lower
    assert tiny.heard[-1]["type"] == "view_closed"
    assert tiny.heard[-1]["is_cleared"] is False


def test_a_fourth_view_does_not_fit(form: Desk, workspace: Workspace, sandbox: Sandbox) -> None:
    form.press_in_modal("tiny.push")
    form.press_in_modal("tiny.push")
    sandbox.sockets.patience = 0.2
    form.press_in_modal("tiny.push")
    assert len(form.modals) == 3
    assert workspace.calls[-1].error == "push_limit_reached"


def test_a_submission_can_push_and_can_clear_the_whole_stack(form: Desk, tiny: Tiny) -> None:
    tiny.answers = {"response_action": "push", "view": FORM}
    form.fill(name="Anna")
    assert form.submit().action == "push"
    assert len(form.modals) == 2
    tiny.answers = {"response_action": "clear"}
    form.fill(name="Berta")
    assert form.submit().action == "clear"
    assert form.modals == []


def test_the_cross_closes_everything_and_the_app_hears_that_it_was_cleared(form: Desk, tiny: Tiny) -> None:
    form.press_in_modal("tiny.push")
    form.close_all()
    assert form.modals == []
    assert [each["is_cleared"] for each in tiny.heard if each["type"] == "view_closed"] == [True, True]


def test_a_button_in_a_modal_has_no_channel_message_or_response_url(form: Desk, tiny: Tiny) -> None:
    form.fill(name="Anna")
    form.press_in_modal("tiny.push")
    payload = tiny.heard[-1]
    assert payload["container"] == {"type": "view", "view_id": payload["view"]["id"]}
    assert not {"channel", "message", "response_url"} & set(payload)
    assert payload["view"]["state"]["values"]["name"]["value"]["value"] == "Anna"


def test_a_field_that_is_not_there_is_named_with_those_that_are(form: Desk) -> None:
    with pytest.raises(Impossible, match="The modal 'Form' has no field nowhere; it has name, note"):
        form.fill(nowhere="x")


def test_without_a_modal_there_is_nothing_to_submit(marta: Desk) -> None:
    with pytest.raises(Impossible, match="Marta Keller has no modal open"):
        marta.submit()


def test_a_reload_loses_the_form(form: Desk) -> None:
    form.reload()
    assert form.modal is None
