"""What asks somebody about drills: to rate one."""

from collections.abc import Iterator

from bot.drills import blocks, messages, queries
from bot.drills.model import Drill
from bot.kernel.act import Act
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.asks import Ask


def asks(act: Act) -> Iterator[Ask]:
    """The oldest first."""
    return (_about(drill) for drill in queries.to_rate(act.session, act.who.id))


def _about(drill: Drill) -> Ask:
    row = mrkdwn("{} *{}* waits for your rating", blocks.MARKS[drill.state], drill.title)
    return Ask(row, blocks.show_it(drill), lambda: messages.not_rated(drill).blocks)
