"""What somebody does is seen on the Homes of all whom it asks, though nobody opens them again."""

from datetime import timedelta

import pytest

from bot.kernel.outbox import homes
from sandbox.desk import texts
from tests.calendar.steps import plan
from tests.crises.steps import answer, raise_crisis, resolve
from tests.handlers.test_what_asks import waiting
from tests.posts.steps import register_account as company_account
from tests.posts.steps import submitted
from tests.statements import trips_to
from tests.steps import register_account
from tests.world import Helvia

SHORTLY = timedelta(seconds=3)
A_DAY = timedelta(days=1)


def open_home(helvia: Helvia, *handles: str) -> None:
    for each in handles:
        helvia.desk(each).open_home()
    helvia.settle()


def asks(helvia: Helvia, handle: str) -> str:
    """What waits for them by the Home that they have before them."""
    helvia.wait(SHORTLY)
    helvia.settle()
    return texts(waiting(helvia.desk(handle)))


def published(helvia: Helvia) -> list[str]:
    """To whom, since the workspace began."""
    return [str(call.arguments["user_id"]) for call in helvia.workspace.calls if call.method == "views.publish"]


@pytest.mark.any_database
def test_a_post_comes_to_its_reviewer_and_leaves_when_its_author_withdraws_it(helvia: Helvia) -> None:
    open_home(helvia, "lucas")
    post_id = submitted(helvia)
    assert f"#{post_id}" in asks(helvia, "lucas")
    jonas = helvia.desk("jonas")
    assert jonas.type("#general", f"/post withdraw {post_id}").ok
    jonas.fill(reason="Not now")
    assert jonas.submit().ok
    assert "Nothing waits for you." in asks(helvia, "lucas")


@pytest.mark.any_database
def test_a_crisis_leaves_the_homes_of_all_it_pinged_once_one_of_them_is_on_it(helvia: Helvia) -> None:
    open_home(helvia, "thomas", "marta", "hana")
    raise_crisis(helvia)
    helvia.settle()
    assert "Crisis 1" in asks(helvia, "thomas")
    answer(helvia)
    assert "Nothing waits for you." in asks(helvia, "thomas")
    resolve(helvia, "thomas")


@pytest.mark.any_database
def test_a_missed_slot_is_told_in_a_channel_and_stands_on_the_home_of_whoever_it_asks(helvia: Helvia) -> None:
    plan(helvia, register_account(helvia, cadence="365"))
    open_home(helvia, "jonas")
    helvia.wait(2 * A_DAY)
    assert "*overdue*" in asks(helvia, "jonas")


def test_ten_changes_are_one_publication(helvia: Helvia) -> None:
    open_home(helvia, "lucas")
    before = len(published(helvia))
    account = company_account(helvia)
    for _ in range(3):
        submitted(helvia, account=account)
    helvia.wait(SHORTLY)
    helvia.settle()
    assert published(helvia)[before:] == ["U0LUCAS000"]


@pytest.mark.any_database
def test_nobody_is_published_a_home_who_has_opened_none(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.wait(timedelta(minutes=11))
    assert published(helvia) == []


@pytest.mark.parametrize("number", [2, 50])
def test_however_many_homes_change_the_gesture_writes_their_letters_in_one_go(
    helvia: Helvia, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [f"U{each:09}" for each in range(number)]
    with helvia.session() as session:
        for each in people:
            homes.opened(session, each, helvia.now)
    with trips_to(helvia, monkeypatch) as trips, helvia.session() as session:
        homes.change(session, people, at=helvia.now)
    last = ["INSERT"] if helvia.database.is_sqlite else []  # to PostgreSQL it goes with the COMMIT
    assert [each.split()[0] for each in trips if "BEGIN" not in each] == ["SELECT", "UPDATE", *last]
