"""Point 8: what was waiting to nag is cancelled in the transaction that settles the matter, though Slack is failing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.kernel.escalation import escalations
from sandbox.workspace.models import Message
from tests.crises.steps import ON_IT, RESOLVE, UPDATE, fill_and_submit, headline, raise_crisis
from tests.posts.steps import A_DAY, URL, cards, register_account, scheduled, submitted
from tests.reliability.steps import nagging, waiting
from tests.world import Helvia

TEN_MINUTES = timedelta(minutes=10)
WATCHES_THE_ACCOUNT = "silent_account"


def acknowledge(helvia: Helvia, card: Message) -> None:
    assert helvia.press("thomas", card, ON_IT).ok


def post_an_update(helvia: Helvia, card: Message) -> None:
    assert helvia.press("thomas", card, UPDATE).ok
    assert fill_and_submit(helvia, "thomas", update="The police know").ok


def resolve(helvia: Helvia, card: Message) -> None:
    assert helvia.press("thomas", card, RESOLVE).ok
    assert fill_and_submit(helvia, "thomas", outcome="A hoax").ok


def nothing_gets_through(helvia: Helvia) -> None:
    helvia.workspace.faults.add("server_error", method="chat.*", times=0)


def asking(helvia: Helvia) -> list[str]:
    """What waits to be sent and asks somebody for an answer."""
    return [row.key for row in waiting(helvia) if "needs " in row.payload["text"] and ON_IT in str(row.payload)]


@pytest.mark.parametrize(
    ("settle", "left"),
    [
        (acknowledge, ["crisis_quiet", "crisis_update_due"]),
        (post_an_update, ["crisis_quiet", "crisis_update_due"]),
        (resolve, []),
    ],
)
def test_pings_that_slack_has_not_taken_yet_are_cancelled_with_the_answer(
    helvia: Helvia, settle: Callable[[Helvia, Message], None], left: list[str]
) -> None:
    raise_crisis(helvia)
    card = headline(helvia)
    nothing_gets_through(helvia)
    for _ in range(2):
        helvia.workspace.clock.move(TEN_MINUTES)
        helvia.concord.fire_due()
        helvia.concord.sender.drain()
    assert asking(helvia)
    settle(helvia, card)
    assert asking(helvia) == []
    assert nagging(helvia, "crisis:1") == left
    helvia.sandbox.recover()
    for handle in ("thomas", "david", "marta"):
        assert ON_IT not in "".join(str(each.blocks) for each in helvia.direct(handle))


def publish(helvia: Helvia, asked: Message) -> None:
    assert helvia.press("sofia", asked, "posts.published").ok
    desk = helvia.desk("sofia")
    desk.fill(url=URL)
    assert desk.submit().ok


def withdraw(helvia: Helvia, _asked: Message) -> None:
    number = helvia.audit("post_submitted")[-1].subject.partition(":")[2]
    desk = helvia.desk("jonas")
    assert desk.type("#general", f"/post withdraw {number}").ok
    desk.fill(reason="Retracted")
    assert desk.submit().ok


def running(helvia: Helvia) -> list[str]:
    with helvia.session() as session:
        rows = session.execute(escalations.select().where(escalations.c.state == "running")).all()
    return [row.policy for row in rows if row.policy != WATCHES_THE_ACCOUNT]


@pytest.mark.parametrize("settle", [publish, withdraw])
def test_calls_to_publish_that_slack_has_not_taken_yet_are_cancelled_with_the_publication(
    helvia: Helvia, settle: Callable[[Helvia, Message], None]
) -> None:
    scheduled(helvia, account=register_account(helvia, publisher="U0SOFIA000", deputy="U0DAVID000"))
    helvia.wait(A_DAY)
    asked = cards(helvia, "sofia", "posts.published")[-1]
    nothing_gets_through(helvia)
    helvia.workspace.clock.move(timedelta(hours=1))
    helvia.concord.fire_due()
    helvia.concord.sender.drain()
    assert running(helvia) == ["publication"]
    settle(helvia, asked)
    assert running(helvia) == []
    assert [row for row in waiting(helvia) if "posts.published" in str(row.payload["blocks"])] == []
    helvia.sandbox.recover()
    for handle in ("sofia", "david"):
        assert cards(helvia, handle, "posts.published") == []


def test_a_reviewer_is_reminded_no_more_once_the_post_is_withdrawn_though_slack_is_failing(helvia: Helvia) -> None:
    submitted(helvia)
    helvia.settle()
    [asked] = cards(helvia, "lucas", "posts.approve")
    nothing_gets_through(helvia)
    helvia.workspace.clock.move(2 * A_DAY)
    helvia.concord.fire_due()
    assert waiting(helvia)
    withdraw(helvia, asked)
    assert running(helvia) == []
    assert [row for row in waiting(helvia) if "posts.approve" in str(row.payload["blocks"])] == []
    helvia.sandbox.recover()
    assert cards(helvia, "lucas", "posts.approve") == []
