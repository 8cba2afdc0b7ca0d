"""Who people are: asked of Slack once, remembered, and never waited for when warm."""

from collections.abc import Iterator

import pytest
from slack_bolt import BoltRequest
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

from bot.governance import InForce, load
from bot.kernel.errors import Forbidden
from bot.people import Directory, Person, Unreachable, person_from_slack
from bot.settings import PACKAGED_GOVERNANCE
from tests.world import Helvia

RULES = load(PACKAGED_GOVERNANCE)


class Slack:
    """Answers until it is switched off."""

    def __init__(self) -> None:
        self.answers, self.asked = True, 0

    def person(self, user_id: str) -> Person:
        self._ask()
        return Person(id=user_id, name=user_id.title(), tz="UTC", is_guest=user_id == "U0GUEST")

    def members(self, group_id: str) -> frozenset[str]:
        self._ask()
        return frozenset({"U0PRIYA000", "U0GUEST"})

    def _ask(self) -> None:
        self.asked += 1
        if not self.answers:
            raise Unreachable


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def directory(slack: Slack) -> Iterator[Directory]:
    directory = Directory(slack, InForce(RULES))
    yield directory
    directory.close()


def test_what_is_known_is_not_asked_again(directory: Directory, slack: Slack) -> None:
    directory.warm()
    asked = slack.asked
    directory.actor("U0MARTA000")
    assert directory.holders("medical") == ["U0PRIYA000"]
    assert slack.asked == asked


def test_what_is_known_stays_good_while_slack_is_silent(directory: Directory, slack: Slack) -> None:
    directory.warm()
    slack.answers = False
    assert directory.actor("U0MARTA000").roles == {"community_manager", "brand"}


def test_somebody_new_cannot_act_while_slack_is_silent(directory: Directory, slack: Slack) -> None:
    slack.answers = False
    with pytest.raises(Unreachable, match="Try again in a minute"):
        directory.actor("U0NOBODY00")


def test_while_slack_is_silent_people_whom_the_file_names_are_asked_and_unknown_groups_are_nobody(
    directory: Directory, slack: Slack
) -> None:
    slack.answers = False
    assert directory.holders("crisis_lead") == ["U0THOMAS00"]
    assert directory.holders("medical") == []


def test_a_slack_that_is_silent_is_not_asked_again_at_once(directory: Directory, slack: Slack) -> None:
    slack.answers = False
    for user_id in ("U0THOMAS00", "U0DAVID000"):
        asked = slack.asked
        with pytest.raises(Unreachable):
            directory.actor(user_id)
    assert slack.asked == asked


def test_a_guest_holds_no_role_even_in_a_group_that_does(directory: Directory) -> None:
    directory.warm()
    assert "U0GUEST" not in directory.holders("medical")
    with pytest.raises(Forbidden, match="Guests cannot act"):
        directory.actor("U0GUEST")


@pytest.mark.parametrize(
    ("user", "is_outside"),
    [
        ({"id": "U1", "team_id": "T0HELVIA00"}, False),
        ({"id": "W1", "team_id": "T9", "enterprise_user": {"teams": ["T0HELVIA00"]}}, False),
        ({"id": "U1", "team_id": "T0NORDLAB0"}, True),
        ({"id": "U1", "team_id": "T0HELVIA00", "is_stranger": True}, True),
    ],
)
def test_people_of_other_organisations_are_told_apart(user: dict[str, object], is_outside: bool) -> None:
    assert person_from_slack(user, team="T0HELVIA00").is_outside is is_outside


def test_a_person_who_is_deactivated_can_do_nothing_from_that_moment_on(helvia: Helvia) -> None:
    helvia.workspace.roster.deactivate("U0JONAS000")
    helvia.settle()
    assert "active people" in helvia.desk("jonas", force=True).type("#general", "/account register").text


def test_what_is_logged_of_such_a_change_does_not_name_whoever_acted_before_it(helvia: Helvia) -> None:
    bind_contextvars(user="U0JONAS000", command="/account")
    event = {"type": "user_change", "user": {"id": "U0MARTA000", "team_id": "T0HELVIA00"}}
    helvia.concord.bolt.dispatch(BoltRequest(mode="socket_mode", body={"type": "event_callback", "event": event}))
    logged = get_contextvars()
    assert (logged["command"], "JONAS" in str(logged)) == ("user_change", False)
    clear_contextvars()


def test_who_joins_a_user_group_holds_its_role_from_that_moment_on(helvia: Helvia) -> None:
    helvia.workspace.roster.set_group("S0MEDICAL0", ["U0HANA0000"])
    helvia.settle()
    assert "medical" in helvia.desk("hana").type("#general", "/social roles").text.partition("Yours")[2]
