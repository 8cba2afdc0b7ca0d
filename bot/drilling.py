"""What follows in drills, and what may be a drill's."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot import crossings
from bot.checklists import reactions as checklists
from bot.company import Company
from bot.crises import drill_facts as crisis
from bot.crises import moving
from bot.crises import reactions as crises
from bot.crises.model import Crisis
from bot.drills import facts as drill
from bot.drills import reactions as drills
from bot.drills.model import AFTER, KIND, Drill
from bot.freezes.model import Freeze
from bot.kernel.events import Event
from bot.voice.model import KIND as STATEMENT
from bot.voice.model import Statement

FACTS: dict[type[Event], tuple[Callable[[Session, Any, Company], None], ...]] = {
    crisis.DrillBegun: (checklists.begin, crises.call_for_help),
    crisis.PlayerAgreed: (),
    crisis.PlayerReleased: (crises.release,),
    crisis.DrillOver: (
        crossings.end_statements,
        crossings.end_freezes,
        crises.end,
        moving.say_what_it_is,
        checklists.end,
    ),
    drill.DrillPlanned: (drills.announce,),
    drill.DrillAgreed: (drills.show_agreed,),
    drill.DrillStarted: (drills.start,),
    drill.DrillCalledOff: (drills.call_off,),
    drill.DrillEnded: (drills.end,),
    drill.DrillRated: (drills.report,),
    drill.DrillHandedOn: (drills.show,),
    drill.ObjectiveRated: (),
}

FIRED, REMINDED = {KIND: drills.fire}, {AFTER: drills.remind}
"""By the kind of subject, as the page of subscriptions has them."""

REHEARSED: dict[str, type] = {"crisis": Crisis, "freeze": Freeze, STATEMENT: Statement, KIND: Drill}
"""By the kind of subject with which the keys of letters begin: what is told of a drill's says so first."""
