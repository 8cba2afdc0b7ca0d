"""Which function answers which gesture: found in a dict, so that the hundredth costs what the first does."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from rapidfuzz import process

from bot.governance import Governance
from bot.kernel.errors import NotFound
from bot.kernel.text.characters import seen
from bot.kernel.text.markup import mrkdwn, quotation, sentence
from bot.kernel.views.blocks import Message, section
from bot.kernel.views.pagination import BACK, ON
from handlers.form import Form
from handlers.gesture import Answer, Gesture, Say
from handlers.words import by_name

Handler = Callable[[Gesture], Answer]
Needed = Callable[[Governance], Collection[str]]
"""The roles of which one may let a person sign, as the company's rules have it."""
Before = Callable[[Form], str]
"""What takes too long for a transaction; may raise Invalid."""
F = TypeVar("F", bound=Handler)
_BLANK = re.compile(r"\s+")
"""A line break, too, and what phones put for a blank."""

CLOSE_ENOUGH = 60
"""From 0 to 100: how alike an unknown word and a known one must be to be suggested."""


@dataclass(frozen=True, slots=True)
class Word:
    name: str
    example: str
    about: str
    handler: Handler
    opens: str = ""
    """The form that signs, if it opens one."""


@dataclass(frozen=True)
class Command:
    """A slash command: `words` by name; without a word the one called `default` answers. `hint` has all of them, in the
    order of the manifest and of help.
    """

    name: str
    about: str
    hint: str
    words: dict[str, Word] = field(default_factory=dict)
    default: list[Handler] = field(default_factory=list)

    def word(self, name: str, *, example: str, about: str, opens: str = "") -> Callable[[F], F]:
        """Raises ValueError for a word that the hint does not have, or that is answered already."""
        if name not in self._order or name in self.words:
            raise ValueError(f"{self.name} {name} is answered twice, or missing from its hint: {self.hint}")

        def add(handler: F) -> F:
            self.words[name] = Word(name, example, about, handler, opens)
            return handler

        return add

    def bare(self, handler: F) -> F:
        """Answers the command without words."""
        self.default.append(handler)
        return handler

    def resolve(self, text: str) -> tuple[Handler, str]:
        """The handler for what was typed and the words left for it; raises NotFound with the closest word."""
        first, _, rest = _BLANK.sub(" ", text.strip(), count=1).partition(" ")
        first = seen(first)
        if not first:
            return (self.default[0] if self.default else self.help), ""
        if first.lower() == "help" and "help" not in self.words:
            return self.help, ""
        if known := self.words.get(first.lower()):
            return (known.handler if rest.strip().lower() != "help" else self.help), rest.strip()
        raise NotFound(self._unknown(first))

    def help(self, _gesture: Gesture) -> Answer:
        words = sorted(self.words.values(), key=lambda word: self._order.index(word.name))
        lines = [mrkdwn("`{}`  {}", word.example, sentence(word.about)) for word in words]
        return Say(
            Message(
                mrkdwn("{}: {}", self.name, self.about),
                [section(mrkdwn("*{}*  {}", self.name, self.about)), section(mrkdwn("\n").join(lines))],
            )
        )

    @property
    def _order(self) -> list[str]:
        return self.hint.split(" · ")

    def _unknown(self, typed: str) -> str:
        close = process.extractOne(typed.lower(), self.words.keys(), score_cutoff=CLOSE_ENOUGH)
        guess = f"Did you mean `{self.words[close[0]].example}`? " if close else ""
        return f"`{self.name}` does not know {quotation(by_name(typed))}. {guess}`{self.name} help` lists its words."


