"""Processes are killed while accounts are frozen, confirmed and thawed: each of it happens wholly and once."""

from bot.kernel.db import Database
from sandbox.desk import Desk
from sandbox.server import Sandbox
from tests.crises.steps import headline, raise_crisis
from tests.freezes.steps import NOTHING, WHY, asking, fill, frozen_now
from tests.posts.steps import cards, now, register_account, scheduled
from tests.reliability.dying import Dying, slack
from tests.reliability.nursery import Nursery
from tests.reliability.test_killed import survivor

CONFIRM = "posts.confirm"
__all__ = ["slack"]


def test_whenever_a_process_dies_in_a_freeze_an_answer_or_a_thaw_nothing_is_lost_or_doubled(
    slack: Sandbox, home: Nursery, database_url: str, database: Database
) -> None:
    dying = Dying(slack, home)
    thomas, sofia, jonas = (Desk(slack.workspace, each) for each in ("thomas", "sofia", "jonas"))
    with survivor(slack, database_url) as helvia:
        account = register_account(helvia, publisher="U0SOFIA000")
        post = scheduled(helvia, account=account)
        raise_crisis(helvia, accounts=[str(account)])
        helvia.settle()
        assert thomas.type("#general", "/crisis freeze 1").ok
        fill(thomas, **WHY)
    dying.twice(thomas.submit)
    slack.workspace.clock.run()
    dying.beat_by_beat()
    with survivor(slack, database_url) as helvia:
        dying.sent_again(helvia)
        assert list(frozen_now(helvia).values()) == [[account]], "PostgreSQL counts the one that was lost"
        assert len(helvia.audit("accounts_frozen")) == len(helvia.audit("post_held")) == 1
        assert now(helvia, post).status == "on hold"
        [card] = asking(helvia, "sofia")
        assert len(asking(helvia, "marta")) == 0
    dying.twice(lambda: sofia.press(card.channel, card.ts, NOTHING))
    with survivor(slack, database_url) as helvia:
        dying.sent_again(helvia)
        assert len(helvia.audit("elsewhere_answered")) == 1
        assert "1 of 1 confirmed" in str(headline(helvia).blocks)
        assert thomas.type("#general", "/crisis thaw 1").ok
    dying.twice(thomas.submit)
    with survivor(slack, database_url) as helvia:
        dying.sent_again(helvia)
        assert list(frozen_now(helvia).values()) == [[]]
        assert len(helvia.audit("accounts_thawed")) == 1
        [card] = [each for each in cards(helvia, "jonas", CONFIRM) if "Still right?" in each.text]
    dying.twice(lambda: jonas.press(card.channel, card.ts, CONFIRM))
    with survivor(slack, database_url) as helvia:
        dying.sent_again(helvia)
        assert now(helvia, post).status == "scheduled"
        assert not cards(helvia, "jonas", CONFIRM)
        assert len(helvia.audit("post_planned")) == 1
