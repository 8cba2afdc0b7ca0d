"""How the Web API reads what it is sent: queries, forms and JSON, and what of them cannot be read."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sandbox.api.registry import METHODS
from sandbox.contract import documented_methods
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from tests.sandbox.refusals import EVERYWHERE, GENERAL, Scene, data
from tests.sandbox.tiny import Json

FORM, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data"
WORDS = f"channel={GENERAL}&text=x"
BROKEN_PART = "--b\r\nContent Disposition\r\n\r\nx\r\n--b--"

Post = Callable[..., Json]


@pytest.fixture(scope="module")
def post(sandbox: Sandbox) -> Iterator[Post]:
    """Sends chat.postMessage a body of some kind, with the app's token unless there is another."""
    with httpx.Client(base_url=sandbox.url) as client:

        def send(body: bytes | str, kind: str = "", query: str = "", token: str | None = None) -> Json:
            token = sandbox.environment["SLACK_BOT_TOKEN"] if token is None else token
            headers = {"Content-Type": kind} if kind else {}
            headers |= {"Authorization": f"Bearer {token}"} if token else {}
            answer = client.post(f"/api/chat.postMessage{query}", content=body, headers=headers)
            assert answer.status_code == 200
            return data(answer.json())

        yield send


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        ('{"channel": ', JSON, "invalid_json"),
        (b'{"text": "\xff"}', JSON, "invalid_json"),
        pytest.param("[" * 100_000, JSON, "invalid_json", id="no end"),
        ("[]", JSON, "json_not_object"),
        ("[" * 100_000, JSON, "invalid_json"),
        ('{"text": NaN}', JSON, "invalid_json"),
        ('"text"', JSON, "json_not_object"),
        (WORDS, "", "missing_post_type"),
        (WORDS, "application/xml", "invalid_post_type"),
        (WORDS, "nonsense", "invalid_post_type"),
        (WORDS, f"{FORM}; charset=utf-16", "invalid_charset"),
        ("{}", f"{JSON}; charset=klingon", "invalid_charset"),
        (BROKEN_PART, PARTS, "invalid_form_data"),
        (BROKEN_PART, f"{PARTS}; boundary=b", "invalid_form_data"),
        ("channel[0]=x", FORM, "invalid_array_arg"),
        ("channel-name=x", FORM, "invalid_arg_name"),
        ('{"channel name": "x"}', JSON, "invalid_arg_name"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    post: Post, workspace: Workspace, body: bytes | str, kind: str, error: str
) -> None:
    assert post(body, kind) == {"ok": False, "error": error}
    assert [(call.method, call.error) for call in workspace.calls] == [("chat.postMessage", error)]
    assert not workspace.state.messages[GENERAL]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (WORDS, FORM),
        (WORDS, f"{FORM}; charset=UTF-8"),
        (f'{{"channel": "{GENERAL}", "text": "x"}}', JSON),
        (f'{{"channel": "{GENERAL}", "text": "x"}}', f'{JSON}; charset="utf-8"'),
    ],
)
def test_forms_and_json_are_read_alike(post: Post, workspace: Workspace, body: str, kind: str) -> None:
    assert post(body, kind)["message"]["text"] == "x"


def test_arguments_may_stand_in_the_query(post: Post, sandbox: Sandbox, workspace: Workspace) -> None:
    assert post("text=x", FORM, query=f"?channel={GENERAL}")["ok"]
    assert post("", query=f"?{WORDS}")["ok"]
    token = sandbox.environment["SLACK_BOT_TOKEN"]
    assert post("", query=f"?{WORDS}&token={token}", token="")["ok"]


def test_the_body_goes_before_the_query(post: Post, workspace: Workspace) -> None:
    assert post(WORDS, FORM, query="?text=y")["message"]["text"] == "x"


def test_a_token_may_stand_in_a_form_but_not_in_json(post: Post, sandbox: Sandbox, workspace: Workspace) -> None:
    token = sandbox.environment["SLACK_BOT_TOKEN"]
    assert post(f"{WORDS}&token={token}", FORM, token="")["ok"]
    in_json = f'{{"channel": "{GENERAL}", "text": "x", "token": "{token}"}}'
    assert post(in_json, JSON, token="")["error"] == "not_authed"


def test_plain_text_is_taken_and_says_nothing(post: Post, workspace: Workspace) -> None:
    assert post("Hello", "text/plain")["error"] == "invalid_arguments"


def test_a_planned_fault_comes_before_the_body_is_looked_at(post: Post, workspace: Workspace) -> None:
    workspace.faults.add("error", code="internal_error")
    assert post("{", JSON)["error"] == "internal_error"
    assert post("{", JSON)["error"] == "invalid_json"


@settings(max_examples=60, deadline=None)
@given(body=some.binary(max_size=60), kind=some.sampled_from([FORM, JSON, PARTS, f"{PARTS}; boundary=b"]))
def test_no_body_makes_it_stumble(post: Post, body: bytes, kind: str) -> None:
    assert post(body, kind)["error"] in EVERYWHERE


@pytest.mark.parametrize("family", sorted({name.partition(".")[0] for name in documented_methods()}))
def test_a_method_of_slacks_that_is_not_here_says_so(scene: Scene, family: str) -> None:
    absent = [name for name in documented_methods() if name.partition(".")[0] == family and name not in METHODS]
    for name in absent:
        if name != "apps.connections.open":
            assert scene.call(name, {}) == {"ok": False, "error": "unknown_method", "req_method": name}
