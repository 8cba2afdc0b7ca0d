"""The kinds of crises that a company prepares for: what is done then, by whom, and who is told."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, field_validator

from bot.governance.section import Section
from bot.governance.templates import Responsibility, Templates
from bot.governance.whom import Whom
from bot.kernel.kinds import Kind
from bot.kernel.locales import market
from bot.kernel.text.markup import is_person

LONGEST_NAME, LONGEST_LINE, LONGEST_DEPARTMENT = 60, 150, 30
MOST_PLAYBOOKS, MOST_LINES, MOST_DEPARTMENTS = 50, 25, 10
"""As many as one menu, one card and one row of buttons have room for."""
DOER, READER = "role:… or user:U…", "role:…, user:U… or group:S…"


def _doer(word: str) -> str:
    return _meant(word, DOER, groups=False)


def _reader(word: str) -> str:
    return _meant(word, READER, groups=True)


def _meant(word: str, written: str, *, groups: bool) -> str:
    kind, name = Whom.read(word)
    is_group = groups and kind == "group" and name.startswith("S")
    if not (is_group or (kind == "role" and name) or (kind == "user" and is_person(name))):
        raise ValueError(f"{word!r} is nobody; write {written}")
    return word


Doer = Annotated[str, AfterValidator(_doer)]
Reader = Annotated[str, AfterValidator(_reader)]


class CheckLine(Section):
    """One thing that is to be done, and who does it."""

    what: str = Field(min_length=1, max_length=LONGEST_LINE)
    who: Doer


class Department(Section):
    """Who must be informed and agree; a holder of the role says so."""

    name: str = Field(min_length=1, max_length=LONGEST_DEPARTMENT)
    role: str = Field(min_length=1)


class DarkSite(Section):
    """A page that is ready and not shown yet, and when somebody last tried whether it works."""

    link: str
    tested: date

    @field_validator("link")
    @classmethod
    def _is_a_link(cls, link: str) -> str:
        if not link.startswith("https://") or not urlsplit(link).hostname or len(link.split()) != 1:
            raise ValueError(f"{link!r} is no link that begins with https://")
        return link


class Playbook(Section):
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    checklist: list[CheckLine] = Field(min_length=1, max_length=MOST_LINES)
    departments: list[Department] = Field(default=[], max_length=MOST_DEPARTMENTS)
    told: list[Reader] = Field(default=[])
    """Who hears of each crisis of this kind, once."""
    freeze: list[str] = Field(default=[])
    """What a freeze for it is for, where nobody says otherwise; the accounts of the crisis where it is empty."""
    dark_site: DarkSite | None = None
    responsibility: Responsibility | None = None
    """What a statement of such a crisis is offered to begin with."""
    statement_templates: Templates = Field(default={})
    """How it may begin; where this has none, as all others do."""

    @field_validator("freeze")
    @classmethod
    def _can_be_chosen(cls, scopes: list[str]) -> list[str]:
        for each in scopes:
            name, _, what = each.partition(":")
            if each != "all" and not (name in {"brand", "market", "kind"} and what):
                raise ValueError(f"{each!r} is no scope; write all, brand:…, market:… or kind:…")
            if name == "kind" and what not in set(Kind):
                raise ValueError(f"{what!r} is no kind of account such as customer service")
            if name == "market":
                market(what)
        return scopes

    @property
    def roles(self) -> Iterator[tuple[tuple[int | str, ...], str]]:
        """Those that it names, each with where."""
        for number, line in enumerate(self.checklist):
            kind, name = Whom.read(line.who)
            if kind == "role":
                yield ("checklist", number, "who"), name
        for number, department in enumerate(self.departments):
            yield ("departments", number, "role"), department.role
        for number, word in enumerate(self.told):
            kind, name = Whom.read(word)
            if kind == "role":
                yield ("told", number), name

    @property
    def members(self) -> list[str]:
        """The people and user groups that it names."""
        words = map(Whom.read, [*(line.who for line in self.checklist), *self.told])
        return [name for kind, name in words if kind in {"user", "group"}]


def twice(playbook: Playbook) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """What it says a second time."""
    for section, names in (
        ("checklist", [line.what for line in playbook.checklist]),
        ("departments", [department.name for department in playbook.departments]),
    ):
        for number, name in enumerate(names):
            if name in names[:number]:
                yield (section, number), name
