"""The score sheet: what each objective asks for, and what the record says of it. Nobody has to remember anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.states import Kind
from bot.debriefs.figures import updates_in_time
from bot.drills.model import Objective
from bot.freezes.model import Freeze, FreezeAnswer, FrozenAccount
from bot.kernel.durations import spoken
from bot.kernel.numbers import number_of

FREEZE_WITHIN = timedelta(minutes=10)
SPEAK_WITHIN = CONFIRM_WITHIN = timedelta(minutes=60)
CONFIRMED_SHARE = 95
"""Of a hundred accounts."""
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Score:
    objective: Objective
    asked: str
    """As people read it."""
    value: str
    is_met: bool


def scores_of(session: Session, crisis: Crisis) -> list[Score]:
    """One for each objective, in their order."""
    its = select(CrisisEntry).where(CrisisEntry.crisis_id == crisis.id).order_by(CrisisEntry.id)
    entries = session.scalars(its).all()
    within = crisis.respond_within
    return [
        _first(crisis, entries, Kind.ACKNOWLEDGED, Objective.ANSWERED, f"Answered within {spoken(within)}", within),
        _first(crisis, entries, Kind.FROZEN, Objective.FROZEN, "Frozen within 10 minutes", FREEZE_WITHIN),
        _first(crisis, entries, Kind.SAID, Objective.FIRST_WORD, "First word within 60 minutes", SPEAK_WITHIN),
        _confirmed(session, crisis),
        _cadence(entries),
    ]


def _first(
    crisis: Crisis, entries: Sequence[CrisisEntry], kind: Kind, objective: Objective, asked: str, within: timedelta
) -> Score:
    at: datetime | None = next((each.at for each in entries if each.kind == kind), None)
    if at is None:
        return Score(objective, asked, NEVER, is_met=False)
    took = at - crisis.raised_at
    return Score(objective, asked, f"after {spoken(took)}", took <= within)


def _confirmed(session: Session, crisis: Crisis) -> Score:
    """Of all accounts that were ever frozen for it, those about which somebody answered in time."""
    in_time = FreezeAnswer.at <= crisis.raised_at + CONFIRM_WITHIN
    account = FrozenAccount.account_id.distinct()
    counted = select(func.count(account), func.count(account).filter(in_time))
    joined = counted.join(Freeze, Freeze.id == FrozenAccount.freeze_id).outerjoin(
        FreezeAnswer, FreezeAnswer.id == FrozenAccount.answer_id
    )
    total, sure = session.execute(joined.where(Freeze.crisis_id == crisis.id)).one()
    is_met = bool(total) and sure * 100 >= total * CONFIRMED_SHARE
    value = f"{sure} of {number_of(total, 'account')}" if total else "nothing was frozen"
    return Score(Objective.CONFIRMED, "95 % confirmed within 60 minutes", value, is_met)


def _cadence(entries: Sequence[CrisisEntry]) -> Score:
    in_time, late = updates_in_time(entries)
    value = f"{in_time} of {in_time + late} in time" if in_time + late else "no update"
    return Score(Objective.CADENCE, "Updates in time", value, bool(in_time) and not late)
