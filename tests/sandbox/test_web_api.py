"""The Web API around its methods: tokens, scopes, arguments, pages."""

import ast
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

import sandbox
from sandbox.api.registry import METHODS
from sandbox.contract import documented_methods
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.company import Company
from tests.sandbox.refusals import EVERYWHERE, Refusal


def refused(client: WebClient, method: str, **arguments: object) -> dict[str, object]:
    with pytest.raises(SlackApiError) as problem:
        client.api_call(method, json=arguments)
    answer: dict[str, object] = problem.value.response.data
    return answer


def test_every_method_is_one_of_slacks() -> None:
    assert set(METHODS) <= set(documented_methods())


def rows() -> list[Refusal]:
    """Of all tables of refusals."""
    modules = [import_module(f"tests.sandbox.{each.stem}") for each in Path(__file__).parent.glob("test_*_refusals.py")]
    return [row for module in modules for row in module.ROWS]


def test_what_every_method_refuses_stands_in_a_table() -> None:
    assert set(METHODS) - {row.method for row in rows()} == {"auth.test"}, "auth.test refuses tokens alone"


def test_every_refusal_of_the_sandbox_is_one_of_slacks_and_is_tried() -> None:
    calls = [
        node
        for file in Path(sandbox.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused"
    ]
    codes = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    documented = {code for method in documented_methods().values() for code in method["errors"]}
    of_response_urls = {"expired_url", "used_url"}
    assert len(codes) > 80
    assert codes - documented - EVERYWHERE == of_response_urls | {"cannot_dm_bot"}
    besides = {*of_response_urls, "insecure_request"}
    assert codes - {row.error for row in rows()} - EVERYWHERE == besides, "what no method refuses is tried by itself"


@pytest.mark.parametrize(
    ("token", "code"),
    [("", "not_authed"), ("xoxb-other", "invalid_auth"), ("SLACK_APP_TOKEN", "not_allowed_token_type")],
)
def test_only_the_apps_own_token_is_let_in(sandbox: Sandbox, workspace: Workspace, token: str, code: str) -> None:
    token = sandbox.environment.get(token, token)
    assert refused(WebClient(token, base_url=sandbox.environment["SLACK_API_URL"]), "auth.test")["error"] == code


def test_tokens_are_made_anew_at_each_start() -> None:
    ours, others = (Company.read().tokens for _ in range(2))
    assert not {ours.bot, ours.app, ours.signing_secret} & {others.bot, others.app, others.signing_secret}


def test_auth_test_says_who_the_app_is(client: WebClient, sandbox: Sandbox) -> None:
    answer = client.auth_test()
    assert answer["team_id"] == "T0HELVIA00"
    assert answer["user_id"] == "U0CONCORD0"
    assert answer["bot_id"] == "B0CONCORD0"
    assert "chat:write" in answer.headers["x-oauth-scopes"]


def test_a_method_that_does_not_exist_is_unknown(client: WebClient) -> None:
    assert refused(client, "chat.shout")["error"] == "unknown_method"


def test_a_missing_argument_is_named(client: WebClient) -> None:
    answer = refused(client, "chat.update", channel="C0GENERAL0")
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"] == {"messages": ["[ERROR] missing required field: ts"]}


@pytest.mark.parametrize(
    ("method", "arguments", "scope", "needed"),
    [
        ("chat.postMessage", {"channel": "C0GENERAL0", "text": "x"}, "chat:write", "chat:write"),
        ("conversations.history", {"channel": "C0GENERAL0"}, "channels:history", "channels:history"),
        ("conversations.history", {"channel": "C0CONCORD0"}, "groups:history", "groups:history"),
        ("conversations.list", {"types": "public_channel,im"}, "im:read", "im:read"),
        ("conversations.open", {"users": "U0MARTA000"}, "im:write", "im:write"),
        ("conversations.create", {"name": "x", "is_private": True}, "groups:write", "groups:write"),
        ("users.list", {}, "users:read", "users:read"),
    ],
)
def test_a_missing_scope_is_named_with_those_there_are(
    client: WebClient, workspace: Workspace, method: str, arguments: dict[str, object], scope: str, needed: str
) -> None:
    whole = workspace.manifest
    workspace.manifest = replace(whole, scopes=whole.scopes - {scope})
    try:
        with pytest.raises(SlackApiError) as problem:
            client.api_call(method, params=arguments)
    finally:
        workspace.manifest = whole
    answer = problem.value.response.data
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == needed
    assert "commands" in answer["provided"].split(",")


def test_json_is_not_read_where_the_method_takes_forms_only(client: WebClient) -> None:
    assert refused(client, "users.info", user="U0MARTA000")["error"] == "invalid_arguments"
    assert client.users_info(user="U0MARTA000")["user"]["name"] == "marta"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"cursor": "nonsense"}, "invalid_cursor"),
        ({"limit": "many"}, "invalid_limit"),
        ({"limit": "0"}, "invalid_limit"),
        ({"types": "party"}, "invalid_types"),
        ({"exclude_archived": "perhaps"}, "invalid_arguments"),
    ],
)
def test_arguments_that_cannot_be_read_are_refused(client: WebClient, arguments: dict[str, str], code: str) -> None:
    with pytest.raises(SlackApiError, match=code):
        client.api_call("conversations.list", params=arguments)


def test_pages_follow_one_another_by_cursor(client: WebClient) -> None:
    pages = [page["members"] for page in client.users_list(limit=4)]
    assert [len(page) for page in pages] == [4, 4, 4, 2]
    assert len({member["id"] for page in pages for member in page}) == 14


def test_what_the_app_asked_and_was_answered_is_kept(client: WebClient, workspace: Workspace) -> None:
    client.api_test()
    refused(client, "chat.delete", channel="C0GENERAL0", ts="1.0")
    assert [(call.method, call.error) for call in workspace.calls] == [
        ("api.test", ""),
        ("chat.delete", "message_not_found"),
    ]
