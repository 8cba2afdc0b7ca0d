"""Lessons of crises that are over, for whoever does the like again: one line."""

from collections.abc import Collection

from bot.accounts import Outlet, outlets_of
from bot.crises import visible
from bot.debriefs import queries
from bot.kernel.act import Act


def lesson_for(act: Act, accounts: Collection[int]) -> str:
    """Of the newest crisis that was about one of these accounts; else about their brands, or their kinds of account.
    Empty where there is none, or none that this person sees.
    """
    taught = queries.lessons(act.session) if accounts else ()
    debriefs = [each for each in taught if visible.is_to(act.session, each.crisis, act.who.id)]
    if not debriefs:
        return ""
    pairs = queries.accounts_of(act.session, [each.id for each in debriefs])
    outlets = outlets_of(act.session, accounts)
    known = {its.id: its for its in outlets_of(act.session, {account for _, account in pairs})}

    def likeness(number: int) -> int:
        return max((_alike(known[account], outlets) for crisis, account in pairs if crisis == number), default=0)

    best = max(debriefs, key=lambda each: (likeness(each.id), each.id))
    return best.lesson.words if likeness(best.id) else ""


def _alike(its: Outlet, outlets: Collection[Outlet]) -> int:
    """The same account, the same brand, the same kind; else not at all."""
    same = (
        any(its.kind == each.kind for each in outlets),
        any(its.brand and its.brand == each.brand for each in outlets),
        any(its.id == each.id for each in outlets),
    )
    return max((rank for rank, is_same in enumerate(same, start=1) if is_same), default=0)
