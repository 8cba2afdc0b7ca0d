"""One question before anything goes out: may it? It knows nobody who asks; `bot/outgoing_rules.py` has the rules."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import Outlet
from bot.kernel.db import Database
from bot.kernel.errors import Refused

KEY = 12
"""So many hexadecimal digits tell warnings apart."""
_RULES = "concord.outgoing_rules"


@dataclass(frozen=True, kw_only=True)
class Going:
    """What is to go out, and when; `at` is None while that is still to be chosen."""

    outlet: Outlet
    at: datetime | None
    products: Collection[str] = ()
    """By name."""
    matter: object = None
    """What it is, such as a post, for rules of its own context."""


@dataclass(frozen=True)
class Rule:
    name: str
    """Completes “nothing goes out unless …”."""
    why_not: Callable[[Session, Going], str]
    """In a sentence; empty where it may."""
    instead: str = ""
    """What to do then, in a sentence."""
    warns: bool = True
    """Its author hears of it when they submit, and may submit all the same."""
    holds: bool = True
    """Against it nothing is published, nor called for."""


class Warned(Refused):
    """There is something to be read first; sent again with `key`, it was."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)

    @property
    def key(self) -> str:
        return hashlib.sha256(self.sentence.encode("utf-8", "surrogatepass")).hexdigest()[:KEY]


def attach(database: Database, rules: Sequence[Rule]) -> None:
    """From now on these are asked."""
    database.lend(_RULES, tuple(rules))


def may_go_out(session: Session, going: Going, *, besides: Collection[Rule] = ()) -> list[str]:
    """Why not, and what to do then, each in a sentence or two; none where it may. Of the rules `besides` nothing is
    said.
    """
    against = _against(session, going)
    return [f"{why} {rule.instead}".rstrip() for rule, why in against if rule.holds and rule not in besides]


def warnings(session: Session, going: Going) -> list[str]:
    """What whoever submits it should know, each in a sentence."""
    return [why for rule, why in _against(session, going) if rule.warns]


def heed(sentences: Sequence[str], heeded: str) -> None:
    """Raise Warned unless there is nothing to be read, or exactly this was."""
    warned = Warned(sentences)
    if sentences and warned.key != heeded:
        raise warned


def _against(session: Session, going: Going) -> Iterator[tuple[Rule, str]]:
    rules: tuple[Rule, ...] = session.info[_RULES]
    return ((rule, why) for rule in rules if (why := rule.why_not(session, going)))
