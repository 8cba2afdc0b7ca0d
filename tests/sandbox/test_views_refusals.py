"""What Slack refuses of views.*: triggers, hashes, stacks, external ids and sizes."""

import json

import pytest

from tests.sandbox.refusals import (
    Refusal,
    Scene,
    Situations,
    check_account,
    check_planned,
    methods_of,
    refusals,
    unexplained,
)
from tests.sandbox.showing import paragraph
from tests.sandbox.situations import JONAS, MARTA, NOBODY
from tests.sandbox.tiny import FORM, Json

HOME: Json = {"type": "home", "blocks": [{"type": "divider"}]}
PARAGRAPH = paragraph(3000)
MINE = {"external_id": "mine"}


def opened(scene: Scene, person: str = MARTA, **content: object) -> Json:
    """The view that somebody has open now."""
    view: Json = scene.call("views.open", {"trigger_id": scene.trigger(person), "view": FORM | content})["view"]
    return view


def published(scene: Scene, person: str = MARTA, **content: object) -> Json:
    home: Json = scene.call("views.publish", {"user_id": person, "view": HOME | content})["view"]
    return home


def fresh(scene: Scene, **content: object) -> Json:
    """The arguments of a view that would open."""
    return {"trigger_id": scene.trigger(), "view": FORM | content}


def inside(scene: Scene, **content: object) -> Json:
    """The arguments of a view that would be pushed onto the open one."""
    view = opened(scene)
    return {"trigger_id": scene.trigger(view=view["id"]), "view": FORM | content}


def exchanged(scene: Scene) -> Json:
    arguments = fresh(scene)
    scene.call("views.open", arguments)
    return arguments


def exchanged_inside(scene: Scene) -> Json:
    arguments = inside(scene)
    scene.call("views.push", arguments)
    return arguments


def stale(arguments: Json, scene: Scene) -> Json:
    scene.triggers_live(0.0)
    return arguments


def third(scene: Scene) -> Json:
    """Three views lie on one another, and the one on top asks for more."""
    view = opened(scene)
    for _ in range(2):
        view = scene.call("views.push", {"trigger_id": scene.trigger(view=view["id"]), "view": FORM})["view"]
    return {"trigger_id": scene.trigger(view=view["id"]), "view": FORM}


def closed(scene: Scene) -> Json:
    """The person has closed the form from which the trigger came."""
    arguments = inside(scene)
    scene.workspace.views.remove_all(MARTA)
    return arguments


def outdated(scene: Scene) -> Json:
    """Somebody else's update came first."""
    view = opened(scene)
    scene.call("views.update", {"view_id": view["id"], "view": FORM})
    return {"view_id": view["id"], "hash": view["hash"], "view": FORM}


def outdated_home(scene: Scene) -> Json:
    home = published(scene)
    published(scene)
    return {"user_id": MARTA, "hash": home["hash"], "view": HOME}


def by_app_token(scene: Scene) -> Json:
    scene.client.token = scene.workspace.company.tokens.app
    return {"user_id": MARTA, "view": HOME}


def without_home(scene: Scene) -> Json:
    scene.manifest(has_home=False)
    return {"user_id": MARTA, "view": HOME}


