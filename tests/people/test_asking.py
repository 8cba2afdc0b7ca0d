"""When Slack is asked who somebody is: for each signature, every ten minutes for all else, never in a transaction."""

from collections.abc import Callable, Iterator
from threading import Event
from time import monotonic
from typing import Any

import pytest

from bot.governance import InForce, load
from bot.kernel.actor import Actor
from bot.kernel.db import Database, WithinTransaction
from bot.kernel.errors import Forbidden
from bot.kernel.outbox.slack import SlackWire
from bot.people import Directory, Person, Unreachable, memory
from bot.people.directory import OLD_S
from bot.settings import PACKAGED_GOVERNANCE
from tests.patience import PATIENCE_S

RULES = load(PACKAGED_GOVERNANCE)
PRIYA, MARTA, THOMAS, HANA = "U0PRIYA000", "U0MARTA000", "U0THOMAS00", "U0HANA0000"


class Slack:
    """Knows two people of the medical group; `asked` is who was asked about, in order."""

    def __init__(self) -> None:
        self.medical = {PRIYA}
        self.gone = set[str]()
        self.silent_about = set[str]()
        self.answers = Event()
        self.answers.set()
        self.asked: list[str] = []

    def person(self, user_id: str) -> Person:
        self._ask(user_id)
        return Person(id=user_id, name=user_id, tz="UTC", is_deactivated=user_id in self.gone)

    def members(self, group_id: str) -> frozenset[str]:
        self._ask(group_id)
        return frozenset(self.medical if group_id == "S0MEDICAL0" else ())

    def _ask(self, slack_id: str) -> None:
        self.asked.append(slack_id)
        self.answers.wait(PATIENCE_S)
        if slack_id in self.silent_about or "everything" in self.silent_about:
            raise Unreachable


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def directory(slack: Slack) -> Iterator[Directory]:
    directory = Directory(slack, InForce(RULES))
    directory.warm()
    slack.asked.clear()
    yield directory
    slack.answers.set()
    directory.close()


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """As the memory knows it, in seconds."""

    def passes(seconds: float) -> None:
        later = monotonic() + seconds
        monkeypatch.setattr(memory, "monotonic", lambda: later)

    return passes


class TestWhatSigns:
    def test_asks_about_the_person_and_the_groups_that_can_give_a_role_however_fresh_all_is(
        self, directory: Directory, slack: Slack
    ) -> None:
        directory.signer(PRIYA, {"medical", "legal"})
        assert sorted(slack.asked) == ["S0LEGAL000", "S0MEDICAL0", PRIYA]

    def test_asks_about_no_group_for_what_the_file_gives_by_name(self, directory: Directory, slack: Slack) -> None:
        assert directory.signer(MARTA, {"community_manager"}).has("community_manager")
        assert slack.asked == [MARTA]

    def test_goes_by_what_slack_says_now(self, directory: Directory, slack: Slack) -> None:
        slack.medical = {HANA}
        assert directory.actor(PRIYA).has("medical")
        assert not directory.signer(PRIYA, {"medical"}).has("medical")
        assert directory.signer(HANA, {"medical"}).has("medical")
        slack.gone.add(HANA)
        with pytest.raises(Forbidden, match="Only active people"):
            directory.signer(HANA, {"medical"})

    @pytest.mark.parametrize("silent_about", [PRIYA, "S0MEDICAL0"])
    def test_is_refused_where_slack_answers_only_half(
        self, directory: Directory, slack: Slack, silent_about: str
    ) -> None:
        slack.silent_about = {silent_about}
        with pytest.raises(Unreachable, match=r"you may sign.*Try again"):
            directory.signer(PRIYA, {"medical"})
        slack.silent_about = set()
        assert directory.signer(PRIYA, {"medical"}).has("medical")

    def test_is_refused_where_slack_does_not_answer_in_time(
        self, directory: Directory, slack: Slack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(memory, "PATIENCE_S", 0.01)
        slack.answers.clear()
        with pytest.raises(Unreachable, match="Try again"):
            directory.signer(PRIYA, {"medical"})


class TestAllElse:
    def test_is_asked_again_after_ten_minutes_before_somebody_acts_by_it(
        self, directory: Directory, slack: Slack, pass_time: Callable[[float], None]
    ) -> None:
        slack.medical = set()
        assert directory.actor(PRIYA).has("medical")
        pass_time(OLD_S + 1)
        assert not directory.actor(PRIYA).has("medical")

    def test_is_refused_where_slack_is_silent_for_so_long_but_in_a_crisis(
        self, directory: Directory, slack: Slack, pass_time: Callable[[float], None]
    ) -> None:
        pass_time(OLD_S + 1)
        slack.silent_about = {"everything"}
        with pytest.raises(Unreachable, match="Try again"):
            directory.actor(THOMAS)
        assert directory.anyway(THOMAS, "thomas").has("crisis_lead")

    def test_is_asked_again_at_once_where_another_process_was_told_of_a_change(
        self, directory: Directory, slack: Slack
    ) -> None:
        known = directory.mark("S0MEDICAL0")
        directory.compare("S0MEDICAL0", known)
        assert slack.asked == []
        slack.medical = set()
        directory.compare("S0MEDICAL0", "another mark")
        assert not directory.actor(PRIYA).has("medical")


def test_in_a_crisis_the_file_says_who_somebody_is_where_nothing_is_remembered(slack: Slack) -> None:
    slack.silent_about = {"everything"}
    cold = Directory(slack, InForce(RULES))
    assert cold.anyway(THOMAS, "thomas").roles == {"crisis_lead"}
    with pytest.raises(Unreachable):
        cold.anyway("U0NOBODY00", "nobody")
    cold.close()


ASKING: list[Callable[[Directory], Any]] = [
    lambda people: people.actor(MARTA),
    lambda people: people.signer(MARTA, {"legal"}),
    lambda people: people.anyway(MARTA, "marta"),
    lambda people: people.meet([HANA, "U0NOBODY00"]),
    lambda people: people.warm(),
]


@pytest.mark.parametrize("ask", ASKING)
@pytest.mark.parametrize("opened", [Database.transaction, Database.snapshot])
def test_slack_is_never_asked_while_a_transaction_is_open(
    database: Database, slack: Slack, ask: Callable[[Directory], Any], opened: Callable[[Database], Any]
) -> None:
    cold = Directory(slack, InForce(RULES))
    with opened(database), pytest.raises(WithinTransaction):
        ask(cold)
    ask(cold)
    cold.close()


LOOKING: list[Callable[[Directory], Any]] = [
    lambda people: people.holders("medical"),
    lambda people: people.present(["S0MEDICAL0"]),
    lambda people: people.person(MARTA),
    lambda people: people.is_active(MARTA),
]


@pytest.mark.parametrize("look", LOOKING)
def test_what_is_remembered_answers_within_a_transaction(
    database: Database, directory: Directory, slack: Slack, look: Callable[[Directory], Any]
) -> None:
    with database.transaction():
        assert look(directory)
    assert slack.asked == []


def test_nor_does_a_transaction_wait_for_any_other_call_to_slack(database: Database) -> None:
    wire = SlackWire("http://127.0.0.1:1/", "xoxb-test")
    with database.transaction(), pytest.raises(WithinTransaction):
        wire.call("chat.postMessage", {})
    assert wire.call("chat.postMessage", {}).error == "ConnectError"
    wire.close()


def test_who_acts_is_looked_up_before_the_transaction_also_where_it_is_known(
    database: Database, directory: Directory
) -> None:
    who: Actor = directory.actor(MARTA)
    with database.transaction(), pytest.raises(WithinTransaction):
        directory.actor(who.id)
