"""What takes longer than Slack waits is done all the same, once, and the person is told how it ended."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, event, func, select
from sqlalchemy.orm import Session

from bot.kernel import arrival
from bot.kernel.outbox.tables import letters
from sandbox.desk import readable
from sandbox.wire.payloads import command
from sandbox.workspace.line import Delivery
from tests.accounts.steps import propose
from tests.crises.steps import ON_IT, WAR_ROOM, crisis_now, filled_in, headline, raise_crisis
from tests.patience import PATIENCE_S
from tests.reliability.steps import rows
from tests.steps import register_account
from tests.thoroughness import examples
from tests.world import Helvia

TOO_LONG_S = 4.0
IN_A_RUSH = examples(60)
LATE = "took too long for Slack"
LOG = "/account log @Cardiva https://x.com/Cardiva/status/{}"


class Stopwatch:
    """The clock that arrivals are measured by, which stands still until it is moved."""

    def __init__(self) -> None:
        self.at, self.stamps = 1000.0, 0
        self._news = threading.Condition()

    def __call__(self) -> float:
        return self.at

    def stamp(self) -> float:
        with self._news:
            self.stamps += 1
            self._news.notify_all()
        return self.at

    def wait_for(self, stamps: int) -> bool:
        with self._news:
            return self._news.wait_for(lambda: self.stamps >= stamps, PATIENCE_S)


@pytest.fixture
def stopwatch(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    helvia.sandbox.events.settle()
    made = Stopwatch()
    monkeypatch.setattr(arrival, "monotonic", made)
    monkeypatch.setattr(arrival, "stamp", made.stamp)
    return made


@contextmanager
def taking_too_long(helvia: Helvia, stopwatch: Stopwatch, at: str = "before_cursor_execute") -> Iterator[None]:
    """Seconds pass while the database is asked for something, or while it commits."""

    def pass_time(*_: object) -> None:
        stopwatch.at += TOO_LONG_S

    event.listen(helvia.database.engine, at, pass_time)
    yield
    event.remove(helvia.database.engine, at, pass_time)


def belated(helvia: Helvia, handle: str) -> list[str]:
    """What a person was written directly about something late."""
    return [readable(each) for each in helvia.direct(handle) if LATE in readable(each)]


def late_whispers(helvia: Helvia) -> list[str]:
    return [each for each in helvia.whispers("jonas", "#general") if LATE in each]


@pytest.mark.parametrize("at", ["before_cursor_execute", "commit"])
def test_a_form_that_is_done_too_late_is_done_and_told(helvia: Helvia, stopwatch: Stopwatch, at: str) -> None:
    desk = filled_in(helvia)
    with taking_too_long(helvia, stopwatch, at):
        desk.submit()
    assert headline(helvia)
    [sentence] = belated(helvia, "jonas")
    assert sentence.startswith("*Raise a crisis* took too long")
    assert "Likely × Major" in sentence


def test_what_is_told_late_is_committed_with_what_was_done(helvia: Helvia, stopwatch: Stopwatch) -> None:
    desk, written = filled_in(helvia), list[int]()

    def count(connection: Connection) -> None:
        late = select(func.count()).select_from(letters).where(letters.c.key.startswith("late:"))
        written.append(connection.execute(late).scalar_one())

    event.listen(helvia.database.engine, "commit", count)
    with taking_too_long(helvia, stopwatch):
        desk.submit()
    event.remove(helvia.database.engine, "commit", count)
    assert written[0] == 1


def test_a_form_that_is_sent_again_meanwhile_is_done_once_and_told_once(helvia: Helvia, stopwatch: Stopwatch) -> None:
    desk = filled_in(helvia)
    with taking_too_long(helvia, stopwatch):
        sent = desk.submit().payload
        helvia.workspace.line.deliver(Delivery("interactive", sent))
    assert rows(helvia)["crises"] == 1
    assert len(belated(helvia, "jonas")) == 1


def test_a_commands_late_answer_comes_directly(helvia: Helvia, stopwatch: Stopwatch) -> None:
    register_account(helvia)
    with taking_too_long(helvia, stopwatch):
        helvia.desk("jonas").type("#general", LOG.format(1001))
    [answer] = belated(helvia, "jonas")
    assert answer.startswith("`/account` took too long")
    assert "Logged on" in answer
    assert len(helvia.audit("post_logged")) == 1


def test_a_late_click_is_told(helvia: Helvia, stopwatch: Stopwatch) -> None:
    assert propose(helvia.desk("jonas")).ok
    [card] = [each for each in helvia.direct("marta") if "accounts.approve" in str(each.blocks)]
    with taking_too_long(helvia, stopwatch):
        helvia.press("marta", card, "accounts.approve")
    [sentence] = belated(helvia, "marta")
    assert sentence.startswith("*Approve* took too long")
    assert "It is done, whatever Slack said" in sentence
    assert len(helvia.audit("account_approved")) == 1


def test_a_late_clicks_whisper_is_enough(helvia: Helvia, stopwatch: Stopwatch) -> None:
    raise_crisis(helvia)
    card = headline(helvia)
    with taking_too_long(helvia, stopwatch):
        helvia.press("thomas", card, ON_IT)
    assert crisis_now(helvia).state == "acknowledged"
    assert len(helvia.whispers("thomas", WAR_ROOM)) == 1
    assert belated(helvia, "thomas") == []


def test_a_late_refusal_of_a_form_is_told_with_its_sentence(helvia: Helvia, stopwatch: Stopwatch) -> None:
    desk = filled_in(helvia)
    desk.fill({"what": " "})
    with taking_too_long(helvia, stopwatch):
        refused = desk.submit()
    [sentence] = refused.errors.values()
    assert [sentence in each for each in belated(helvia, "jonas")] == [True]
    assert "crises" not in rows(helvia)


def test_a_late_refusal_of_a_command_is_whispered(helvia: Helvia, stopwatch: Stopwatch) -> None:
    with taking_too_long(helvia, stopwatch):
        helvia.desk("jonas").type("#general", LOG.format(1001))
    [sentence] = late_whispers(helvia)
    assert "@Cardiva" in sentence


def test_a_form_that_cannot_be_opened_any_more_is_refused_in_a_sentence(helvia: Helvia, stopwatch: Stopwatch) -> None:
    tickets = helvia.workspace.tickets
    with taking_too_long(helvia, stopwatch), pytest.MonkeyPatch.context() as patch:
        patch.setattr(tickets, "trigger_life", -1.0)
        helvia.desk("jonas").type("#general", "/crisis raise")
    [sentence] = late_whispers(helvia)
    assert "Slack was too slow" in sentence


@pytest.mark.usefixtures("stopwatch")
def test_what_is_in_time_is_told_by_nothing_else(helvia: Helvia) -> None:
    register_account(helvia)
    assert "Logged on" in helvia.desk("jonas").type("#general", LOG.format(1001)).text
    assert filled_in(helvia).submit().ok
    assert belated(helvia, "jonas") == []


def test_of_a_rush_that_waits_too_long_each_is_done_once_or_refused_and_the_person_knows(
    helvia: Helvia, stopwatch: Stopwatch
) -> None:
    """More than there are threads: while one transaction holds them all up, seconds pass."""
    register_account(helvia)
    workspace, jonas = helvia.workspace, helvia.desk("jonas").person
    [general] = [each for each in workspace.state.channels.values() if each.name == "general"]
    typed = [LOG.format(number).removeprefix("/account ") for number in range(1001, 1001 + IN_A_RUSH)]
    sent = [Delivery("slash_commands", command(workspace, jonas, general, "/account", text)) for text in typed]
    before, ended = stopwatch.stamps, Ended(helvia)
    with ThreadPoolExecutor(IN_A_RUSH) as slack:
        with holding_everybody(helvia):
            for each in sent:
                slack.submit(workspace.line.deliver, each)
            assert stopwatch.wait_for(before + IN_A_RUSH)
            stopwatch.at += TOO_LONG_S
        assert ended.wait_for(IN_A_RUSH)
    done = len(helvia.audit("post_logged"))
    assert written(helvia, "late") == done
    assert written(helvia, "refusal") == IN_A_RUSH - done


def written(helvia: Helvia, kind: str) -> int:
    """How many letters there are of that kind, whether they are delivered or not."""
    with helvia.database.snapshot() as session:
        of_kind = select(func.count()).select_from(letters).where(letters.c.key.startswith(f"{kind}:"))
        return session.execute(of_kind).scalar_one()


class Ended:
    """Told of each commit, it knows how many gestures have come to their end."""

    def __init__(self, helvia: Helvia) -> None:
        self._helvia, self._database = helvia, helvia.database
        self._news = threading.Condition()
        self._database.after_commit.append(self._tell)

    def wait_for(self, count: int) -> bool:
        with self._news:
            over = self._news.wait_for(lambda: self._count() >= count, PATIENCE_S)
        self._database.after_commit.remove(self._tell)
        return over

    def _tell(self, _: Session) -> None:
        with self._news:
            self._news.notify_all()

    def _count(self) -> int:
        """Each has one letter of its own: what it came to, late."""
        return written(self._helvia, "late") + written(self._helvia, "refusal")


@contextmanager
def holding_everybody(helvia: Helvia) -> Iterator[None]:
    with helvia.session() as session:
        if not helvia.database.is_sqlite:  # there any transaction holds up all others
            session.connection().exec_driver_sql("LOCK TABLE receipts")
        yield
