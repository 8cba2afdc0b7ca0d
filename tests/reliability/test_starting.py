"""A process that starts while Slack fails loses no gesture: each is done, or refused in a sentence.

`make torture` lets each method fail in each way.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from bot.app import NotReady
from bot.kernel.db import Database
from bot.people import memory
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.desk import readable, texts
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests.conftest import MANIFEST
from tests.crises.steps import ON_IT, RED, WAR_ROOM, crisis_now, headline, raise_crisis
from tests.steps import register_account
from tests.thoroughness import TIMES
from tests.world import Helvia, Running, connected

KINDS = ("error", "server_error", "ratelimited", "drop", "hang", "empty_answer", "half_answer")
METHODS = ("auth.test", "views.*", "users.info", "[!a]*", "usergroups.users.list")
"""All but those for connecting, which is tried until it succeeds, are among them."""
WAYS = ("Socket Mode", "HTTP")
EVERY = list(product(METHODS, KINDS, WAYS))
SOME = [(METHODS[n % len(METHODS)], kind, WAYS[(n + n // len(METHODS)) % len(WAYS)]) for n, kind in enumerate(KINDS)]
TROUBLE = EVERY if TIMES > 1 else SOME
REFUSALS = ("Slack does not answer", "Slack was too slow to show this", "Slack did not show this")
A_MINUTE = timedelta(minutes=1)
A_MOMENT_S = 0.05


@pytest.fixture(scope="module")
def slack() -> Iterator[Sandbox]:
    with running(MANIFEST) as sandbox:
        yield sandbox


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A governance file that leaves it to Slack to say which workspace is the company's."""
    file = tmp_path / "governance.yml"
    lines = PACKAGED_GOVERNANCE.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("team:")))
    return file


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack is asked again at once."""
    monkeypatch.setattr(memory, "SILENT_S", 0)


DONE = {
    "command": "@Cardiva",
    "click": "U0THOMAS00",
    "search": "@Cardiva",
    "form": "update",
    "shortcut": "What happened",
    "home": "Open crises",
}
"""What each gesture leads to, when nothing is in its way."""


class Day:
    """People who had a crisis' card and a form before them when the process that showed it was replaced."""

    def __init__(self, helvia: Helvia) -> None:
        register_account(helvia)
        raise_crisis(helvia)
        self._card, self._helvia = headline(helvia), helvia
        self.open_a_form()

    def open_a_form(self) -> None:
        jonas = self._helvia.desk("jonas")
        jonas.close_all()
        jonas.type("#general", "/crisis raise")
        jonas.search("accounts", "")
        jonas.fill(RED)

    def goes_on_with(self, concord: Running) -> Helvia:
        self._helvia = Helvia(self._helvia.sandbox, self._helvia.workspace, concord)
        return self._helvia

    def at_once(self) -> dict[str, str]:
        """Each kind of gesture, and what whoever made it sees at once."""
        helvia, jonas, marta = self._helvia, self._helvia.desk("jonas"), self._helvia.desk("marta")
        command = marta.type("#general", "/account list").text
        if not crisis_now(helvia).answered_by:
            assert helvia.press("thomas", self._card, ON_IT).ok
        search = " ".join(option["text"]["text"] for option in jonas.search("accounts", ""))
        form = jonas.submit()
        assert helvia.desk("sofia").shortcut("crises.raise").ok
        marta.open_home()
        form_says = " ".join(form.errors.values()) or form.action
        return {"command": command, "search": search, "form": form_says, **self.later()}

    def later(self) -> dict[str, str]:
        """Where the answer is not in the acknowledgement: what is there to be seen by now."""
        helvia = self._helvia
        answered = crisis_now(helvia).answered_by or ""
        sofia, home = helvia.desk("sofia").modal, helvia.desk("marta").home
        return {
            "click": " ".join([answered, *self._read("thomas", WAR_ROOM)]),
            "shortcut": " ".join([texts(sofia.content["blocks"]) if sofia else "", *self._direct("sofia")]),
            "home": texts(home.content["blocks"]) if home else "",
        }

    def _read(self, handle: str, channel: str) -> list[str]:
        return [readable(each) for each in self._helvia.desk(handle).read(channel) if each.is_ephemeral]

    def _direct(self, handle: str) -> list[str]:
        return [readable(each) for each in self._helvia.desk(handle).read(self._helvia.workspace.bot.id)]


@pytest.mark.parametrize(("method", "kind", "over"), TROUBLE)
def test_whatever_fails_at_the_start_no_gesture_is_acknowledged_and_lost(
    slack: Sandbox, database: Database, database_url: str, rules: Path, method: str, kind: str, over: str
) -> None:
    workspace = fresh(slack)
    with connected(slack, database_url) as concord:
        day = Day(Helvia(slack, workspace, concord))
    workspace.faults.add(kind, method=method, times=0, seconds=A_MOMENT_S, code="internal_error")
    with connected(slack, database_url, over, governance_file=rules) as concord:
        helvia = day.goes_on_with(concord)
        concord.warm()
        seen = day.at_once()
        slack.recover()
        helvia.workspace.clock.move(A_MINUTE)  # so long Slack waits before it sends an event again
        helvia.settle()
        seen |= day.later()
        assert {gesture: answer for gesture, answer in seen.items() if not is_fine(gesture, answer)} == {}
        day.open_a_form()
        again = day.at_once()
        assert {gesture: answer for gesture, answer in again.items() if DONE[gesture] not in answer} == {}


def is_fine(gesture: str, answer: str) -> bool:
    """Done, or refused in a sentence."""
    return any(words in answer for words in (DONE[gesture], *REFUSALS))


def test_a_token_that_slack_refuses_stops_the_start(slack: Sandbox, database_url: str, rules: Path) -> None:
    fresh(slack).faults.add("error", method="auth.test", code="invalid_auth", times=0)
    with pytest.raises(NotReady, match="invalid_auth"), connected(slack, database_url, "HTTP", governance_file=rules):
        pytest.fail("it started")
