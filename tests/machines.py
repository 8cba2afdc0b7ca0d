"""What state machines of the company without Slack have in common."""

from collections.abc import Callable
from typing import ClassVar

from hypothesis.stateful import RuleBasedStateMachine

from bot.kernel.act import Act
from bot.kernel.errors import Refused
from tests.company import WithoutSlack


class WithoutSlackMachine(RuleBasedStateMachine):
    company: ClassVar[WithoutSlack]

    def done(self, who: str, verb: Callable[[Act], object]) -> bool:
        """Whether it was, rather than refused."""
        actor = self.company.actor(who)
        try:
            with self.company.database.transaction() as session:
                verb(Act(session, actor, self.company.now))
        except Refused:
            return False
        return True
