"""Views through the Web API: triggers, hashes, external ids."""

from dataclasses import replace
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.desk import Desk
from sandbox.workspace import Workspace
from tests.sandbox.tiny import FORM, Json

HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}


def refusal(client: WebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as problem:
        client.api_call(method, json=arguments)
    return str(problem.value.response["error"])


@pytest.fixture
def trigger(workspace: Workspace) -> str:
    return workspace.tickets.new_trigger("U0MARTA000")


def test_a_trigger_opens_one_modal(client: WebClient, workspace: Workspace, trigger: str) -> None:
    view = client.views_open(trigger_id=trigger, view=FORM)["view"]
    assert view["id"] == view["root_view_id"]
    assert view["state"] == {"values": {}}
    assert Desk(workspace, "marta").modal is not None
    assert refusal(client, "views.open", trigger_id=trigger, view=FORM) == "exchanged_trigger_id"


def test_a_trigger_expires(client: WebClient, workspace: Workspace, trigger: str) -> None:
    workspace.tickets.trigger_life = 0.0
    assert refusal(client, "views.open", trigger_id=trigger, view=FORM) == "expired_trigger_id"
    workspace.tickets.trigger_life = 3.0


def test_a_trigger_that_slack_never_gave_is_invalid(client: WebClient) -> None:
    assert refusal(client, "views.open", trigger_id="1.2.3", view=FORM) == "invalid_trigger_id"


def test_only_a_trigger_from_a_modal_can_push(client: WebClient, trigger: str) -> None:
    assert refusal(client, "views.push", trigger_id=trigger, view=FORM) == "invalid_trigger_id"


def test_a_view_is_updated_by_its_id_or_external_id_while_its_hash_is_fresh(client: WebClient, trigger: str) -> None:
    view = client.views_open(trigger_id=trigger, view={**FORM, "external_id": "mine"})["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view={**FORM, "external_id": "mine"})["view"]
    assert newer["hash"] != view["hash"]
    assert refusal(client, "views.update", view_id=view["id"], hash=view["hash"], view=FORM) == "hash_conflict"
    assert client.views_update(external_id="mine", view=FORM)["view"]["id"] == view["id"]
    assert refusal(client, "views.update", external_id="mine", view=FORM) == "not_found"
    assert refusal(client, "views.update", view=FORM) == "invalid_arguments"


def test_an_external_id_is_unique(client: WebClient, workspace: Workspace, trigger: str) -> None:
    client.views_open(trigger_id=trigger, view={**FORM, "external_id": "mine"})
    again = {"trigger_id": workspace.tickets.new_trigger("U0JONAS000"), "view": {**FORM, "external_id": "mine"}}
    assert refusal(client, "views.open", **again) == "duplicate_external_id"


def test_a_home_is_published_for_one_person(client: WebClient, workspace: Workspace) -> None:
    first = client.views_publish(user_id="U0MARTA000", view=HOME)["view"]
    second = client.views_publish(user_id="U0MARTA000", view=HOME, hash=first["hash"])["view"]
    assert first["id"] == second["id"]
    assert refusal(client, "views.publish", user_id="U0MARTA000", view=HOME, hash=first["hash"]) == "hash_conflict"
    assert refusal(client, "views.publish", user_id="U0NOBODY00", view=HOME) == "user_not_found"
    assert refusal(client, "views.publish", user_id="U0MARTA000", view=FORM) == "invalid_arguments"


def test_without_a_home_tab_there_is_nothing_to_publish(client: WebClient, workspace: Workspace) -> None:
    whole = workspace.manifest
    workspace.manifest = replace(whole, has_home=False)
    assert refusal(client, "views.publish", user_id="U0MARTA000", view=HOME) == "not_enabled"
    workspace.manifest = whole


def test_a_view_has_at_most_250_kilobytes(client: WebClient, trigger: str) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 90
    assert refusal(client, "views.open", trigger_id=trigger, view={**FORM, "blocks": blocks}) == "view_too_large"
