"""Somebody who is new to Concord does the main job of it: what they have to do, and all the words that they meet.

An action is a command, an answer in a form, a press, a confirmation, or the way to one's messages. Words are those of
forms (labels, hints, examples, what is chosen already), cards, confirmations and answers; of a card that changes, those
that are new.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sandbox.desk import Desk, Outcome
from sandbox.page.dates import formatted
from sandbox.workspace.fields import elements
from sandbox.workspace.models import Json, Message
from tests.world import Helvia

PERSON, DATE, LINK = (
    re.compile(r"<@(\w+)>"),
    re.compile(r"<!date\^(\d+)\^([^|^]+)[^>]*>"),
    re.compile(r"<[^|>]+\|([^>]+)>"),
)
EMOJI = re.compile(r":[a-z0-9_+-]+:")
SEEN = ("text", "title", "label", "hint", "placeholder", "submit", "close", "blocks", "elements", "element", "fields")
SEEN_TOO = ("accessory", "initial_option", "initial_options", "initial_value")


@dataclass
class Step:
    """`seen` are the words in it, in order."""

    name: str
    actions: int = 0
    seen: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.name:<24}{self.actions:>8}{len(self.seen):>8}"


@dataclass
class Stranger:
    """Each of the people whom the job needs, one after another."""

    helvia: Helvia
    steps: list[Step] = field(default_factory=list)
    place: str = "#general"
    """The channel that is open."""

    def __str__(self) -> str:
        lines = [f"{'':<24}{'actions':>8}{'words':>8}", *map(str, self.steps)]
        return "\n".join([*lines, f"{'In all':<24}{self.actions:>8}{self.words:>8}"])

    @property
    def step(self) -> Step:
        return self.steps[-1]

    @property
    def actions(self) -> int:
        return sum(step.actions for step in self.steps)

    @property
    def words(self) -> int:
        return sum(len(step.seen) for step in self.steps)

    def begins(self, name: str) -> None:
        self.steps.append(Step(name))

    def types(self, handle: str, command: str, in_: str = "#general") -> None:
        self.place = in_
        self._did(handle, self._desk(handle).type(in_, command))

    def fills(self, handle: str, **answers: Any) -> None:
        """A field each; none of what is filled in already."""
        self._desk(handle).fill(answers)
        self.step.actions += len(answers)

    def sends(self, handle: str) -> None:
        self._did(handle, self._desk(handle).submit())

    def closes(self, handle: str) -> None:
        """Where there is something to be closed."""
        self.step.actions += 1
        self._desk(handle).close()

    def hears(self, handle: str) -> None:
        """Opens what Concord wrote; whoever does not go there reads none of it."""
        self.step.actions += 1
        self._reads(handle, self.helvia.workspace.bot.id)

    def presses(self, handle: str, action_id: str) -> None:
        """On the newest card that has the button; where it asks once more, that too."""
        card = next(each for each in reversed(self.helvia.direct(handle)) if f"'{action_id}'" in str(each.blocks))
        pressed = next(each for each in elements(card.blocks) if each.action_id == action_id).element
        if asked := pressed.get("confirm"):
            self.step.actions += 1
            self._sees(self._words([asked[part] for part in ("title", "text", "confirm", "deny")]))
        self.place = card.channel
        before = Counter(self._words(card.blocks))
        self._did(handle, self._desk(handle).press(card.channel, card.ts, action_id))
        after = next((each for each in self.helvia.direct(handle) if each.ts == card.ts), None)
        if after:
            self._sees([*(Counter(self._words(after.blocks)) - before).elements()])

    def _did(self, handle: str, outcome: Outcome) -> None:
        assert outcome.ok, (outcome.error, outcome.errors)
        self.step.actions += 1
        if outcome.message:
            self._sees(self._words(outcome.message.blocks or [{"text": outcome.message.text}]))
        if modal := self._desk(handle).modal:
            self._sees(self._words([modal.content]))
        self._reads(handle, self.place)

    def _reads(self, handle: str, channel: str) -> None:
        """What has come there since, answers that only this person sees included."""
        messages = self._unread(handle, channel)
        self._sees([word for each in messages for word in self._words(each.blocks or [{"text": each.text}])])

    def _unread(self, handle: str, channel: str) -> list[Message]:
        desk, messages = self._desk(handle), self.helvia.messages(channel, handle)
        unread = desk.unread(channel)
        desk.mark_read(channel)
        return list(messages)[-unread:] if unread else []

    def _desk(self, handle: str) -> Desk:
        return self.helvia.desk(handle)

    def _sees(self, words: list[str]) -> None:
        self.step.seen += words

    def _words(self, content: object) -> list[str]:
        return [word for text in _texts(content) for word in self._read(text).split() if re.search(r"\w", word)]

    def _read(self, text: str) -> str:
        named = PERSON.sub(lambda match: f"@{self.helvia.workspace.person(match[1]).name}", text)
        dated = DATE.sub(lambda match: self._dated(int(match[1]), match[2]), named)
        return EMOJI.sub(" ", LINK.sub(r"\1", dated))

    def _dated(self, seconds: int, pattern: str) -> str:
        at = datetime.fromtimestamp(seconds, UTC)
        return formatted(at, self.helvia.now, pattern) or ""


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, dict):
        yield from _of(part)


def _of(part: Json) -> Iterator[str]:
    has_value = any(part.get(name) for name in SEEN_TOO)
    for name in (*SEEN, *SEEN_TOO):
        if name != "placeholder" or not has_value:
            yield from _texts(part.get(name))
    if part.get("type") == "users_select" and part.get("initial_user"):
        yield f"<@{part['initial_user']}>"
    if part.get("type") == "input" and part.get("optional"):
        yield "(optional)"
