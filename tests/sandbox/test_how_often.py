"""Slack's limits of how often an app may call, where they are switched on: by channel, and by method and minute."""

from datetime import timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.desk import Desk
from sandbox.workspace import Workspace
from sandbox.workspace.limits import A_MINUTE
from tests.sandbox.refusals import GENERAL
from tests.sandbox.situations import CARDIVA, MARTA


@pytest.fixture(autouse=True)
def limited(workspace: Workspace) -> None:
    workspace.limits.are_on = True


def wait_of(problem: pytest.ExceptionInfo[SlackApiError]) -> int:
    """The seconds after which the app may try again."""
    response = problem.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    return int(response.headers["Retry-After"])


def test_a_second_message_within_a_second_is_too_soon(client: WebClient, workspace: Workspace) -> None:
    client.chat_postMessage(channel=GENERAL, text="1")
    client.chat_postMessage(channel=CARDIVA, text="1")
    with pytest.raises(SlackApiError) as problem:
        client.chat_postMessage(channel=GENERAL, text="2")
    assert wait_of(problem) == 1
    workspace.clock.move(timedelta(seconds=1))
    client.chat_postMessage(channel=GENERAL, text="2")
    assert [message.text for message in Desk(workspace, "marta").read("#general")] == ["1", "2"]


def test_a_method_is_called_so_often_a_minute_as_its_tier_allows(client: WebClient, workspace: Workspace) -> None:
    for _ in range(A_MINUTE["t2"]):
        client.usergroups_list()
        workspace.clock.move(timedelta(seconds=1))
    with pytest.raises(SlackApiError) as problem:
        client.usergroups_list()
    assert wait_of(problem) == 60 - A_MINUTE["t2"]
    client.users_list()
    workspace.clock.move(timedelta(seconds=wait_of(problem)))
    client.usergroups_list()
    with pytest.raises(SlackApiError) as problem:
        client.usergroups_list()
    assert wait_of(problem) == 1


def test_special_methods_have_no_number(client: WebClient) -> None:
    for _ in range(A_MINUTE["t4"] + 1):
        client.auth_test()


def test_an_ephemeral_message_counts_in_its_channel(client: WebClient) -> None:
    client.chat_postMessage(channel=GENERAL, text="1")
    with pytest.raises(SlackApiError, match="ratelimited"):
        client.chat_postEphemeral(channel=GENERAL, user=MARTA, text="2")


def test_a_new_day_begins_with_nothing_called(client: WebClient, workspace: Workspace) -> None:
    client.chat_postMessage(channel=GENERAL, text="1")
    workspace.reset()
    client.chat_postMessage(channel=GENERAL, text="1")


def test_without_them_an_app_may_call_as_often_as_it_likes(client: WebClient, workspace: Workspace) -> None:
    workspace.limits.are_on = False
    for _ in range(A_MINUTE["t2"] + 1):
        client.usergroups_list()
