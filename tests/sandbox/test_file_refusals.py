"""What Slack refuses of a file on its way: announced, sent, and shown in channels."""

import json

import httpx
import pytest

from tests.sandbox.refusals import (
    GENERAL,
    Refusal,
    Scene,
    Situations,
    check_account,
    check_planned,
    methods_of,
    refusals,
    unexplained,
)
from tests.sandbox.situations import CARDIVA, NOWHERE, PRIVATE, lacking
from tests.sandbox.tiny import Json

CSV: Json = {"filename": "list.csv", "length": 3}


def announced(scene: Scene) -> Json:
    return scene.call("files.getUploadURLExternal", CSV)


def token(scene: Scene) -> dict[str, str]:
    return {"Authorization": f"Bearer {scene.client.token}"}


def sent(scene: Scene, **more: object) -> Json:
    """A file whose bytes have come, to be shown."""
    upload = announced(scene)
    assert httpx.post(upload["upload_url"], content=b"a,b").text == "OK - 3"
    return {"files": [{"id": upload["file_id"], "title": "The list"}], **more}


ANNOUNCE: Situations = {
    "nothing in it": ("missing_argument", CSV | {"length": 0}),
    "a length in words": ("invalid_arguments", CSV | {"length": "long"}),
    "no length": ("invalid_arguments", {"filename": "list.csv"}),
    "no name": ("invalid_arguments", {"length": 3}),
    "more than a gigabyte": ("file_upload_size_restricted", CSV | {"length": 1_000_000_001}),
    "more than a megabyte of a snippet": ("snippet_too_large", CSV | {"length": 1_000_001, "snippet_type": "csv"}),
    "1001 characters of description": ("alt_txt_too_large", CSV | {"alt_txt": "x" * 1001}),
    "no scope": ("missing_scope", lacking("files:write", **CSV)),
}
COMPLETE: Situations = {
    "no files": ("invalid_arguments", {"files": []}),
    "no list of files": ("invalid_arguments", {"files": {"id": "F0"}}),
    "a file without an id": ("invalid_arguments", {"files": [{"title": "The list"}]}),
    "a file that nobody announced": ("file_not_found", {"files": [{"id": "F0"}]}),
    "a file whose bytes never came": (
        "file_not_found",
        lambda scene: {"files": [{"id": announced(scene)["file_id"]}]},
    ),
    "a channel that does not exist": ("channel_not_found", lambda scene: sent(scene, channel_id=NOWHERE)),
    "a private channel without the app": (
        "channel_not_found",
        lambda scene: sent(scene, channel_id=scene.leave(PRIVATE)),
    ),
    "one of the channels does not exist": (
        "invalid_channel",
        lambda scene: sent(scene, channels=f"{GENERAL},{NOWHERE}"),
    ),
    "101 channels": ("channels_limit_exceeded", lambda scene: sent(scene, channels=",".join([GENERAL] * 101))),
    "a public channel without the app": ("not_in_channel", lambda scene: sent(scene, channel_id=scene.leave())),
    "an archived channel": ("posting_to_channel_denied", lambda scene: sent(scene, channel_id=scene.archive())),
    "blocks that are no JSON": ("invalid_blocks", lambda scene: sent(scene, channel_id=GENERAL, blocks="[")),
    "blocks that Slack does not know": (
        "invalid_blocks",
        lambda scene: sent(scene, channel_id=GENERAL, blocks=json.dumps([{"type": "poster"}])),
    ),
}
INFO: Situations = {"a file that nobody announced": ("file_not_found", {"file": "F0"})}
TABLE = {"files.getUploadURLExternal": ANNOUNCE, "files.completeUploadExternal": COMPLETE, "files.info": INFO}
ROWS = refusals(TABLE)
NEVER = {
    "no preference of the workspace forbids a file": (
        *("file_type_not_allowed", "file_uploads_disabled", "file_uploads_except_images_disabled"),
        "storage_limit_reached",
    ),
    "the app sees every file": ("access_denied", "not_visible", "file_update_failed"),
    "no method of the sandbox deletes a file": ("file_deleted",),
    "a snippet may be of any type": ("unknown_snippet_type", "unknown_subtype"),
    "there are no canvases": (
        *("canvas_disabled_file_team", "canvas_disabled_user_team", "canvas_globally_disabled"),
        *("slack_connect_canvas_sharing_blocked", "template_not_visible"),
    ),
}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", methods_of("files"))
def test_every_documented_error_is_accounted_for(method: str) -> None:
    check_account(method, ROWS, NEVER)


@pytest.mark.parametrize("method", TABLE)
def test_what_never_comes_by_itself_can_be_planned(scene: Scene, method: str) -> None:
    check_planned(scene, method, NEVER)


def test_no_reason_is_left_without_an_error() -> None:
    assert unexplained(TABLE, NEVER) == set()


def test_a_file_refused_in_one_channel_is_shown_in_none(scene: Scene) -> None:
    scene.call("files.completeUploadExternal", sent(scene, channels=f"{GENERAL},{NOWHERE}"))
    assert scene.client.conversations_history(channel=GENERAL)["messages"] == []


def test_a_file_is_shown_in_each_channel_with_its_comment(scene: Scene) -> None:
    scene.call("files.completeUploadExternal", sent(scene, channels=f"{GENERAL},{CARDIVA}", initial_comment="Here"))
    for channel in (GENERAL, CARDIVA):
        (message,) = scene.client.conversations_history(channel=channel)["messages"]
        assert (message["text"], message["files"][0]["title"]) == ("Here", "The list")


def test_blocks_introduce_a_file_where_no_comment_does(scene: Scene) -> None:
    blocks = json.dumps([{"type": "divider"}])
    for more in ({}, {"initial_comment": "Here"}):
        scene.call("files.completeUploadExternal", sent(scene, channel_id=GENERAL, blocks=blocks, **more))
    commented, introduced = scene.client.conversations_history(channel=GENERAL)["messages"]
    assert (commented["text"], "blocks" in commented) == ("Here", False)
    assert introduced["blocks"][0]["type"] == "divider"


def test_a_file_in_no_channel_is_the_apps_alone(scene: Scene) -> None:
    (file,) = scene.call("files.completeUploadExternal", sent(scene))["files"]
    assert scene.call("files.info", {"file": file["id"]})["file"]["title"] == "The list"
    assert scene.client.conversations_history(channel=GENERAL)["messages"] == []


def test_bytes_for_a_file_that_nobody_announced_are_refused(scene: Scene) -> None:
    answer = httpx.post(f"{scene.workspace.url}/upload/F0", content=b"a,b")
    assert (answer.status_code, answer.text) == (404, "file_not_found")


def test_bytes_come_back_as_they_were_sent(scene: Scene) -> None:
    (file,) = scene.call("files.completeUploadExternal", sent(scene))["files"]
    for url in (file["url_private"], file["url_private_download"]):
        assert httpx.get(url, headers=token(scene)).content == b"a,b"


def test_whoever_has_no_token_or_no_scope_is_shown_slacks_login(scene: Scene) -> None:
    (file,) = scene.call("files.completeUploadExternal", sent(scene))["files"]
    for headers in ({}, {"Authorization": "Bearer xoxb-another"}):
        answer = httpx.get(file["url_private"], headers=headers)
        assert (answer.status_code, "Sign in" in answer.text) == (200, True)
    scene.without_scope("files:read")
    assert "Sign in" in httpx.get(file["url_private"], headers=token(scene)).text
