"""Somebody fills every form with what might pass for Concord: nothing of it comes alive, wherever it is shown."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.kernel.outbox.tables import letters
from sandbox.desk import Outcome
from tests import hostile
from tests.accounts.steps import propose
from tests.calendar import steps as calendar
from tests.crises import steps as crises
from tests.posts import steps as posts
from tests.steps import register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database

A_DAY = timedelta(days=1)
SHORT = hostile.TEXT[:250]
PEOPLE = ("jonas", "sofia", "marta", "lucas", "priya", "thomas", "elena")


def seen(helvia: Helvia) -> Iterator[Any]:
    """All that anybody sees: conversations with their threads and whispers, Home tabs, and what is open."""
    state = helvia.workspace.state
    for messages in state.messages.values():
        yield from (
            {"text": each.text, "blocks": each.blocks} for each in messages if each.author == helvia.workspace.bot.id
        )
    for view in state.homes.values():
        yield view.content
    for handle in PEOPLE:
        yield from (view.content for view in helvia.desk(handle).modals)


def check(helvia: Helvia, *answers: Outcome) -> None:
    """Whatever is shown now, and what these gestures were answered."""
    helvia.settle()
    for handle in PEOPLE:
        helvia.desk(handle).open_home()
    helvia.settle()
    payloads = [*seen(helvia), *(each.reply for each in answers if each.reply)]
    assert payloads
    assert [problem for each in payloads for problem in hostile.alive(each)] == []
    assert [problem for each in payloads for problem in hostile.beyond(each.get("blocks") or [])] == []
    with helvia.session() as session:
        assert session.execute(letters.select().where(letters.c.plain | (letters.c.state == "dead"))).all() == []


def test_of_an_account(helvia: Helvia) -> None:
    proposing: dict[str, Any] = {
        "name": hostile.NAME,
        "purpose": SHORT,
        "audience": hostile.NAME,
        "business_unit": hostile.NAME,
        "brand": hostile.NAME,
        "why": SHORT,
    }
    jonas, marta = helvia.desk("jonas"), helvia.desk("marta")
    assert propose(jonas, **proposing).ok
    check(helvia, jonas.type("#general", "/account list"))
    [card] = helvia.direct("marta")
    assert helvia.press("marta", card, "accounts.decline").ok
    check(helvia)
    marta.fill(reason=SHORT)
    assert marta.submit().ok
    check(helvia, jonas.type("#general", "/account show helvia-heart"))
    assert propose(jonas, **proposing).ok
    assert helvia.press("marta", helvia.direct("marta")[-1], "accounts.approve").ok
    check(helvia, jonas.type("#general", "/account list"), jonas.type("#general", "/account show helvia-heart"))
    assert jonas.type("#general", "/account log helvia-heart").ok
    check(helvia)
    jonas.close_all()
    helvia.wait(40 * A_DAY)
    assert jonas.type("#general", "/account retire helvia-heart").ok
    jonas.fill(reason=SHORT)
    assert jonas.submit().ok
    check(
        helvia,
        jonas.type("#general", "/account show helvia-heart"),
        helvia.desk("ines").type("#general", "/social audit"),
    )


def test_of_a_campaign_and_its_hashtag(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    propose(jonas, kind="campaign", name=hostile.NAME, purpose=SHORT)
    check(helvia)
    jonas.fill(insistence=SHORT)
    assert jonas.submit().ok
    propose(jonas, kind="campaign", handle="helvia-week", name=hostile.NAME, purpose=SHORT)
    jonas.fill(hashtag="#HeartWeek26")
    assert jonas.submit().ok
    check(helvia, jonas.type("#general", "/social hashtags"))


def test_of_a_post(helvia: Helvia) -> None:
    written: dict[str, Any] = {
        "text": SHORT,
        "link": "https://helvia.example/#|Approved>%20<!channel>",
        "media": f"a.jpg | {hostile.NAME}\nb.jpg | {hostile.NAME}",
        "objective": SHORT,
        "source": SHORT,
        "permission": SHORT,
    }
    account = posts.register_account(
        helvia, network="linkedin", handle="helvia-today", name=hostile.NAME, publisher="U0SOFIA000"
    )
    post_id = posts.submitted(helvia, account=account, **written)
    jonas = helvia.desk("jonas")
    check(helvia, jonas.type("#general", "/post list"), jonas.type("#general", f"/post show {post_id}"))
    assert posts.decide(helvia, "lucas", "posts.request_changes", hostile.TEXT).ok
    check(helvia, jonas.type("#general", f"/post show {post_id}"))
    assert posts.edit(
        helvia, "jonas", post_id, text=SHORT[:200], objective=hostile.NAME, planned_at=helvia.now + A_DAY
    ).ok
    check(helvia, helvia.desk("lucas").type("#general", f"/post show {post_id}"))
    assert posts.press(helvia, "lucas", "posts.approve").ok
    helvia.wait(A_DAY)
    check(helvia, jonas.type("#general", "/calendar week"))
    assert posts.press(helvia, "sofia", "posts.give_back").ok
    helvia.desk("sofia").fill(reason=SHORT)
    assert helvia.desk("sofia").submit().ok
    check(helvia)
    assert jonas.type("#general", f"/post withdraw {post_id}").ok
    check(helvia)
    jonas.fill(reason=SHORT)
    assert jonas.submit().ok
    check(
        helvia,
        jonas.type("#general", f"/post show {post_id}"),
        helvia.desk("ines").type("#general", f"/social audit post:{post_id}"),
    )


def test_of_a_slot(helvia: Helvia) -> None:
    account = register_account(helvia, handle="@HelviaToday", name=hostile.NAME)
    slot = calendar.plan(helvia, account, theme=SHORT[:200], content="to create", maker="U0SOFIA000")
    jonas = helvia.desk("jonas")
    check(helvia, jonas.type("#general", "/calendar week"))
    helvia.wait(2 * A_DAY)
    check(helvia)
    [report] = [each for each in helvia.messages(calendar.REMINDERS, "jonas") if "calendar.skip" in str(each.blocks)]
    assert helvia.press("jonas", report, "calendar.skip").ok
    check(helvia)
    jonas.fill(reason=SHORT)
    assert jonas.submit().ok
    check(helvia, jonas.type("#general", "/calendar week"))
    assert slot.id


def test_of_a_crisis(helvia: Helvia) -> None:
    account = register_account(helvia, name=hostile.NAME)
    raised = crises.raise_crisis(helvia, what=hostile.TEXT * 6, evidence=hostile.ADDRESS, accounts=[str(account)])
    assert raised.ok
    check(helvia, raised)
    helvia.wait(timedelta(minutes=20))
    assert crises.answer(helvia).ok
    thomas = helvia.desk("thomas")
    update = thomas.type("#general", f"/crisis update 1 {SHORT.splitlines()[0]}")
    check(helvia, update, thomas.type("#general", "/crisis list"), thomas.type("#general", "/crisis show 1"))
    assert crises.press(helvia, "thomas", crises.RESOLVE).ok
    check(helvia)
    thomas.fill(outcome=hostile.TEXT * 6)
    assert thomas.submit().ok
    thomas.close_all()
    check(helvia, thomas.type("#general", "/crisis list all"), thomas.type("#general", "/crisis show 1"))


COMMANDS = (
    *("/account show {}", "/account list {}", "/account list owner:{}", "/account register {}", "/account {}"),
    *("/post show {}", "/post list {}", "/post list status:{}", "/post list author:{}", "/calendar week {}"),
    *("/crisis list {}", "/crisis show {}", "/crisis raise {}", "/social {}", "/social audit {}", "/calendar slot {}"),
)


def test_what_is_typed_after_a_command_stays_what_was_typed(helvia: Helvia) -> None:
    marta = helvia.desk("marta")
    for typed in (hostile.NAME, SHORT.splitlines()[0]):
        answers = [marta.type("#general", command.format(typed)) for command in COMMANDS]
        assert all(each.message or marta.modal for each in answers)
        check(helvia, *answers)
        marta.close_all()