class Routes:
    """The gestures that one module answers. `steadfast`: also while Slack does not say who somebody is; what is
    remembered of them has to do then, however old.
    """

    def __init__(self, *, steadfast: bool = False) -> None:
        self.commands: dict[str, Command] = {}
        self.actions: dict[str, Handler] = {}
        self.forms: dict[str, Handler] = {}
        self.searches: dict[str, Handler] = {}
        self.shortcuts: dict[str, Handler] = {}
        self.events: dict[str, Handler] = {}
        self.links: set[str] = set()
        """Buttons that lead out of Slack, which opens their address by itself and then says so."""
        self.signing: dict[Handler, Needed] = {}
        """What signs: Slack is asked just then whether this person still may."""
        self.attempts: dict[Handler, str] = {}
        """The id of what somebody tries to sign by it: by what signs, and by what opens the form for it."""
        self.before: dict[Handler, Before] = {}
        """What is made of a form before its transaction."""
        self.steadfast: set[Handler] = set()
        self._is_steadfast = steadfast
        self.outside: set[Handler] = set()
        """What is answered to people of agencies, too."""
        self.first: set[Handler] = set()
        """What is answered before Concord is set up; all else is answered by `until`."""
        self.until: Handler | None = None

    def command(self, name: str, *, about: str, hint: str) -> Command:
        self.commands[name] = Command(name, about, hint)
        return self.commands[name]

    def ahead(self, handler: F) -> F:
        """Answered before Concord is set up, too."""
        self.first.add(handler)
        return handler

    def for_agencies(self, handler: F) -> F:
        """Answered to people of agencies, too; nothing else is."""
        self.outside.add(handler)
        return handler

    def before_all(self, handler: F) -> F:
        """Answers everything else until then."""
        self.until = handler
        return handler

    def action(self, action_id: str, *, signs: Needed | None = None, opens: str = "") -> Callable[[F], F]:
        """`opens`: the form that signs."""
        return self._adding(self.actions, action_id, signs, opens)

    def link(self, action_id: str) -> None:
        self.links.add(action_id)

    def list(self, pages: str, narrow: str = "", ways: Iterable[str] = ()) -> Callable[[F], F]:
        """The buttons of a list: the two that turn its pages, and one for each of the ways to narrow it."""
        ids = [*(f"{pages}.{turn}" for turn in (BACK, ON)), *(f"{narrow}.{way}" for way in ways)]

        def add(handler: F) -> F:
            for each in ids:
                self._adding(self.actions, each)(handler)
            return handler

        return add

    def row(self, action_id: str, most: int) -> Callable[[F], F]:
        """The buttons of a row that do the same, each about something else."""

        def add(handler: F) -> F:
            for place in range(most):
                self._adding(self.actions, f"{action_id}.{place}")(handler)
            return handler

        return add

    def form(self, callback_id: str, *, signs: Needed | None = None, before: Before | None = None) -> Callable[[F], F]:
        def add(handler: F) -> F:
            if before:
                self.before[handler] = before
            return self._adding(self.forms, callback_id, signs)(handler)

        return add

    def suggestions(self, action_id: str) -> Callable[[F], F]:
        return self._adding(self.searches, action_id)

    def shortcut(self, callback_id: str) -> Callable[[F], F]:
        return self._adding(self.shortcuts, callback_id)

    def event(self, name: str) -> Callable[[F], F]:
        return self._adding(self.events, name)

    def take(self, other: "Routes") -> None:
        """Add what `other` answers; a gesture with two answers is a programming error."""
        if both := self.commands.keys() & other.commands.keys():
            raise ValueError(f"answered twice: {both}")
        self.commands.update(other.commands)
        for mine, theirs in zip(self._tables(), other._tables(), strict=True):
            if both := mine.keys() & theirs.keys():
                raise ValueError(f"answered twice: {', '.join(sorted(both))}")
            mine.update(theirs)
        self.links |= other.links
        self.first |= other.first
        self.outside |= other.outside
        self.until = self.until or other.until
        self.signing.update(other.signing)
        self.before.update(other.before)
        self.attempts.update(other.attempts)
        for command in other.commands.values():
            self.attempts.update({word.handler: word.opens for word in command.words.values() if word.opens})
        if other._is_steadfast:
            self.steadfast.update(other._handlers())

    def _handlers(self) -> Iterator[Handler]:
        for command in self.commands.values():
            yield from (word.handler for word in command.words.values())
            yield from command.default
        for table in self._tables():
            yield from table.values()

    def _tables(self) -> Iterator[dict[str, Handler]]:
        yield from (self.actions, self.forms, self.searches, self.shortcuts, self.events)

    def _adding(
        self, table: dict[str, Handler], key: str, signs: Needed | None = None, opens: str = ""
    ) -> Callable[[F], F]:
        def add(handler: F) -> F:
            if key in table:
                raise ValueError(f"answered twice: {key}")
            table[key] = handler
            if signs:
                self.signing[handler] = signs
            if signs or opens:
                self.attempts[handler] = opens or key
            return handler

        return add
