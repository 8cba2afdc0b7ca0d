"""Forms in the page: what is typed, chosen, sent, refused and closed."""

from typing import cast

import pytest
from httpx import Client

from sandbox.desk import Desk
from sandbox.page.board import Board
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json
from tests.sandbox.page.conftest import FakeApp, Post
from tests.sandbox.tiny import FORM, field, option, words

BLOCKS = cast("list[Json]", FORM["blocks"])


def opened(workspace: Workspace, *more: Json) -> Json:
    """Marta's open form, and what the page sends along about it."""
    view = workspace.views.open("U0MARTA000", {**FORM, "blocks": [*BLOCKS, *more]})
    return {"view_id": view.id, "values": {"name": {"value": "Ada"}}}


def test_a_form_is_shown_with_its_fields(page: Client, workspace: Workspace) -> None:
    opened(workspace)
    html = page.get("/as/marta/c/C0GENERAL0").text
    assert 'data-callback-id="tiny.form"' in html
    assert 'data-depth="1"' in html
    assert 'id="modal"' not in page.get("/as/jonas/c/C0GENERAL0").text


def test_a_form_that_changes_while_the_page_is_made_is_shown_whole_as_it_was(
    page: Client, workspace: Workspace
) -> None:
    opened(workspace)
    view = workspace.views.stack("U0MARTA000")[-1]
    board = Board(workspace, Desk(workspace, "marta")).frame("home")
    workspace.views.update(view, {**FORM, "title": {"type": "plain_text", "text": "Sent"}})
    assert board["modal"].title != "Sent"
    assert board["modal"].hash != view.hash, "a page that has the new hash never fetches what belongs to it"


def test_a_form_is_submitted_with_what_stands_in_the_browser(post: Post, app: FakeApp, workspace: Workspace) -> None:
    form = opened(workspace)
    entered = {"name": "Ada", "colour": "g", "tags": ["a", "b"], "day": "2026-03-02", "hour": "09:30"}
    entered |= {"moment": "2026-03-29T12:00", "owner": "U0JONAS000"}
    values = {block: {"value": value} for block, value in entered.items()}
    assert post("/modal/submit", view_id=form["view_id"], values=values)["action"] == "closed"
    submitted = app.heard[0]["view"]["state"]["values"]
    state = {block: submitted[block]["value"] for block in entered}
    assert state["name"]["value"] == "Ada"
    assert state["colour"]["selected_option"]["value"] == "g"
    assert [each["value"] for each in state["tags"]["selected_options"]] == ["a", "b"]
    assert (state["day"]["selected_date"], state["hour"]["selected_time"]) == ("2026-03-02", "09:30")
    assert state["moment"]["selected_date_time"] == 1774778400
    assert state["owner"]["selected_user"] == "U0JONAS000"
    assert workspace.views.stack("U0MARTA000") == []


def test_what_the_app_refuses_is_told_under_its_field_and_stays_there(
    post: Post, page: Client, app: FakeApp, workspace: Workspace
) -> None:
    app.answer = lambda payload: {"response_action": "errors", "errors": {"name": "Taken already."}}
    answer = post("/modal/submit", **opened(workspace))
    assert answer == {"error": "", "errors": {"name": "Taken already."}, "action": "errors"}
    html = page.get("/as/marta/c/C0GENERAL0").text
    assert "Taken already." in html
    assert 'value="Ada"' in html


def test_a_required_field_is_asked_for_before_the_app_hears_of_it(
    post: Post, app: FakeApp, workspace: Workspace
) -> None:
    form = opened(workspace)
    assert list(post("/modal/submit", view_id=form["view_id"], values={"name": {"value": None}})["errors"]) == ["name"]
    assert app.heard == []


def test_a_form_that_gets_no_answer_stays_open_and_says_so(post: Post, app: FakeApp, workspace: Workspace) -> None:
    app.answer = lambda payload: None
    assert "trouble connecting" in post("/modal/submit", **opened(workspace))["error"]
    assert len(workspace.views.stack("U0MARTA000")) == 1


def test_what_was_typed_is_kept_for_a_page_that_is_loaded_again(post: Post, page: Client, workspace: Workspace) -> None:
    post("/modal/fill", **opened(workspace))
    assert 'value="Ada"' in page.get("/as/marta/c/C0GENERAL0").text


def test_keeping_what_was_typed_in_a_form_that_has_closed_is_no_error(post: Post) -> None:
    assert post("/modal/fill", view_id="V1", values={})["error"] == ""


def test_back_closes_one_form_and_the_cross_closes_all(post: Post, workspace: Workspace) -> None:
    opened(workspace)
    for _ in range(2):
        workspace.views.push("U0MARTA000", FORM)
    stack = workspace.views.stack("U0MARTA000")
    post("/modal/close", view_id=stack[-1].id, values={})
    assert workspace.views.stack("U0MARTA000") == stack[:-1]
    post("/modal/close", view_id=stack[-2].id, values={}, all=True)
    assert workspace.views.stack("U0MARTA000") == []


def test_a_form_that_is_closed_already_takes_nothing(post: Post) -> None:
    answer = post("/modal/submit", 409, view_id="V1", values={})
    assert answer["error"] == "This form is no longer open."


