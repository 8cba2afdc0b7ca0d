"""A file of accounts is taken in batch by batch: nobody who writes waits for all of it, and what breaks off goes on."""

from collections.abc import Callable
from itertools import count

import pytest

from bot.accounts import importing
from bot.kernel import sheet
from bot.kernel.actor import Actor
from sandbox.desk import Given, readable
from tests.command_line.process import CSV
from tests.world import Helvia

ROWS = 5


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "AT_ONCE", 2)


class Killed(BaseException):
    """As the process would end: nothing is caught, nothing tidied up."""


def give(helvia: Helvia) -> None:
    head, row, bad = CSV.splitlines()
    rows = [row.replace("@Helvia,", f"@Helvia{number},") for number in range(ROWS - 1)]
    desk = helvia.desk("marta")
    desk.type("#general", "/account import")
    desk.fill(sheet=Given("accounts.csv", "\n".join([head, *rows[:2], bad, *rows[2:]]).encode()))
    assert desk.submit().ok


Before = Callable[[int, Callable[[], object]], None]


@pytest.fixture
def before_batch(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> Before:
    """Has something done before the batch of that number, counted from 0, is taken in."""

    def plan(number: int, do: Callable[[], object]) -> None:
        people, numbers = helvia.concord.people, count()
        actor = people.actor

        def asked(person: str) -> Actor:
            if next(numbers) == number:
                do()
            return actor(person)

        monkeypatch.setattr(people, "actor", asked)

    return plan


def card(helvia: Helvia) -> str:
    return readable(helvia.direct("marta")[0])


DONE = "accounts.csv: 4 accounts imported, 0 known already, 1 bad row left out."


def test_each_batch_is_a_transaction_and_the_card_says_how_far_it_is(helvia: Helvia, before_batch: Before) -> None:
    give(helvia)
    seen: list[str] = []
    before_batch(1, lambda: seen.append(card(helvia)))
    helvia.concord.sheets.take_in()
    assert ":hourglass_flowing_sand: Taking in accounts.csv… 2 of 5 rows" in seen[0]
    assert DONE in card(helvia)


def test_what_a_killed_worker_had_begun_another_one_ends_as_a_whole(helvia: Helvia, before_batch: Before) -> None:
    def die() -> None:
        raise Killed

    give(helvia)
    before_batch(1, die)
    with pytest.raises(Killed):
        helvia.concord.sheets.take_in()
    helvia.workspace.faults.add("error", method="files.info", code="file_deleted", times=0)
    helvia.wait(importing.LEASE)
    with helvia.another() as another:
        another.sheets.take_in()
    assert DONE in card(helvia)
    assert len(helvia.audit("account_imported")) == ROWS - 1
    [entry] = helvia.audit("sheet_imported")
    assert entry.note.startswith("4 accounts imported, 0 known already, 1 bad row left out. SHA-256 ")


def test_a_worker_whose_lease_ran_out_leaves_what_another_one_has(helvia: Helvia, before_batch: Before) -> None:
    def overtake() -> None:
        helvia.wait(importing.LEASE)
        with helvia.another() as another:
            another.sheets.take_in()

    give(helvia)
    before_batch(1, overtake)
    helvia.concord.sheets.take_in()
    assert DONE in card(helvia)
    assert [len(helvia.audit(what)) for what in ("account_imported", "sheet_imported")] == [ROWS - 1, 1]


def test_two_files_at_once_each_tell_what_came_of_them(helvia: Helvia, before_batch: Before) -> None:
    def the_other() -> None:
        with helvia.another() as another:
            another.sheets.take_in()

    give(helvia)
    give(helvia)
    before_batch(1, the_other)
    helvia.concord.sheets.take_in()
    cards = "\n".join(map(readable, helvia.direct("marta")))
    assert "accounts.csv: 2 accounts imported, 2 known already, 1 bad row left out." in cards
    assert len(helvia.audit("account_imported")) == ROWS - 1


def test_what_whoever_leaves_had_begun_ends_with_what_came_in(helvia: Helvia, before_batch: Before) -> None:
    def leave() -> None:
        helvia.workspace.roster.deactivate("U0MARTA000")
        helvia.sandbox.events.settle()

    give(helvia)
    before_batch(1, leave)
    helvia.concord.sheets.take_in()
    [entry] = helvia.audit("sheet_imported")
    assert (entry.who, entry.note.startswith("2 accounts imported, 0 known already.")) == ("concord", True)
