"""Reads the governance file, with messages that name the line and the key."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.governance import checks, editing, tree
from bot.governance.checks import Problem
from bot.governance.rules import Governance
from bot.settings import PACKAGED_GOVERNANCE, environment

NO_FILE = "governance.yml"
"""What a text is called that stands in no file."""


class GovernanceError(Exception):
    """`sentences` holds one readable sentence a mistake, each with its line and key; `problems` those of what the file
    says.
    """

    def __init__(self, sentences: list[str], problems: Sequence[Problem] = ()) -> None:
        super().__init__("\n".join(sentences))
        self.sentences, self.problems = sentences, problems


def load(path: Path) -> Governance:
    """Read and check the file at `path`; raises GovernanceError."""
    return _checked(lambda: tree.read(path), path.name)


def parse(text: str) -> Governance:
    """The same of a text that stands in no file; channels and people may be missing."""
    return _checked(lambda: tree.parsed(text, NO_FILE), NO_FILE, may_lack=True)


def _checked(read: Callable[[], tree.File], name: str, *, may_lack: bool = False) -> Governance:
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
        problems = list(checks.problems(rules, may_lack=may_lack))
    except ValidationError as error:
        problems = [Problem(each["loc"], each["msg"].removeprefix("Value error, ")) for each in error.errors()]
    sentences += [_sentence(name, file.root, each) for each in problems]
    if sentences:
        raise GovernanceError(sentences, problems)
    return rules


def blank() -> Governance:
    """The packaged rules, which name no channel and nobody."""
    return parse(editing.blank(PACKAGED_GOVERNANCE.read_text(encoding="utf-8")))


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


def _sentence(file: str, root: yaml.Node | None, problem: Problem) -> str:
    written = [
        str(key) for key in problem.keys if key != "[key]"
    ]  # which is how pydantic says that the key itself is wrong
    key = ".".join(written) or "the whole file"
    return f"{file}, line {tree.line_of(root, problem.keys)}, {key}: {problem.sentence}."
