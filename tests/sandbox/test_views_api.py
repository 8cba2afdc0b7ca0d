"""Views through the Web API: triggers, hashes, external ids."""

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


def test_a_view_is_updated_by_its_id_or_external_id_while_its_hash_is_fresh(client: WebClient, trigger: str) -> None:
    view = client.views_open(trigger_id=trigger, view={**FORM, "external_id": "mine"})["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view={**FORM, "external_id": "mine"})["view"]
    assert newer["hash"] != view["hash"]
    assert refusal(client, "views.update", view_id=view["id"], hash=view["hash"], view=FORM) == "hash_conflict"
    assert client.views_update(external_id="mine", view=FORM)["view"]["id"] == view["id"]
    assert refusal(client, "views.update", external_id="mine", view=FORM) == "not_found"
    assert refusal(client, "views.update", view=FORM) == "invalid_arguments"


def test_a_home_is_published_for_one_person(client: WebClient, workspace: Workspace) -> None:
    first = client.views_publish(user_id="U0MARTA000", view=HOME)["view"]
    second = client.views_publish(user_id="U0MARTA000", view=HOME, hash=first["hash"])["view"]
    assert first["id"] == second["id"]
    assert refusal(client, "views.publish", user_id="U0MARTA000", view=HOME, hash=first["hash"]) == "hash_conflict"
    assert refusal(client, "views.publish", user_id="U0NOBODY00", view=HOME) == "invalid_arguments"
    assert refusal(client, "views.publish", user_id="U0MARTA000", view=FORM) == "invalid_arguments"
