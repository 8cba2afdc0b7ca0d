"""What makes a freeze stand: each field's rule, and the sentence under the field."""

from collections.abc import Sequence
from datetime import timedelta

from bot.accounts import Outlet
from bot.freezes.drafts import Draft
from bot.freezes.model import RULE, Freeze, State
from bot.kernel.act import Act
from bot.kernel.problems import Problems
from bot.private import keep

HOURS = ("1", "2", "4", "8", "24")
USUAL = "4"

NOTHING = "Nothing matches: 0 accounts."
NO_REASON = "Say why, in a few words."
NO_TIME = "Choose when to look again."


def freeze_of(
    act: Act, draft: Draft, chosen: Sequence[Outlet], scope: str, crisis_id: int | None, *, confidential: bool
) -> Freeze:
    """The freeze that the draft describes, its words kept; raises Invalid."""
    problems = Problems()
    problems.note("scope", "" if chosen else NOTHING)
    reason = problems.needed("reason", draft.reason, NO_REASON)
    problems.note("again", "" if draft.again in HOURS else NO_TIME)
    problems.refuse()
    new = Freeze(
        crisis_id=crisis_id,
        confidential=confidential,
        scope=scope,
        look_again_s=int(timedelta(hours=int(draft.again)).total_seconds()),
        state=State.IN_FORCE,
        frozen_by=act.who.id,
        frozen_name=act.who.name,
        frozen_at=act.when,
    )
    new.reason = keep(act.session, RULE, reason)
    return new
