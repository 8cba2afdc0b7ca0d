"""Files that people give in a form, and files that are shown in conversations."""

import httpx
import pytest
from slack_sdk import WebClient

from sandbox.desk import Desk, Given, Impossible
from sandbox.desk.complaints import LARGEST_FILE
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from tests.sandbox.refusals import Scene
from tests.sandbox.situations import CARDIVA, MARTA
from tests.sandbox.test_file_refusals import sent
from tests.sandbox.tiny import Json, Tiny, field, words

INPUT = {"type": "file_input", "filetypes": ["csv", "txt"], "max_files": 1}
LIST = Given("list.csv", b"a,b")


def opened(workspace: Workspace) -> None:
    """Marta's form that asks for a file."""
    blocks = [field("sheet", INPUT)]
    form = {"type": "modal", "callback_id": "tiny.form", "title": words("File"), "submit": words("Send")}
    workspace.views.open(MARTA, {**form, "blocks": blocks})


def given_to(tiny: Tiny) -> Json:
    [file] = tiny.heard[-1]["view"]["state"]["values"]["sheet"]["value"]["files"]
    return dict(file)


def test_a_file_that_somebody_gives_reaches_the_app_whole(
    marta: Desk, tiny: Tiny, client: WebClient, workspace: Workspace
) -> None:
    opened(workspace)
    marta.fill(sheet=LIST)
    assert marta.submit().ok
    file = given_to(tiny)
    assert (file["name"], file["size"], file["filetype"], file["mimetype"]) == ("list.csv", 3, "csv", "text/csv")
    assert (file["user"], file["file_access"]) == (MARTA, "visible")
    assert client.files_info(file=file["id"])["file"] == file
    headers = {"Authorization": f"Bearer {client.token}"}
    assert httpx.get(file["url_private_download"], headers=headers).content == b"a,b"


def test_an_app_without_the_scope_hears_only_that_there_is_a_file(
    marta: Desk, tiny: Tiny, scene: Scene, workspace: Workspace
) -> None:
    opened(workspace)
    scene.without_scope("files:read")
    marta.fill(sheet=LIST)
    assert marta.submit().ok
    assert given_to(tiny).keys() == {"id", "created", "file_access"}
    assert given_to(tiny)["file_access"] == "check_file_info"
    assert scene.call("files.info", {"file": given_to(tiny)["id"]})["error"] == "missing_scope"


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (None, "Please complete this required field."),
        (Given("list.pdf", b"a"), "list.pdf is no csv, txt file."),
        (Given("list.csv", b"a" * (LARGEST_FILE + 1)), "list.csv is larger than 10 MB."),
    ],
    ids=["none", "another kind", "too large"],
)
def test_what_slack_does_not_take_the_app_never_hears_of(
    marta: Desk, tiny: Tiny, workspace: Workspace, file: Given | None, problem: str
) -> None:
    opened(workspace)
    marta.fill(sheet=file)
    assert marta.submit().errors == {"sheet": problem}
    assert tiny.heard == []


def test_a_field_takes_so_many_files_and_only_their_own(marta: Desk, workspace: Workspace) -> None:
    opened(workspace)
    two = [workspace.files.give(MARTA, f"{number}.csv", b"a")["id"] for number in range(2)]
    marta.fill(sheet=two)
    assert marta.submit().errors == {"sheet": "Please choose at most 1 file."}
    with pytest.raises(Impossible, match="no file"):
        marta.fill(sheet=workspace.files.give("U0JONAS000", "his.csv", b"a")["id"])


def test_a_file_that_hangs_in_somebodys_message_is_told_of_with_where_it_stands(
    marta: Desk, tiny: Tiny, scene: Scene, workspace: Workspace
) -> None:
    scene.manifest(events={"message.channels", "file_shared"})
    message = marta.type(CARDIVA, "", files=[LIST]).message
    assert message is not None
    assert [(each.text, each.files[0]["name"]) for each in Desk(workspace, "jonas").read(CARDIVA)] == [("", "list.csv")]
    posted, shared = tiny.heard_of("message")[0], tiny.heard_of("file_shared")[0]
    assert (posted["subtype"], posted["files"][0]["id"], posted["user"]) == ("file_share", shared["file_id"], MARTA)
    assert posted["files"][0]["shares"] == {"public": {CARDIVA: [{"ts": message.ts}]}}
    assert (shared["user_id"], shared["channel_id"]) == (MARTA, CARDIVA)


@pytest.mark.parametrize(
    ("text", "files", "problem"),
    [
        ("a", [LIST] * 11, "Please choose at most 10 files."),
        ("a", [Given("list.pdf", b"a" * (LARGEST_FILE + 1))], "list.pdf is larger than 10 MB."),
        ("/tiny", [LIST], "A command takes no files."),
        ("a", ["F0NOWHERE0"], "There is no file 'F0NOWHERE0' to attach."),
    ],
    ids=["too many", "too large", "a command", "somebody else's"],
)
def test_what_slack_does_not_take_in_a_message_is_not_posted(
    marta: Desk, tiny: Tiny, text: str, files: list[Given | str], problem: str
) -> None:
    with pytest.raises(Impossible, match=problem):
        marta.type(CARDIVA, text, files=files)
    assert list(marta.read(CARDIVA)) == []


def test_a_message_with_a_file_says_so_and_where_it_is_shown(scene: Scene, tiny: Tiny, sandbox: Sandbox) -> None:
    scene.manifest(events={"file_shared"})
    [file] = scene.call("files.completeUploadExternal", sent(scene, channel_id=CARDIVA))["files"]
    [message] = scene.client.conversations_history(channel=CARDIVA)["messages"]
    assert (message["subtype"], message["files"][0]["id"]) == ("file_share", file["id"])
    known = scene.client.files_info(file=file["id"])["file"]
    assert (known["channels"], known["is_public"]) == ([CARDIVA], True)
    assert known["shares"] == {"public": {CARDIVA: [{"ts": message["ts"]}]}}
    sandbox.events.settle()
    [event] = [each.payload["event"] for each, _ in sandbox.workspace.line.log if each.kind == "events_api"]
    assert (event["type"], event["file_id"], event["channel_id"]) == ("file_shared", file["id"], CARDIVA)