OPEN: Situations = {
    "a trigger for the second time": ("exchanged_trigger_id", exchanged),
    "a trigger after its three seconds": ("expired_trigger_id", lambda scene: stale(fresh(scene), scene)),
    "a trigger that Slack never gave": ("invalid_trigger_id", {"trigger_id": "1.2.3", "view": FORM}),
    "no trigger": ("invalid_trigger_id", {"view": FORM}),
    "an external id that an open view has": (
        "duplicate_external_id",
        lambda scene: opened(scene, JONAS, **MINE) and fresh(scene, **MINE),
    ),
    "an external id that a home has": (
        "duplicate_external_id",
        lambda scene: published(scene, JONAS, **MINE) and fresh(scene, **MINE),
    ),
    "a view of 270 kB": ("view_too_large", lambda scene: fresh(scene, blocks=[PARAGRAPH] * 90)),
    "no view": ("invalid_arguments", lambda scene: {"trigger_id": scene.trigger()}),
    "a view that is not JSON": ("invalid_arguments", lambda scene: fresh(scene) | {"view": "{"}),
    "a view that is a list": ("invalid_arguments", lambda scene: fresh(scene) | {"view": [FORM]}),
    "a home": ("invalid_arguments", lambda scene: fresh(scene) | {"view": HOME}),
}
PUSH: Situations = {
    "a trigger for the second time": ("exchanged_trigger_id", exchanged_inside),
    "a trigger after its three seconds": ("expired_trigger_id", lambda scene: stale(inside(scene), scene)),
    "a trigger that Slack never gave": ("invalid_trigger_id", {"trigger_id": "1.2.3", "view": FORM}),
    "a trigger that comes from no view": ("invalid_trigger_id", lambda scene: fresh(scene)),
    "a fourth view": ("push_limit_reached", third),
    "a view that was closed meanwhile": ("not_found", closed),
    "an external id that an open view has": (
        "duplicate_external_id",
        lambda scene: opened(scene, JONAS, **MINE) and inside(scene, **MINE),
    ),
    "a view of 270 kB": ("view_too_large", lambda scene: inside(scene, blocks=[PARAGRAPH] * 90)),
    "a home": ("invalid_arguments", lambda scene: inside(scene) | {"view": HOME}),
}
UPDATE: Situations = {
    "a hash that is old": ("hash_conflict", outdated),
    "a view that never was": ("not_found", {"view_id": "V0NOTHING0", "view": FORM}),
    "an external id that no view has": ("not_found", {"external_id": "mine", "view": FORM}),
    "a view that was closed": ("not_found", lambda scene: {"view_id": gone(scene), "view": FORM}),
    "an external id that another view has": (
        "duplicate_external_id",
        lambda scene: opened(scene, JONAS, **MINE) and {"view_id": opened(scene)["id"], "view": FORM | MINE},
    ),
    "a view of 270 kB": (
        "view_too_large",
        lambda scene: {"view_id": opened(scene)["id"], "view": FORM | {"blocks": [PARAGRAPH] * 90}},
    ),
    "neither of the two ids": ("invalid_arguments", {"view": FORM}),
    "a home in a modal's place": ("invalid_arguments", lambda scene: {"view_id": opened(scene)["id"], "view": HOME}),
    "a modal in a home's place": ("invalid_arguments", lambda scene: {"view_id": published(scene)["id"], "view": FORM}),
}
PUBLISH: Situations = {
    "a hash that is old": ("hash_conflict", outdated_home),
    "an app without a home": ("not_enabled", without_home),
    "the token of the app's sockets": ("not_allowed_token_type", by_app_token),
    "an external id that another home has": (
        "duplicate_external_id",
        lambda scene: published(scene, JONAS, **MINE) and {"user_id": MARTA, "view": HOME | MINE},
    ),
    "a home of 270 kB": ("view_too_large", {"user_id": MARTA, "view": HOME | {"blocks": [PARAGRAPH] * 90}}),
    "nobody of that name": ("invalid_arguments", {"user_id": NOBODY, "view": HOME}),
    "nobody": ("invalid_arguments", {"view": HOME}),
    "a modal": ("invalid_arguments", {"user_id": MARTA, "view": FORM}),
}


def gone(scene: Scene) -> str:
    view = opened(scene)
    scene.workspace.views.remove_all(MARTA)
    return str(view["id"])


ROWS = refusals({"views.open": OPEN, "views.push": PUSH, "views.update": UPDATE, "views.publish": PUBLISH})
NEVER = {"Views in people's profiles are an experiment of Slack's own.": ["missing_profile_id", "not_implemented"]}
METHODS = methods_of("views")


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no_and_nothing_changes(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", METHODS)
def test_every_documented_error_is_tried_or_explained(method: str) -> None:
    check_account(method, ROWS, NEVER)


def test_no_reason_is_left_without_an_error() -> None:
    assert unexplained(METHODS, NEVER) == set()


@pytest.mark.parametrize("method", METHODS)
def test_what_never_comes_can_be_planned(scene: Scene, method: str) -> None:
    check_planned(scene, method, NEVER)


def test_a_view_that_is_refused_for_its_form_leaves_the_trigger_good(scene: Scene) -> None:
    arguments = fresh(scene)
    assert scene.call("views.open", arguments | {"view": FORM | {"title": None}})["error"] == "invalid_arguments"
    assert scene.call("views.open", arguments)["ok"]


def test_a_view_may_come_as_a_string(scene: Scene) -> None:
    arguments = fresh(scene)
    assert scene.call("views.open", arguments | {"view": json.dumps(FORM)})["view"]["callback_id"] == "tiny.form"


def test_an_external_id_is_free_again_once_its_view_is_closed(scene: Scene) -> None:
    opened(scene, **MINE)
    scene.workspace.views.remove_all(MARTA)
    assert opened(scene, JONAS, **MINE)["external_id"] == "mine"


def test_a_view_keeps_its_external_id_through_updates(scene: Scene) -> None:
    for view in (opened(scene, **MINE), published(scene, external_id="home")):
        content = (FORM if view["type"] == "modal" else HOME) | {"external_id": view["external_id"]}
        again = scene.call("views.update", {"external_id": view["external_id"], "view": content})
        assert again["view"]["id"] == view["id"]


def test_views_lie_on_one_another_as_far_as_the_third(scene: Scene) -> None:
    third(scene)
    stack = scene.workspace.views.stack(MARTA)
    assert [view.previous_id for view in stack] == ["", stack[0].id, stack[1].id]
    assert {view.root_id for view in stack} == {stack[0].id}


def test_where_a_view_is_wrong_is_said(scene: Scene) -> None:
    answer = scene.call("views.publish", {"user_id": NOBODY, "view": HOME})
    assert answer["response_metadata"] == {"messages": ["[ERROR] invalid `user_id` [json-pointer:/user_id]"]}
    answer = scene.call("views.open", fresh(scene) | {"view": HOME})
    assert answer["response_metadata"] == {"messages": ["[ERROR] must be a modal [json-pointer:/view/type]"]}
