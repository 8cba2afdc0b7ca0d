"""Reads the governance file, with messages that name the line and the key."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.governance.rules import Governance
from bot.settings import environment


class GovernanceError(Exception):
    """`sentences` holds one readable sentence a mistake, each with its line and key."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def load(path: Path) -> Governance:
    """Read and check the file at `path`; raises GovernanceError."""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except OSError as error:
        raise GovernanceError([f"{path}: cannot be read ({error.strerror})."]) from None
    except yaml.YAMLError as error:
        raise GovernanceError([f"{path}: is no YAML: {' '.join(str(error).split())}."]) from None
    try:
        return Governance.model_validate(data, context={"environment": environment(), "text": text})
    except ValidationError as error:
        raise GovernanceError(
            [_sentence(path.name, root, each["loc"], each["msg"]) for each in error.errors()]
        ) from None


def _sentence(file: str, root: Any, loc: tuple[int | str, ...], message: str) -> str:
    key = ".".join(str(part) for part in loc) or "the whole file"
    return f"{file}, line {_line(root, loc)}, {key}: {message.removeprefix('Value error, ')}."


def _line(node: Any, loc: Iterable[int | str]) -> int:
    """The line of the deepest key of `loc` that the file has, counted from 1."""
    line = 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
