"""What Slack refuses of who is who, and of the app's own way in."""

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.server import Sandbox
from sandbox.workspace import Workspace
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
from tests.sandbox.situations import NOBODY, lacking, pages

USER: Situations = {
    "somebody who does not exist": ("user_not_found", {"user": NOBODY}),
    "a handle instead of an id": ("user_not_found", {"user": "marta"}),
    "no scope": ("missing_scope", lacking("users:read", user="U0MARTA000")),
}
EMAIL: Situations = {
    "an address that nobody has": ("users_not_found", {"email": "nobody@helvia.example"}),
    "no address": ("users_not_found", {"email": ""}),
    "the address of somebody who left": ("users_not_found", {"email": "peter@helvia.example"}),
    "no scope": ("missing_scope", lacking("users:read.email", email="marta@helvia.example")),
}
ROOMS: Situations = {
    **pages(),
    "a kind that does not exist": ("invalid_types", {"types": "party"}),
    "no scope for one of the kinds": ("missing_scope", lacking("im:read", types="public_channel,im")),
}
GROUP: Situations = {
    "a group that does not exist": ("no_such_subteam", {"usergroup": "S0NOTHING0"}),
    "a handle instead of an id": ("no_such_subteam", {"usergroup": "legal-reviewers"}),
    "no scope": ("missing_scope", lacking("usergroups:read", usergroup="S0LEGAL000")),
}
TABLE = {
    "users.info": USER,
    "users.list": {**pages(), "no scope": ("missing_scope", lacking("users:read"))},
    "users.lookupByEmail": EMAIL,
    "users.conversations": ROOMS,
    "usergroups.list": {"no scope": ("missing_scope", lacking("usergroups:read"))},
    "usergroups.users.list": GROUP,
    "team.info": {"a company that it does not know": ("team_not_found", {"team": "T0NOTHING0"})},
    "bots.info": {"another bot": ("bot_not_found", {"bot": "B0OTHER000"})},
    "api.test": {"what it is asked to refuse": ("my_error", {"error": "my_error"})},
}
ROWS = refusals(TABLE)
PLAN = {"the workspace's plan has user groups": ("plan_upgrade_required",)}
NO_PAGES = {"no argument of the contract asks for pages": ("invalid_cursor",)}
NEVER: dict[str, dict[str, tuple[str, ...]]] = {
    "users.info": {"it takes one person": ("too_many_users",), "the app is no guest": ("user_not_visible",)},
    "users.list": {"no company is that large": ("limit_required",), "nothing is required": ("missing_argument",)},
    "users.lookupByEmail": {"only an Enterprise organisation forbids it": ("enterprise_is_restricted",)},
    "users.conversations": {
        "it reads every kind of conversation": ("method_not_supported_for_channel_type",),
        "nothing is required": ("missing_argument",),
    },
    "usergroups.list": {
        **PLAN,
        **NO_PAGES,
        "there is one workspace": ("invalid_team",),
        "nothing is required": ("missing_argument",),
        "every member is a person of the workspace": ("users_not_found",),
    },
    "usergroups.users.list": {**PLAN, **NO_PAGES},
    "team.info": {
        "only an Enterprise organisation has others": (
            *("enterprise_not_found", "org_not_found", "team_not_on_enterprise"),
            "fail_to_get_teams_for_restricted_user",
        ),
        "it is asked by the app": ("missing_user", "user_not_found"),
    },
    "bots.info": {
        "it takes one bot": ("bots_not_found",),
        "nothing is required": ("missing_argument",),
        "there is one workspace": ("team_not_found",),
    },
    "auth.test": {"the sandbox is in order": ("internal_error",)},
    "apps.connections.open": {
        "the sandbox is in order": ("internal_error",),
        "every company may": ("forbidden_team",),
        "another code says the same": ("missing_args",),
    },
}
OBSERVED = {"users.list": {"invalid_limit"}, "api.test": {"my_error"}}
VERBS = ("GET", "POST")
WRONG_TOKENS = {"not_authed": "", "invalid_auth": "xapp-other", "not_allowed_token_type": "SLACK_BOT_TOKEN"}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", methods_of("users", "usergroups", "team", "bots", "api"))
def test_every_documented_error_is_accounted_for(method: str) -> None:
    check_account(method, ROWS, NEVER.get(method, {}), OBSERVED.get(method, ()))


@pytest.mark.parametrize("method", NEVER)
def test_what_never_comes_by_itself_can_be_planned(scene: Scene, method: str) -> None:
    check_planned(scene, method, NEVER[method])


@pytest.mark.parametrize("method", NEVER)
def test_no_reason_is_left_without_an_error(method: str) -> None:
    assert unexplained([method], NEVER[method]) == set()


@pytest.mark.parametrize(("code", "token"), WRONG_TOKENS.items())
def test_only_the_apps_own_token_opens_a_socket(sandbox: Sandbox, workspace: Workspace, code: str, token: str) -> None:
    client = WebClient(sandbox.environment.get(token, token), base_url=sandbox.environment["SLACK_API_URL"])
    with pytest.raises(SlackApiError) as refused:
        client.api_call("apps.connections.open")
    assert refused.value.response["error"] == code


def test_a_socket_is_not_opened_by_following_a_link(sandbox: Sandbox, workspace: Workspace) -> None:
    headers = {"authorization": f"Bearer {sandbox.environment['SLACK_APP_TOKEN']}"}
    answers = [httpx.request(verb, f"{sandbox.url}/api/apps.connections.open", headers=headers) for verb in VERBS]
    assert [answer.json().get("error") for answer in answers] == ["insecure_request", None]


@pytest.mark.parametrize(
    ("method", "codes"),
    [("apps.connections.open", [*WRONG_TOKENS, "insecure_request"]), ("auth.test", WRONG_TOKENS)],
)
def test_every_documented_error_of_the_way_in_is_accounted_for(method: str, codes: list[str]) -> None:
    check_account(method, [Refusal(method, "tried above", code, {}) for code in codes], NEVER[method])
