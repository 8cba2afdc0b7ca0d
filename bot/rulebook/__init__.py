"""Who may do what, in all rooms: printed from the rows that decide it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.accounts import life as accounts
from bot.agencies import life as agencies
from bot.attestation import life as attestation
from bot.audit import access as audit
from bot.calendar import life as calendar
from bot.changes import life as changes
from bot.checklists import life as checklists
from bot.crises import life as crises
from bot.debriefs import life as debriefs
from bot.delegation import life as delegation
from bot.drills import life as drills
from bot.freezes import life as freezes
from bot.kernel.lifecycle import Life, Line, Permission, line, lines
from bot.oversight import access as oversight
from bot.policies import life as policies
from bot.posts import life as posts
from bot.products import life as products
from bot.signing import life as signing
from bot.voice import life as statements


@dataclass(frozen=True)
class Chapter:
    """One room's rules; `noun` stands for its matter."""

    name: str
    noun: str
    permissions: tuple[Permission[Any], ...]
    lives: tuple[Life[Any, Any, Any], ...] = ()
    besides: tuple[str, ...] = ()
    """Conditions that are no roles, each a sentence."""

    def lines(self) -> Iterator[Line]:
        for permission in self.permissions:
            yield line(permission, self.noun)
        for life in self.lives:
            yield from lines(life, self.noun)


CHAPTERS = (
    Chapter(
        "accounts",
        "an account",
        (accounts.PROPOSE, accounts.REGISTER_HASHTAG, accounts.IMPORT, accounts.EXPORT),
        (accounts.LIFE,),
        ("Nobody approves an account that they proposed.", "Nobody takes over from somebody who is here."),
    ),
    Chapter("quarterly", "an account", (), (attestation.LIFE,)),
    Chapter(
        "calendar",
        "an account",
        (calendar.PLAN_ANYWHERE, calendar.PLAN),
        (calendar.LIFE, calendar.SERIES),
    ),
    Chapter(
        "crises",
        "a crisis",
        (crises.RAISE, crises.DENY, debriefs.ASK),
        (crises.LIFE,),
        ("Whoever raised a crisis needs a role to answer it.",),
    ),
    Chapter("checklists", "a line of a checklist", (), (checklists.LINES,)),
    Chapter("departments", "a department", (), (checklists.DEPARTMENTS,)),
    Chapter("after-action", "an after-action review", (debriefs.READ,), (debriefs.LIFE,)),
    Chapter("actions", "an action after a crisis", (), (debriefs.ACTIONS,)),
    Chapter(
        "drills",
        "a drill",
        (drills.PLAN,),
        (drills.LIFE,),
        ("Who plans or watches a drill does not take part.", "A drill never becomes a crisis."),
    ),
    Chapter(
        "freezes",
        "a freeze",
        (freezes.FREEZE_ANYWHERE, freezes.FREEZE),
        (freezes.LIFE,),
        ("Whoever freezes or thaws may do so on each of the accounts.",),
    ),
    Chapter(
        "statements",
        "a statement",
        (),
        (statements.LIFE,),
        (
            "Nobody decides on what they wrote.",
            "One statement a language is in force, and one answer to each question: a newer one replaces it.",
        ),
    ),
    Chapter("submissions", "an account", (posts.SUBMIT_ANYWHERE, posts.SUBMIT)),
    Chapter(
        "posts",
        "a post",
        (posts.READ_REASONS,),
        (posts.LIFE,),
        (
            "Nobody decides on what they wrote, nor twice on a version, unless the route allows it.",
            "What was changed outside Concord can only be withdrawn.",
        ),
    ),
    Chapter("products", "a product", (products.ADD, products.TAKE_IN), (products.LIFE,)),
    Chapter("signing", "", (signing.REMOVE,), besides=("Five wrong codes: nobody signs with them for an hour.",)),
    Chapter(
        "roles",
        "a grant",
        (delegation.NAME, delegation.REFRESH, delegation.GRANT_SOMEWHERE, delegation.GRANT),
        (delegation.LIFE,),
        (
            "Nobody passes on a role that they were given until a date.",
            "A role that has other people in other places holds only there.",
            "Whoever has a stand-in is not asked, unless the stand-in has one too.",
        ),
    ),
    Chapter(
        "agencies",
        "a draft",
        (agencies.LET_IN, agencies.PROLONG, agencies.LOOK, agencies.WRITE),
        (agencies.LIFE,),
        ("People of agencies are let in on named accounts, for 12 months at most, and see nothing else.",),
    ),
    Chapter(
        "documents",
        "a document",
        (policies.LOOK, policies.ADD, policies.WHO_HAS_NOT, policies.TRAIN),
        (policies.LIFE,),
        ("Where the governance names a training or document, nobody approves or publishes without it.",),
    ),
    Chapter("audit", "", (audit.READ,)),
    Chapter(
        "governance",
        "a governance change",
        (oversight.SET_UP, oversight.RELOAD, changes.READ),
        (changes.LIFE,),
        ("It is reviewed where the governance in force says so.", "Nobody decides on what they proposed."),
    ),
)


def roles_needed() -> Iterator[tuple[str, str]]:
    """Each role that some permission names, with the chapter that it is in."""
    for chapter in CHAPTERS:
        rows = (row.permission for life in chapter.lives for row in life.rows.values())
        for permission in (*chapter.permissions, *rows):
            yield from ((role, chapter.name) for role in permission.needs)
