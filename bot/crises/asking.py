"""What asks somebody about crises: to answer, to confirm an answer, to say what is new."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ButtonElement

from bot.crises import blocks, buttons, queries
from bot.crises.life import DENY, Action, offered
from bot.crises.model import Crisis
from bot.crises.states import State
from bot.kernel.act import Act
from bot.kernel.views.asks import Ask
from bot.kernel.views.blocks import actions, section

ASKED = {
    State.OPEN: {Action.ACKNOWLEDGE},
    State.ACKNOWLEDGED: {Action.POST_UPDATE, Action.STEP_BACK},
}
"""What people are asked for; its own card offers the rest."""


def asks(act: Act) -> Iterator[Ask]:
    """The worst first."""
    return (_about(act, crisis) for crisis in queries.waiting_for(act.session, act.who.id, act.when))


def _about(act: Act, crisis: Crisis) -> Ask:
    row, show = blocks.row(crisis, act.when), buttons.show_it(crisis)
    return Ask(row, show, lambda: [section(row), actions(*_buttons(act, crisis), show)])


def _buttons(act: Act, crisis: Crisis) -> list[ButtonElement]:
    allowed = offered(act, crisis)
    denying = [buttons.not_me(crisis)] if DENY.allows(act, crisis) else []
    return [*buttons.of(crisis, allowed & ASKED[crisis.state]), *denying]
