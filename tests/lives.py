"""Walking a life: people × states × actions, each of which a row allows or a sentence refuses."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from itertools import product
from typing import Any

from bot.kernel.act import Act
from bot.kernel.errors import Forbidden, Refused, TooLate
from bot.kernel.lifecycle import Life

WHAT_TO_DO = ("`/", "Ask ", "Tell ", "publish, ", "waits for an answer")
"""Each refusal has one of these: a command, whom to ask, what else can be done."""


def outside(life: Life[Any, Any, Any], states: type[StrEnum]) -> list[tuple[Any, Any]]:
    """Each pair of state and action that no row has."""
    return [(state, row.action) for state, row in product(states, life.rows.values()) if state not in row.moves]


def inside(life: Life[Any, Any, Any]) -> list[tuple[Any, Any, Any]]:
    """Each move: from, by which action, to."""
    return [(state, row.action, to) for row in life.rows.values() for state, to in row.moves.items()]


def walk(
    life: Life[Any, Any, Any],
    states: type[StrEnum],
    matter: Callable[[Any], Any],
    people: Mapping[str, Act],
    may: Mapping[Any, set[str]],
    never: Collection[Any] = (),
) -> None:
    """Each of `people` tries each action in each state of what `matter` makes; `may` says who is permitted what, and
    `never` what its guard refuses of such a one: the button is shown, and whoever presses it hears why.
    """
    assert life.rows.keys() == may.keys()
    for (name, act), state, row in product(people.items(), states, life.rows.values()):
        subject, trial = matter(state), (name, state, row.action)
        is_permitted, refusal = name in may[row.action], refused(life, act, subject, row.action)
        is_shown = is_permitted and state in row.moves
        assert (refusal is None) == (is_shown and row.action not in never), trial
        assert life.allows(act, subject, row.action) == is_shown, trial
        assert (row.action in life.allowed(act, subject)) == is_shown, trial
        if refusal:
            assert isinstance(refusal, TooLate if is_permitted else Forbidden), trial
            assert any(words in refusal.sentence for words in WHAT_TO_DO), refusal.sentence


def refused(life: Life[Any, Any, Any], act: Act, matter: Any, action: Any) -> Refused | None:
    try:
        life.require(act, matter, action)
    except Refused as refusal:
        return refusal
    return None
