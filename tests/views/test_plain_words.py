"""People read plain English: what a thing is called, and no word of the program's."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.house.reading import Module, modules
from tests.views.makers import made, makers, name_of
from tests.views.words import CALM

PLAIN = (
    *("Answer due: ", "Next update due: ", "Longest silence (days)", "Custom rule", "Return to author…", "Silent"),
    *("needs an answer", "is being handled", "Stage 2 of 2", "overdue", "Snooze…", "I'm on it", "Speaks for us"),
)
OURS = re.compile(
    r"\b(?:cadence\w*|dorman\w+|occurrence\w*|escalat\w+|outbox|outlets?|acknowledg\w+|payloads?|leases?|lanes?|subjects?"
    r"|verbs?|ladders?|rungs?|quorum|attest\w*|booleans?|uuid|enum|callback|schema|webhook|metadata|regex"
    r"|pars(?:e|ed|er|ing)|deprecated|modals?|ephemeral|whispers?|keepers?|crossings?)\b",
    re.IGNORECASE,
)
IDENTIFIER = re.compile(r"\b[a-z]+_[a-z_]+\b")
NOT_READ = re.compile(r"`[^`]*`|<[^>]*>|https?://\S+|\{[^}]*\}|\[[^\]]*\]|:[a-z0-9_+-]+:")
"""What is to be typed, links, dates, and the names of emoji."""
FOR_OPERATORS = (
    "bot.run",
    "bot.health",
    "bot.settings",
    "bot.governance",
    "bot.audit",
    "bot.kernel",
    "bot.networks.tlds",
)
"""Their words are read in a terminal, in a log, or beside the governance file; and a list of domains."""
SEEN_IN = ("text", "title", "label", "hint", "placeholder", "submit", "close", "caption")


@cache
def seen() -> dict[str, str]:
    """Each text of a message or view, and what makes it."""
    return {text: name_of(each) for each in makers() for one in made(each, CALM) for text in _texts(one.to_dict())}


def _texts(part: Any, key: str = "") -> Iterator[str]:
    if isinstance(part, str) and key in SEEN_IN:
        yield part
    for name, inner in part.items() if isinstance(part, dict) else []:
        yield from _texts(inner, name)
    for inner in part if isinstance(part, list) else []:
        yield from _texts(inner, key)


def ours(text: str) -> list[str]:
    return [*OURS.findall(NOT_READ.sub(" ", text)), *IDENTIFIER.findall(NOT_READ.sub(" ", text))]


def sentences(module: Module) -> Iterator[tuple[int, str]]:
    """What is written in it with a blank and is no docstring."""
    docstrings = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        match node:
            case ast.Constant(str(text)) if " " in text.strip() and id(node) not in docstrings:
                yield node.lineno, text


def test_things_are_called_in_plain_words() -> None:
    assert [words for words in PLAIN if not any(words in text for text in seen())] == []


def test_no_view_says_a_word_of_the_programs() -> None:
    assert [(maker, text, ours(text)) for text, maker in seen().items() if ours(text)] == []


def test_no_sentence_that_is_answered_says_one() -> None:
    answering = [each for each in [*modules("bot"), *modules("handlers")] if not each.name.startswith(FOR_OPERATORS)]
    assert [
        (f"{each.name}:{line}", text) for each in answering for line, text in sentences(each) if OURS.search(text)
    ] == []
