"""A crisis that is a drill begins: with its word first, and for those alone who take part."""

from collections.abc import Collection, Mapping

from bot.crises.checks import crisis_of
from bot.crises.drafts import Draft
from bot.crises.drill_facts import DrillBegun, PlayerAgreed
from bot.crises.facts import tell
from bot.crises.model import Crisis
from bot.governance import RiskMatrix
from bot.kernel.act import Act


def begin(act: Act, draft: Draft, matrix: RiskMatrix, kinds: Collection[str], players: Mapping[str, bool]) -> Crisis:
    """`players` take part; each with whether they agreed to be reached by other ways, and at any hour."""
    crisis = crisis_of(act, draft, matrix, kinds)
    crisis.drill, crisis.players = True, dict(players)
    act.session.add(crisis)
    act.session.flush()
    tell(act, DrillBegun, crisis, words=crisis.what)
    return crisis


def agree(act: Act, crisis: Crisis) -> None:
    """Whoever takes part may be reached by other ways, and at any hour."""
    if not crisis.is_resolved and act.who.id in crisis.players:
        crisis.players = crisis.players | {act.who.id: True}
        tell(act, PlayerAgreed, crisis)
