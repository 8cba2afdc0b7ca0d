"""Crises and reviews are told in channels of the company's own: one that is shared with another company is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.app import Concord, NotReady
from bot.governance import Entry, Governance, InForce, Role, load
from bot.health.channels import is_shared, look
from bot.health.checking import advice
from bot.health.vetting import SILENT
from bot.kernel.db import Database
from bot.people import Directory, Person, Unreachable
from bot.settings import PACKAGED_GOVERNANCE, SocketSettings
from sandbox.desk import readable
from tests.world import Helvia

RULES = load(PACKAGED_GOVERNANCE)
WAR_ROOM = "C0WARROOM0"
A_MINUTE = timedelta(minutes=1)


def share(helvia: Helvia, channel: str = WAR_ROOM) -> None:
    helvia.workspace.state.channels[channel].shared_with = ["T0NORDLAB0"]


def another(helvia: Helvia) -> Concord:
    url = helvia.database.engine.url.render_as_string(hide_password=False)
    given = {
        "database_url": url,
        "governance_file": PACKAGED_GOVERNANCE,
        **{name.lower(): value for name, value in helvia.sandbox.environment.items()},
    }
    return Concord(SocketSettings.model_validate(given), Database(url), helvia.concord.clock)


@pytest.mark.parametrize(
    ("channel", "sentence"),
    [
        (WAR_ROOM, "The war room (`C0WARROOM0`) is shared with another company"),
        ("C0REVIEWS0", "The channel for reviews (`C0REVIEWS0`) is shared with another company"),
        ("C0CONCORD0", "The fallback channel (`C0CONCORD0`) is shared with another company"),
    ],
)
def test_nothing_starts_while_another_company_would_read_of_crises_and_reviews(
    helvia: Helvia, channel: str, sentence: str
) -> None:
    share(helvia, channel)
    with pytest.raises(NotReady) as refused:
        another(helvia).require_own_channels()
    assert sentence in str(refused.value)


def test_a_company_that_keeps_its_channels_to_itself_starts(helvia: Helvia) -> None:
    concord = another(helvia)
    concord.require_own_channels()
    concord.close()


def test_a_channel_that_is_shared_later_is_told_to_administrators_and_its_end_too(helvia: Helvia) -> None:
    share(helvia)
    notices = []
    for _ in range(3):
        helvia.concord.look_at_channels()
        helvia.concord.watch.look()
        helvia.workspace.clock.move(A_MINUTE)
        notices = [readable(each) for each in helvia.direct("ines")]
    [unwell] = notices
    assert "The war room (`C0WARROOM0`) is shared with another company" in unwell
    assert not helvia.concord.watch.all_is_well()
    helvia.workspace.state.channels[WAR_ROOM].shared_with = []
    helvia.concord.look_at_channels()
    assert "Concord is well again" in readable(helvia.direct("ines")[-1])


@pytest.mark.parametrize(
    ("says", "shared"),
    [
        ({}, False),
        ({"is_shared": True, "is_org_shared": True, "is_ext_shared": False}, False),
        ({"is_ext_shared": True}, True),
        ({"is_ext_shared": False, "is_pending_ext_shared": True}, True),
        ({"pending_connected_team_ids": ["T0NORDLAB0"]}, True),
        ({"pending_shared": [], "is_ext_shared": False}, False),
    ],
)
def test_a_channel_is_another_companys_too_as_soon_as_that_company_is_invited(
    says: dict[str, Any], shared: bool
) -> None:
    assert is_shared(says) is shared


def test_what_slack_does_not_say_is_left_as_it_was_and_asked_again() -> None:
    assert look(RULES, silent) == {}


def silent(_channel: str) -> None:
    raise Unreachable


class People:
    """As Slack knows them; `groups` says who is in each."""

    def __init__(self, answers: bool = True, **groups: list[str]) -> None:
        self._answers, self._groups = answers, groups

    def person(self, user_id: str) -> Person:
        self.members("")
        return Person(id=user_id, name=user_id, tz="UTC")

    def members(self, group_id: str) -> frozenset[str]:
        if not self._answers:
            raise Unreachable
        return frozenset(self._groups.get(group_id, ["U0SOMEBODY"]))


def joined(_channel: str) -> dict[str, Any]:
    return {"is_member": True}


def warnings(people: People, rules: Governance = RULES, ask: Callable[[str], Any] = joined) -> str:
    directory = Directory(people, InForce(rules))
    advised = advice(rules, directory, ask)
    directory.close()
    assert advised.refusals == []
    return "\n".join(advised.warnings)


def test_check_warns_where_different_people_cannot_pass_a_route() -> None:
    alone = People(S0MEDICAL0=["U0PRIYA000"], S0LEGAL000=["U0PRIYA000"], S0REGULAT0=["U0ELENA000"])
    text = warnings(alone)
    assert "The route “Product” cannot be passed: nobody is left as legal in the stage" in text
    assert "`same_person: allowed`" in text
    assert "Corporate" not in text


def test_check_says_nothing_of_routes_that_can_be_passed_or_allow_the_same_person() -> None:
    enough = People(S0MEDICAL0=["U0PRIYA000"], S0LEGAL000=["U0PRIYA000", "U0LUCAS000"], S0REGULAT0=["U0ELENA000"])
    assert warnings(enough) == ""
    allowing = [route.model_copy(update={"same_person": "allowed"}) for route in RULES.routes]
    assert warnings(People(), RULES.model_copy(update={"routes": allowing})) == ""


def test_check_names_channels_in_which_concord_cannot_speak() -> None:
    enough = People(S0MEDICAL0=["U0A"], S0LEGAL000=["U0B"], S0REGULAT0=["U0C"])
    text = warnings(enough, ask=lambda channel: None if channel == WAR_ROOM else {"is_member": True})
    assert text == "Concord is not in war_room (C0WARROOM0). Invite it, or check the id."


def test_check_says_so_where_posts_that_name_a_product_have_a_route_and_no_product_is_named() -> None:
    enough = People(S0MEDICAL0=["U0A"], S0LEGAL000=["U0B"], S0REGULAT0=["U0C"])
    assert "searched for the brands of accounts only" in warnings(enough, RULES.model_copy(update={"products": []}))


def test_where_slack_is_silent_check_goes_by_the_file_alone() -> None:
    assert warnings(People(answers=False), ask=silent) == SILENT
    alone = [Entry(who=["U0PRIYA000"])]
    named = {**RULES.roles, Role.MEDICAL: alone, Role.LEGAL: alone}
    text = warnings(People(answers=False), RULES.model_copy(update={"roles": named}), ask=silent)
    assert "The route “Product” cannot be passed" in text
