"""Processes are killed while a statement is written, approved and answered for: each of it happens wholly and once."""

from bot.kernel.db import Database
from sandbox.desk import Desk
from sandbox.server import Sandbox
from tests.crises.steps import WAR_ROOM, headline
from tests.reliability.dying import Dying, slack
from tests.reliability.nursery import Nursery
from tests.reliability.test_killed import survivor
from tests.voice.steps import (
    AN_HOUR,
    APPROVE,
    POSTED,
    URL,
    WORDS,
    asking,
    begin,
    crisis_with_an_account,
    deciding,
    states,
)

__all__ = ["slack"]


def test_whenever_a_process_dies_in_a_statement_nothing_is_lost_or_doubled(
    slack: Sandbox, home: Nursery, database_url: str, database: Database
) -> None:
    dying = Dying(slack, home)
    thomas, lucas, sofia = (Desk(slack.workspace, each) for each in ("thomas", "lucas", "sofia"))
    with survivor(slack, database_url) as helvia:
        account = crisis_with_an_account(helvia)
        thomas = begin(helvia)
        blank = dict.fromkeys(("unknown", "doing", "advice"), "")
        thomas.fill(blank | WORDS | {"next_at": int((helvia.now + AN_HOUR).timestamp())})
    dying.twice(thomas.submit)
    slack.workspace.clock.run()
    dying.beat_by_beat()
    with survivor(slack, database_url) as helvia:
        dying.sent_again(helvia)
        assert states(helvia) == ["in review"]
        assert len(helvia.audit("statement_written")) == len(helvia.audit("review_began")) == 1
        [card] = deciding(helvia, "lucas")
    dying.twice(lambda: lucas.press(card.channel, card.ts, APPROVE))
    with survivor(slack, database_url) as helvia:
        dying.sent_again(helvia)
        assert states(helvia) == ["in force"]
        assert len(helvia.audit("statement_approved")) == len(helvia.audit("decision_made")) == 1
        assert len(helvia.workspace.pins.of(helvia.workspace.channel(WAR_ROOM))) == 1
        [card] = asking(helvia, "sofia")
        assert sofia.press(card.channel, card.ts, POSTED).ok
        sofia.fill({"account": str(account), "url": URL})
    dying.twice(sofia.submit)
    with survivor(slack, database_url) as helvia:
        dying.sent_again(helvia)
        assert len(helvia.audit("statement_answered")) == len(helvia.audit("post_logged")) == 1
        assert "1 of 1 posted" in str(headline(helvia).blocks)
        assert not asking(helvia, "sofia")
        assert not asking(helvia, "jonas")
