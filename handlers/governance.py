"""The governance file, read again: what it changes is shown, then taken into use or reviewed."""

from bot.changes import queries
from bot.changes.service import adopt, route_of
from bot.governance import Governance, GovernanceError
from bot.governance.differences import differences
from bot.kernel.errors import Refused, TooLate
from bot.oversight import blocks
from bot.oversight.access import RELOAD
from handlers import changes
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()

CHANGED = "The governance file has changed meanwhile. Send `/social reload` again."


def reload(gesture: Gesture) -> Answer:
    RELOAD.require(gesture, None)
    if not gesture.company.in_force.file:
        return Say(blocks.no_file())
    try:
        rules = gesture.company.in_force.read_again()
    except GovernanceError as error:
        return Say(blocks.mistakes(error.sentences))
    waiting = queries.waiting(gesture.session)
    if waiting and rules.sha256 in {gesture.governance.sha256, waiting.revision.sha256}:
        return changes.now(gesture, waiting)
    if rules.sha256 == gesture.governance.sha256:
        return Say(blocks.unchanged())
    if (vetted := gesture.vetted(rules.sha256)) is None:
        return Say(blocks.being_asked())
    if vetted.mistakes:
        return Say(blocks.mistakes_in_slack(vetted.mistakes))
    changed, route = differences(gesture.governance, rules), route_of(gesture.governance)
    return Open(blocks.changes(changed, rules.sha256, vetted.warnings, route))


@routes.form(blocks.TAKE)
def take(gesture: Gesture) -> Answer:
    RELOAD.require(gesture, None)
    if (vetted := gesture.vetted(gesture.metadata)) and vetted.mistakes:
        raise Refused(" ".join(vetted.mistakes))
    change = adopt(gesture, _as_shown(gesture), gesture.governance)
    return changes.now(gesture, change) if change else Now(blocks.taken)


def _as_shown(gesture: Gesture) -> Governance:
    in_force = gesture.company.in_force
    try:
        if in_force.is_in_file(gesture.metadata) and (rules := in_force.read_again()).sha256 == gesture.metadata:
            return rules
    except GovernanceError:
        pass
    raise TooLate(CHANGED)
