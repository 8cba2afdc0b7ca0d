"""By which rules and with whom in which role: what stands now is compared with what was last recorded."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from bot import governance, leaving
from bot.app import Concord
from bot.audit.model import Entry
from bot.changes.service import adopt
from bot.kernel.db import Database
from bot.oversight.following import Following
from bot.oversight.model import standings
from bot.oversight.standing import Standings
from bot.settings import PACKAGED_GOVERNANCE, SocketSettings
from bot.version import VERSION
from tests.world import Helvia

SECRET = "hunter2"


class Start(Protocol):
    def __call__(self, rules: str = ...) -> Concord: ...


@pytest.fixture
def start(helvia: Helvia, tmp_path: Path) -> Iterator[Start]:
    """A process that starts with those rules, on the same database."""
    given = {name.lower(): value for name, value in helvia.sandbox.environment.items()}
    url = helvia.database.engine.url.render_as_string(hide_password=False)
    file = tmp_path / "governance.yml"
    with ExitStack() as running:

        def started(rules: str = PACKAGED_GOVERNANCE.read_text()) -> Concord:
            file.write_text(rules)
            settings = SocketSettings.model_validate({**given, "database_url": url, "governance_file": file})
            concord = Concord(settings, Database(url), helvia.concord.clock)
            running.callback(concord.close)
            concord.warm()
            concord.standings.look()
            return concord

        yield started


def of(helvia: Helvia, subject: str) -> list[Entry]:
    whats = ("rules_taken_up", "role_holders_changed", "group_members_changed")
    return [entry for what in whats for entry in helvia.audit(what) if entry.subject == subject]


def test_the_first_start_records_file_version_roles_and_groups(helvia: Helvia, start: Start) -> None:
    concord = start()
    [rules] = of(helvia, "governance")
    sha256 = governance.load(PACKAGED_GOVERNANCE).sha256
    assert rules.note == f"SHA-256 {sha256}, Concord {VERSION}; first recorded"
    assert rules.changes["value"][1]["keys"]["roles.medical[0]"] == "S0MEDICAL0"
    [medical] = of(helvia, "role:medical")
    assert medical.note == "first recorded; given to U0PRIYA000"
    assert of(helvia, "group:S0MEDICAL0")[0].changes["value"][1] == {"members": ["U0PRIYA000"]}
    concord.standings.look()
    start()
    assert [len(of(helvia, each)) for each in ("governance", "role:medical", "group:S0MEDICAL0")] == [1, 1, 1]


def test_a_changed_file_is_recorded_with_the_keys_that_differ(helvia: Helvia, start: Start) -> None:
    start()
    start(PACKAGED_GOVERNANCE.read_text().replace("brand: [U0MARTA000]", "brand: [U0MARTA000, U0HANA0000]"))
    entry = of(helvia, "governance")[-1]
    assert entry.note.endswith("; changed: roles.brand[1]")
    assert [len(value["keys"]) for value in entry.changes["value"]][1] > 100
    assert of(helvia, "role:brand")[-1].note == "given to U0HANA0000"


def test_a_new_version_of_the_program_is_recorded(
    helvia: Helvia, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    start()
    monkeypatch.setattr("bot.oversight.in_force.VERSION", "9.9.9")
    start()
    assert of(helvia, "governance")[-1].note.endswith("Concord 9.9.9; no key changed")


@pytest.mark.parametrize(("key", "within"), [("other_ways", "everyone"), ("checkpoints", "ways")])
def test_no_address_is_recorded_but_that_it_changed_is(helvia: Helvia, start: Start, key: str, within: str) -> None:
    ways = f'\nway_schemes: [json]\n{key}:\n  {within}: ["json://127.0.0.1:1/{SECRET}"]\n'
    start(PACKAGED_GOVERNANCE.read_text() + ways)
    start(PACKAGED_GOVERNANCE.read_text() + ways.replace(SECRET, f"{SECRET}2"))
    entries = of(helvia, "governance")
    assert entries[-1].note.endswith(f"; changed: {key}.{within}[0]")
    assert SECRET not in str([entry.changes for entry in entries])


def test_what_slack_says_of_roles_and_groups_is_recorded_when_it_changes(helvia: Helvia, start: Start) -> None:
    concord = start()
    helvia.workspace.roster.set_group("S0MEDICAL0", ["U0HANA0000"])
    helvia.sandbox.events.settle()
    concord.news.read()
    concord.people.meet(["S0MEDICAL0", "U0HANA0000"])
    concord.standings.look()
    assert of(helvia, "role:medical")[-1].note == "given to U0HANA0000; taken from U0PRIYA000"
    assert of(helvia, "group:S0MEDICAL0")[-1].note == "given to U0HANA0000; taken from U0PRIYA000"


def test_what_slack_does_not_say_is_not_recorded_as_taken_away(helvia: Helvia, start: Start) -> None:
    start()
    helvia.workspace.faults.add("error", method="usergroups.users.list", times=0)
    start()
    helvia.sandbox.recover()
    assert len(of(helvia, "role:medical")) == 1


def test_of_several_processes_that_start_at_once_one_records(helvia: Helvia, start: Start) -> None:
    starting = [start() for _ in range(3)]
    with helvia.session() as session:
        session.execute(standings.delete())
    for each in starting:
        following = Following(each.database, each.clock, each.in_force, lambda _: None, adopt)
        each.standings = Standings(each.database, each.clock, each.company, following, leaving.relied_on)
    before = len(of(helvia, "governance"))
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda each: each.standings.look(), starting))
    assert len(of(helvia, "governance")) == before + 1
