"""Reads the governance file, with messages that name the line and the key."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.governance import checks, tree
from bot.governance.rules import Governance
from bot.settings import environment

NO_FILE = "governance.yml"
"""What a text is called that stands in no file."""


class GovernanceError(Exception):
    """`sentences` holds one readable sentence a mistake, each with its line and key."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def load(path: Path) -> Governance:
    """Read and check the file at `path`; raises GovernanceError."""
    return _checked(lambda: tree.read(path), path.name)


def parse(text: str) -> Governance:
    """The same of a text that stands in no file."""
    return _checked(lambda: tree.parsed(text, NO_FILE), NO_FILE)


def _checked(read: Callable[[], tree.File], name: str) -> Governance:
    try:
        file = read()
    except tree.Unreadable as error:
        raise GovernanceError([error.sentence]) from None
    sentences = [
        f"{name}, line {again}, {'.'.join(keys)}: is on line {first} already: keep one."
        for keys, first, again in tree.twice(file.root)
    ]
    try:
        rules = Governance.model_validate(file.data, context=_context(file))
        sentences += [_sentence(name, file.root, each.keys, each.sentence) for each in checks.problems(rules)]
    except ValidationError as error:
        sentences += [_sentence(name, file.root, each["loc"], each["msg"]) for each in error.errors()]
    if sentences:
        raise GovernanceError(sentences)
    return rules


def sha256_of(path: Path) -> str:
    """Of the file as it is now, whatever it says; raises GovernanceError where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise GovernanceError([f"{path}: cannot be read ({error.strerror})."]) from None


def _context(file: tree.File) -> dict[str, Any]:
    """What parts of the file need to know to be read; where `way_schemes` is no list, that is told for itself."""
    schemes = file.data.get("way_schemes") if isinstance(file.data, dict) else None
    allowed = {"way_schemes": schemes} if isinstance(schemes, list) else {}
    return {"environment": environment(), "text": file.text, **allowed}


def _sentence(file: str, root: yaml.Node | None, keys: tuple[int | str, ...], message: str) -> str:
    written = [str(key) for key in keys if key != "[key]"]  # which is how pydantic says that the key itself is wrong
    key = ".".join(written) or "the whole file"
    return f"{file}, line {tree.line_of(root, keys)}, {key}: {message.removeprefix('Value error, ')}."
