"""Whom a level of a policy asks about several accounts: each person once, with all that are theirs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.accounts.outlets import Outlet
from bot.company import Company
from bot.kernel.escalation import Fired

Meant = Callable[[Outlet, Sequence[str]], list[str]]
"""Whom a policy's words mean on an account."""


@dataclass(slots=True)
class Theirs:
    """The accounts about which somebody is asked, and why they are, where that needs saying."""

    why: str
    outlets: list[Outlet] = field(default_factory=list)


def asked_about(outlets: Iterable[Outlet], fired: Fired, company: Company, meant: Meant) -> dict[str, Theirs]:
    """By person; one reader alone where the ping is for one."""
    asked = dict[str, Theirs]()
    for its in outlets:
        level = company.asked(fired, partial(meant, its))
        for each in level.people:
            asked.setdefault(each, Theirs(level.why)).outlets.append(its)
    return {person: theirs for person, theirs in asked.items() if fired.reader in {"", person}}