def test_what_is_pressed_or_chosen_in_a_form_carries_what_was_typed(
    post: Post, app: FakeApp, workspace: Workspace
) -> None:
    select = {"type": "static_select", "action_id": "kind", "options": [option("A", "a")]}
    button = {"type": "button", "action_id": "check", "text": words("Check")}
    form = opened(workspace, {"type": "actions", "block_id": "more", "elements": [button, select]})
    post("/modal/act", **form, block_id="more", action_id="check", value=None)
    post("/modal/act", **form, block_id="more", action_id="kind", value="a")
    assert app.heard[0]["view"]["state"]["values"]["name"]["value"]["value"] == "Ada"
    assert app.heard[1]["actions"][0]["selected_option"]["value"] == "a"


def test_a_suggested_option_is_submitted_whole(post: Post, page: Client, app: FakeApp, workspace: Workspace) -> None:
    several = field(
        "several", {"type": "multi_external_select", "action_id": "pick", "min_query_length": 1}, optional=True
    )
    form = opened(workspace, several)
    for typed in ("one", "two"):
        app.answer = lambda payload: {"options": [option(payload["value"].title(), payload["value"])]}
        page.post("/as/marta/modal/options", json={**form, "block_id": "several", "action_id": "pick", "words": typed})
        so_far = [*form["values"].get("several", {}).get("pick", []), typed]
        form["values"]["several"] = {"pick": so_far}
        post("/modal/fill", **form)
    app.answer = lambda payload: {}
    post("/modal/submit", **form)
    chosen = app.heard[-1]["view"]["state"]["values"]["several"]["pick"]["selected_options"]
    assert [(each["text"]["text"], each["value"]) for each in chosen] == [("One", "one"), ("Two", "two")]


def test_an_option_that_nobody_offered_is_refused(post: Post, workspace: Workspace) -> None:
    form = opened(workspace)
    form["values"]["colour"] = {"value": "invented"}
    assert "does not offer" in post("/modal/submit", 409, **form)["error"]


def test_a_file_is_given_shown_and_sent_with_the_form(
    post: Post, page: Client, app: FakeApp, workspace: Workspace
) -> None:
    form = opened(workspace, field("sheet", {"type": "file_input", "filetypes": ["csv"], "max_files": 2}))
    assert 'accept=".csv"' in page.get("/as/marta/c/C0GENERAL0").text
    given = post("/files", name="list.csv", content="YSxi")
    assert given["size"] == "0.1 KB"
    form["values"]["sheet"] = {"value": [given["id"]]}
    post("/modal/fill", **form)
    assert "list.csv, 0.1 KB" in page.get("/as/marta/c/C0GENERAL0").text
    assert post("/modal/submit", **form)["action"] == "closed"
    [file] = app.heard[0]["view"]["state"]["values"]["sheet"]["value"]["files"]
    assert (file["name"], workspace.files.content(file["id"])) == ("list.csv", b"a,b")


def test_what_is_no_base64_is_no_file(post: Post) -> None:
    assert "cannot be done" in post("/files", 400, name="list.csv", content="!")["error"]


def test_a_file_in_a_message_can_be_kept_by_whoever_sees_the_message(page: Client, workspace: Workspace) -> None:
    file = workspace.files.give(workspace.bot.id, "Übersicht.csv", b"a,b")
    channel = workspace.rooms.direct(workspace.bot.id, "U0MARTA000")
    workspace.messages.post(channel, workspace.bot.id, text="Here", files=[file])
    assert f'href="/as/marta/files/{file["id"]}/' in page.get(f"/as/marta/c/{channel.id}").text
    answer = page.get(f"/as/marta/files/{file['id']}/x.csv")
    assert (answer.content, "attachment" in answer.headers["content-disposition"]) == (b"a,b", True)
    assert page.get(f"/as/jonas/files/{file['id']}/x.csv").status_code == 404


def typed(config: Json, **more: Json | bool) -> Json:
    return field("loud", {"type": "plain_text_input", **config}, **more)


WHEN_TOLD: list[tuple[Json, str]] = [
    ({}, "on_enter_pressed"),
    ({"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}, "on_character_entered"),
    (
        {"dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}},
        "on_enter_pressed on_character_entered",
    ),
]


@pytest.mark.parametrize(("config", "moments"), WHEN_TOLD)
def test_a_field_of_text_tells_the_app_when_its_configuration_says(
    page: Client, workspace: Workspace, config: Json, moments: str
) -> None:
    opened(workspace, typed(config, dispatch_action=True))
    assert f'data-dispatch="{moments}"' in page.get("/as/marta/c/C0GENERAL0").text


def test_a_field_that_does_not_dispatch_waits_for_the_submission(page: Client, workspace: Workspace) -> None:
    before = page.get("/as/marta/c/C0GENERAL0").text.count("data-dispatch")
    opened(workspace, typed({"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}))
    assert page.get("/as/marta/c/C0GENERAL0").text.count("data-dispatch=") == before + 1  # FORM has one of its own


def test_what_a_field_tells_at_once_stands_in_the_form_too(post: Post, app: FakeApp, workspace: Workspace) -> None:
    form = opened(workspace, typed({}, dispatch_action=True))
    post("/modal/act", **form, block_id="loud", action_id="value", value="Helvia")
    [heard] = app.heard
    assert [each["value"] for each in heard["actions"]] == ["Helvia"]
    assert heard["view"]["state"]["values"]["loud"]["value"]["value"] == "Helvia"
    assert heard["view"]["state"]["values"]["name"]["value"]["value"] == "Ada"
