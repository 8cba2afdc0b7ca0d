"""Who is who, as the Web API tells it."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError


def test_each_sort_of_person_is_told_apart(client: WebClient) -> None:
    people = {
        handle: client.users_info(user=key)["user"]
        for handle, key in (
            ("marta", "U0MARTA000"),
            ("ines", "U0INES0000"),
            ("gina", "U0GINA0000"),
            ("peter", "U0PETER000"),
            ("oscar", "U0OSCAR000"),
            ("concord", "U0CONCORD0"),
        )
    }
    assert people["marta"]["tz"] == "Europe/Zurich"
    assert people["ines"]["is_admin"] is True
    assert people["gina"]["is_restricted"] is True
    assert people["peter"]["deleted"] is True
    assert "tz" not in people["peter"]
    assert (people["oscar"]["is_stranger"], people["oscar"]["team_id"]) == (True, "T0NORDLAB0")
    assert (people["concord"]["is_bot"], people["concord"]["profile"]["bot_id"]) == (True, "B0CONCORD0")
    assert not any("is_stranger" in people[handle] for handle in ("marta", "gina", "peter"))


def test_people_of_another_organisation_are_not_in_the_list(client: WebClient) -> None:
    assert "oscar" not in [member["name"] for member in client.users_list()["members"]]


def test_a_person_is_found_by_email(client: WebClient) -> None:
    assert client.users_lookupByEmail(email="Jonas@helvia.example")["user"]["id"] == "U0JONAS000"
    with pytest.raises(SlackApiError, match="users_not_found"):
        client.users_lookupByEmail(email="peter@helvia.example")
    with pytest.raises(SlackApiError, match="user_not_found"):
        client.users_info(user="U0NOBODY00")


def test_user_groups_have_members(client: WebClient) -> None:
    groups = client.usergroups_list(include_users=True, include_count=True)["usergroups"]
    assert {group["handle"]: group["users"] for group in groups}["crisis-team"] == ["U0THOMAS00", "U0DAVID000"]
    assert groups[0]["user_count"] == 1
    assert client.usergroups_users_list(usergroup="S0LEGAL000")["users"] == ["U0LUCAS000"]
    with pytest.raises(SlackApiError, match="no_such_subteam"):
        client.usergroups_users_list(usergroup="S0NOTHING0")


def test_the_team_and_the_app_introduce_themselves(client: WebClient) -> None:
    assert client.team_info()["team"]["domain"] == "helvia"
    assert client.team_info(team="T0NORDLAB0")["team"]["name"] == "Nordlab"
    assert client.bots_info(bot="B0CONCORD0")["bot"]["app_id"] == "A0CONCORD0"
    with pytest.raises(SlackApiError, match="bot_not_found"):
        client.bots_info(bot="B0OTHER000")
