"""What is frozen for a crisis, as its cards and forms have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.crises.model import Crisis
from bot.freezes import queries, service
from bot.freezes.life import may_thaw
from bot.freezes.model import Freeze, FreezeAnswer
from bot.freezes.queries import Standing
from bot.kernel.act import Act


@dataclass(frozen=True, slots=True)
class Frozen:
    """Each freeze that is in force, and what was stopped elsewhere."""

    freezes: Sequence[tuple[Freeze, Standing]] = ()
    stopped: Sequence[FreezeAnswer] = ()


def standing(session: Session, crisis: Crisis) -> Standing | None:
    """None where nothing is; nothing is read then."""
    return queries.standing(session, queries.in_force_for(session, crisis.id)) if crisis.frozen else None


def in_full(session: Session, crisis: Crisis) -> Frozen:
    frozen = queries.in_force_for(session, crisis.id) if crisis.frozen else ()
    return Frozen(queries.each_standing(session, frozen), queries.answers(session, frozen))


def can_be_thawed(act: Act, crisis: Crisis) -> bool:
    """By this person, all of it."""
    frozen = queries.in_force_for(act.session, crisis.id) if crisis.frozen else ()
    return bool(frozen) and all(may_thaw(act, each) for each in frozen)


def thaw(act: Act, crisis: Crisis) -> None:
    """All of it; whoever does so holds the crisis."""
    for each in queries.in_force_for(act.session, crisis.id):
        freeze = queries.held(act.session, each.id)
        service.thaw(act, freeze, queries.ids_of(act.session, freeze))
