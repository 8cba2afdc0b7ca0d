"""Fields that tell the app of themselves before the form is sent: those that dispatch, and those that search."""

import pytest

from sandbox.desk import Desk, Impossible
from tests.sandbox.tiny import FORM, Tiny, field


def test_a_field_with_dispatch_action_tells_the_app_at_once(form: Desk, tiny: Tiny) -> None:
    (outcome,) = form.fill(kind="y")
    assert outcome.ok
    (action,) = tiny.heard[0]["actions"]
    assert (action["action_id"], action["block_id"], action["selected_option"]["value"]) == ("tiny.kind", "kind", "y")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("plain_text_input", "Helvia"),
        ("number_input", "7"),
        ("email_text_input", "sofia@helvia.example"),
        ("url_text_input", "https://helvia.example"),
    ],
)
def test_what_is_typed_where_an_input_dispatches_is_told_at_once_and_submitted_too(
    marta: Desk, tiny: Tiny, monkeypatch: pytest.MonkeyPatch, kind: str, typed: str
) -> None:
    element = {
        "type": kind,
        "action_id": "tiny.kind",
        **({"is_decimal_allowed": False} if kind == "number_input" else {}),
    }
    on_enter = {"dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}
    blocks = [field("loud", {**element, **on_enter}, dispatch_action=True), field("quiet", {**element, **on_enter})]
    monkeypatch.setitem(FORM, "blocks", blocks)
    marta.type("#general", "/form")
    tiny.heard.clear()
    assert marta.fill(quiet=typed) == []
    assert tiny.heard == []
    (outcome,) = marta.fill(loud=typed)
    assert outcome.ok
    [heard] = tiny.heard
    [action] = heard["actions"]
    assert (heard["type"], action.pop("action_ts") != "") == ("block_actions", True)
    assert action == {"type": kind, "block_id": "loud", "action_id": "tiny.kind", "value": typed}
    both = {name: {"tiny.kind": {"type": kind, "value": typed}} for name in ("loud", "quiet")}
    assert heard["view"]["state"]["values"] == both
    assert marta.submit().ok
    assert tiny.heard[-1]["type"] == "view_submission"
    assert tiny.heard[-1]["view"]["state"]["values"] == both


def test_what_is_cleared_where_an_input_dispatches_is_told_as_nothing(form: Desk, tiny: Tiny) -> None:
    form.fill(kind="y")
    form.fill(kind=None)
    (action,) = tiny.heard[-1]["actions"]
    assert action["selected_option"] is None
    assert tiny.heard[-1]["view"]["state"]["values"]["kind"]["tiny.kind"]["selected_option"] is None


def test_an_external_select_asks_the_app_from_its_minimum_on(form: Desk, tiny: Tiny) -> None:
    assert form.search("account", "H") == []
    assert tiny.heard == []
    assert [each["value"] for each in form.search("account", "He")] == ["v1", "v2"]
    (payload,) = tiny.heard
    assert (payload["type"], payload["block_id"], payload["action_id"]) == ("block_suggestion", "account", "value")
    assert payload["value"] == "He"


def test_only_what_is_offered_can_be_chosen(form: Desk) -> None:
    with pytest.raises(Impossible, match="colour does not offer 'Blue'"):
        form.fill(colour="Blue")
    with pytest.raises(Impossible, match="account does not offer 'v9'"):
        form.fill(account="v9")


def test_suggestions_that_slack_refuses_are_no_result(form: Desk) -> None:
    with pytest.raises(Impossible, match="which Slack cannot show"):
        form.search("account", "too much")
