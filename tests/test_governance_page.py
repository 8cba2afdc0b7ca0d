"""docs/governance.md explains each key of the governance file, with an example that is read as Concord reads a file."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from bot.governance import Governance, Reviewable, Role, load
from bot.governance.whom import MATTER_PEOPLE
from bot.settings import PACKAGED_GOVERNANCE
from tests.house.reading import ROOT

PAGE = (ROOT / "docs/governance.md").read_text()
PARTS = [part.partition("\n") for part in PAGE.split("\n## ")[1:]]
SECTIONS = {title.strip("`"): text for title, _, text in PARTS}
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """Its own and those of what it holds, as the file writes them."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for each in models(field.annotation):
            yield from keys_of(each)


NESTED = [
    (name, key)
    for name, field in Governance.model_fields.items()
    for model in models(field.annotation)
    for key in dict.fromkeys(keys_of(model))
]


def keys_in(example: Any) -> Iterator[str]:
    if isinstance(example, dict):
        for key, value in example.items():
            yield str(key)
            yield from keys_in(value)
    if isinstance(example, list):
        for each in example:
            yield from keys_in(each)


def is_named(entry: Any) -> bool:
    return isinstance(entry, dict) and "name" in entry


def together(whole: Any, part: Any) -> Any:
    """A file that says this, too: named entries take the place of theirs, or come first."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return whole | {key: together(whole.get(key), value) for key, value in part.items()}
    if isinstance(part, list) and isinstance(whole, list) and all(map(is_named, (*part, *whole))):
        names = [each["name"] for each in part]
        return [*part, *(each for each in whole if each["name"] not in names)]
    return part


def test_each_key_has_its_section_and_each_section_its_key() -> None:
    assert sorted(SECTIONS) == sorted(Governance.model_fields)


@pytest.mark.parametrize(("section", "key"), NESTED, ids=[f"{section}.{key}" for section, key in NESTED])
def test_each_key_in_a_section_is_explained_and_stands_in_its_example(section: str, key: str) -> None:
    text = SECTIONS[section]
    assert f"`{key}`" in EXAMPLE.sub("", text)
    assert key in {each for example in EXAMPLE.findall(text) for each in keys_in(yaml.safe_load(example))}


def test_each_section_has_an_example_that_writes_its_key() -> None:
    examples = {section: map(yaml.safe_load, EXAMPLE.findall(text)) for section, text in SECTIONS.items()}
    assert [section for section, these in examples.items() if not any(section in each for each in these)] == []


@pytest.mark.parametrize("example", EXAMPLE.findall(PAGE), ids=lambda example: example.split(":")[0])
def test_each_example_is_read(example: str, tmp_path: Path) -> None:
    whole = yaml.safe_load(PACKAGED_GOVERNANCE.read_text())
    file = tmp_path / "governance.yml"
    file.write_text(yaml.safe_dump(together(whole, yaml.safe_load(example))))
    load(file)


@pytest.mark.parametrize(
    ("section", "words"), [("roles", tuple(Role)), ("routes", tuple(Reviewable)), ("policies", MATTER_PEOPLE)]
)
def test_each_word_of_ours_is_explained(section: str, words: tuple[str, ...]) -> None:
    assert [word for word in words if f"`{word}`" not in SECTIONS[section]] == []
