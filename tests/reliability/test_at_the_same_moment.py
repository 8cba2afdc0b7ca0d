"""Point 8, with two people at once: whoever comes second meets the matter as the first one left it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.accounts import finding
from bot.accounts import service as registry
from bot.checklists import queries as checklist_lines
from bot.checklists import service as checklists
from bot.crises import queries as crises
from bot.crises import service
from bot.kernel.act import Act
from bot.posts import publishing
from bot.posts import queries as posts
from bot.posts.deciding import REVIEWING
from bot.products import service as products
from bot.products.drafts import Draft
from bot.reviews.seen import Seen
from tests.checklists.steps import SELLERS, card, choose, lines, raise_fakes
from tests.crises.steps import UPDATE, answer, crisis_now, heard, offered, raise_crisis
from tests.patience import PATIENCE_S
from tests.posts.steps import A_DAY, AN_HOUR, PRODUCT, URL, cards, directly, press, scheduled, submitted
from tests.reliability.steps import nagging
from tests.steps import WAITERS, account_now, register_account
from tests.world import Helvia

LOG = "/account log @Cardiva https://x.com/Cardiva/status/1001"
REMINDERS = "#social-reminders"


@contextmanager
def right_before(helvia: Helvia, words: str, act: Callable[[Helvia], None]) -> Iterator[None]:
    """Somebody else acts just before the first statement with those words, and is done then or waits for it; on SQLite,
    where each waits for the other, before all of them.
    """
    left = [act]

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if words in statement and left:
            acting.append(others.submit(left.pop(), helvia))
            with helvia.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as watching:
                while not acting[0].done() and not watching.execute(WAITERS).scalar_one():
                    pass

    acting: list[Future[None]] = []
    with ThreadPoolExecutor() as others:
        if helvia.database.is_sqlite:
            acting.append(others.submit(left.pop(), helvia))
            acting[0].result(PATIENCE_S)
        event.listen(helvia.database.engine, "before_cursor_execute", listen)
        yield
        acting[0].result(PATIENCE_S)
        event.remove(helvia.database.engine, "before_cursor_execute", listen)  # once nobody goes through the listeners


def resolve(helvia: Helvia) -> None:
    marta = helvia.concord.people.actor("U0MARTA000")
    with helvia.session() as session:
        service.resolve(Act(session, marta, helvia.now), crises.held(session, 1), "A hoax")


def tick_off(helvia: Helvia) -> None:
    marta = helvia.concord.people.actor("U0MARTA000")
    [number] = [line.id for line in lines(helvia) if line.what == SELLERS]
    with helvia.session() as session:
        act = Act(session, marta, helvia.now)
        checklists.tick_off(act, checklist_lines.held_by(act, number))


def retire(helvia: Helvia) -> None:
    marta = helvia.concord.people.actor("U0MARTA000")
    with helvia.session() as session:
        account = finding.held_named(session, "@Cardiva")
        registry.retire(Act(session, marta, helvia.now), account, "Nobody reads it")


def remind(helvia: Helvia) -> None:
    helvia.concord.fire_due()
    helvia.concord.sender.drain()


@pytest.mark.parametrize("is_answered", [False, True])
def test_an_update_that_meets_a_resolution_does_not_bring_the_crisis_back(helvia: Helvia, is_answered: bool) -> None:
    raise_crisis(helvia)
    if is_answered:
        answer(helvia)
    with right_before(helvia, "FOR NO KEY UPDATE", resolve):
        refusal = helvia.desk("thomas").type("#general", "/crisis update The police know").text
    assert "resolved" in refusal or "Which crisis?" in refusal
    assert crisis_now(helvia).state == "resolved"
    assert nagging(helvia, "crisis:1") == []


def test_a_line_of_a_checklist_that_two_people_tick_off_at_once_is_done_by_the_first(helvia: Helvia) -> None:
    raise_fakes(helvia)
    seen = card(helvia)
    with right_before(helvia, "FOR NO KEY UPDATE", tick_off):
        choose(helvia, "thomas", seen, SELLERS)
    assert f"Marta Keller did “{SELLERS}” already" in heard(helvia, "thomas")
    assert [line.done_by for line in lines(helvia) if line.what == SELLERS] == ["U0MARTA000"]
    assert crisis_now(helvia).checklist.startswith("Checklist 1 of 6")


def test_a_post_that_is_logged_while_the_account_is_retired_does_not_bring_it_back(helvia: Helvia) -> None:
    account_id = register_account(helvia)
    with right_before(helvia, "UPDATE accounts SET last_post", retire):
        helvia.desk("jonas").type("#general", LOG)
    assert account_now(helvia, account_id).status == "retired"
    assert nagging(helvia, f"account:{account_id}") == []


def test_a_post_that_is_logged_while_its_reminder_goes_out_settles_the_reminder(helvia: Helvia) -> None:
    account_id = register_account(helvia, last_post_at=helvia.now)
    helvia.workspace.clock.move(timedelta(days=8))
    with right_before(helvia, "UPDATE accounts SET", remind):
        assert "Logged on" in helvia.desk("jonas").type("#general", LOG).text
    helvia.settle()
    assert account_now(helvia, account_id).status == "active"
    buttons = [block for report in helvia.messages(REMINDERS) for block in report.blocks if block["type"] == "actions"]
    assert buttons == []


@pytest.mark.parametrize(("handle", "reviewer"), [("priya", "U0PRIYA000"), ("lucas", "U0LUCAS000")])
def test_a_reminder_that_is_written_while_its_reviewer_decides_asks_nothing_of_them(
    helvia: Helvia, handle: str, reviewer: str
) -> None:
    """Priya's decision ends her stage; Lucas's leaves his waiting for another."""
    post_id = submitted(helvia, **PRODUCT)
    if handle == "lucas":
        press(helvia, "priya", "posts.approve")

    def approve(helvia: Helvia) -> None:
        who = helvia.concord.people.actor(reviewer)
        with helvia.session() as session:
            post = posts.held(session, post_id)
            REVIEWING.approve(Act(session, who, helvia.now), post, Seen(post.id, post.version, post.review.stage))

    helvia.workspace.clock.move(47 * AN_HOUR)
    with right_before(helvia, "INSERT INTO letters", approve):
        helvia.concord.fire_due()
    helvia.settle()
    assert "your decision in the stage" not in directly(helvia, handle)


def test_a_product_that_is_registered_while_a_post_is_written_is_named_by_it(helvia: Helvia) -> None:
    def register(helvia: Helvia) -> None:
        elena = helvia.concord.people.actor("U0ELENA000")
        with helvia.session() as session:
            products.add(Act(session, elena, helvia.now), Draft(name="Respirol"))
        helvia.concord.searching.look()

    account = register_account(helvia, handle="@HelviaToday", kind="corporate", brand="")
    with right_before(helvia, "INSERT INTO posts", register):
        post_id = submitted(helvia, account=account, text="Breathe with Respirol")
    with helvia.session() as session:
        assert [each.product_id for each in posts.by_id(session, post_id).products] == [1]


@pytest.mark.parametrize("after", [timedelta(0), A_DAY])
def test_a_call_to_publish_that_is_written_while_somebody_publishes_asks_nothing(
    helvia: Helvia, after: timedelta
) -> None:
    """The first call, and the one that is said again."""
    post_id = scheduled(helvia)
    if after:
        helvia.wait(A_DAY)
    helvia.workspace.clock.move(after or A_DAY)

    def publish(helvia: Helvia) -> None:
        who = helvia.concord.people.actor("U0JONAS000")
        with helvia.session() as session:
            publishing.publish(Act(session, who, helvia.now), posts.held(session, post_id), URL)

    with right_before(helvia, "INSERT INTO letters", publish):
        helvia.concord.fire_due()
    helvia.settle()
    for handle in ("jonas", "sofia"):
        assert cards(helvia, handle, "posts.published") == []
    assert nagging(helvia, f"post:{post_id}") == []


def test_a_reminder_that_is_written_while_somebody_steps_back_asks_nothing_of_them(helvia: Helvia) -> None:
    raise_crisis(helvia)
    for handle in ("thomas", "david"):
        answer(helvia, handle)

    def step_back(helvia: Helvia) -> None:
        who = helvia.concord.people.actor("U0DAVID000")
        with helvia.session() as session:
            service.step_back(Act(session, who, helvia.now), crises.held(session, 1))

    helvia.workspace.clock.move(timedelta(minutes=21))
    with right_before(helvia, "INSERT INTO letters", step_back):
        helvia.concord.fire_due()
    helvia.settle()
    asked = {handle for handle in ("thomas", "david") for each in helvia.direct(handle) if UPDATE in offered(each)}
    assert asked == {"thomas"}
