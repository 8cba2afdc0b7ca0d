"""What somebody typed behind `/crisis rescore 7`, as its form then has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.governance import RiskMatrix

_BETWEEN = " \t\n,;:·x×*-"


@dataclass(frozen=True, slots=True)
class Score:
    """`likelihood` and `impact` by their numbers; 0 where it was not said."""

    likelihood: int = 0
    impact: int = 0
    reason: str = ""


def score(words: str, matrix: RiskMatrix) -> Score:
    """`likely major A patient was hurt`, `4 × 4`, or as much of it as was typed."""
    likelihood, behind = _step(words, matrix.likelihood)
    impact, reason = _step(behind, matrix.impact)
    return Score(likelihood, impact, reason)


def _step(words: str, steps: Sequence[str]) -> tuple[int, str]:
    """The number of the one that stands first, by its name or number, and what stands behind it."""
    for number, name in enumerate(steps, start=1):
        if match := re.match(rf"(?:{number}|{re.escape(name)})(?![^\W_x×])", words, re.IGNORECASE):
            return number, words[match.end() :].lstrip(_BETWEEN)
    return 0, words
