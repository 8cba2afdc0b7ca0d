"""Crises that are not over and look the same as what somebody is about to raise."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.crises import queries
from bot.crises.drafts import Draft
from bot.crises.model import Crisis
from bot.kernel.act import Act
from bot.kernel.text.lookalikes import plain

CLOSE = 80
"""From 0 to 100: how alike two descriptions must be."""
SHARED = 2
"""So many words they must have in common: one says little."""


def alike(act: Act, draft: Draft, after: int = 0) -> Sequence[Crisis]:
    """About one of the same accounts, or in nearly the same words, and seen by this person; the worst first. Whoever
    was offered some already is offered what was raised `after` that one.
    """
    accounts, words = {each.id for each in draft.accounts}, _words(draft.what)
    others = (each for each in queries.going_on(act) if each.id > after)
    similar = (each.id for each in others if each.account_id in accounts or _are_close(words, _words(each.words or "")))
    return [queries.by_id(act.session, each) for each in dict.fromkeys(similar)]


def _are_close(mine: str, theirs: str) -> bool:
    shared = set(mine.split()) & set(theirs.split())
    return len(shared) >= SHARED and fuzz.token_set_ratio(mine, theirs) >= CLOSE


def _words(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in plain(text).lower())
