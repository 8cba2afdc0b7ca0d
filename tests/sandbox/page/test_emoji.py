"""Every emoji that the app's texts name is shown as one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.page.emoji import face, with_faces

ROOT = Path(__file__).parents[3]
NAME = re.compile(r"(?<![\w}:]):([a-z][a-z0-9_+-]*):(?![\w{:])")
KEY = re.compile(r"}:([a-z][a-z0-9_+-]*):")
"""A part of a key such as f"{subject}:asked:{stage}", which is no emoji where it stands alone either."""


def sources() -> Iterator[Path]:
    for folder in ("bot", "handlers"):
        for ending in ("py", "yml"):
            yield from (ROOT / folder).rglob(f"*.{ending}")


def named(text: str) -> set[str]:
    return set(NAME.findall(text))


def test_every_emoji_that_the_app_names_is_known() -> None:
    texts = {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in sources()}
    used = {name: file for file, text in texts.items() for name in named(text)}
    keys = {name for text in texts.values() for name in KEY.findall(text)}
    assert len(used) > 10
    assert {name: file for name, file in used.items() if face(name) is None and name not in keys} == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('f":zzz: *{name}*"', {"zzz"}),
        ('{State.OPEN: ":large_green_circle:"}', {"large_green_circle"}),
        ("icon: :no_such_emoji:", {"no_such_emoji"}),
        ('f"{subject}:asked:{stage}"', set()),
        ('r"urn:li:activity"', set()),
        ("words[1::2]", set()),
    ],
)
def test_emoji_are_found_in_the_text_of_a_source(text: str, names: set[str]) -> None:
    assert named(text) == names


def test_a_name_that_slack_does_not_know_stays_as_it_was_written() -> None:
    assert with_faces("Done :white_check_mark: :helvia:") == "Done ✅ :helvia:"
