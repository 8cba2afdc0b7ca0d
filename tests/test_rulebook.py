"""Who may do what is printed from the rows that decide it, in Slack and as a page, and no row is left out."""

from pathlib import Path
from typing import Any

import pytest

from bot.kernel.lifecycle import Life, Permission
from bot.rulebook import CHAPTERS
from bot.rulebook.__main__ import page
from tests.house.reading import modules
from tests.world import Helvia

PAGE = Path(__file__).parents[1] / "docs/who-may-do-what.md"


def test_the_page_is_what_the_rows_say() -> None:
    assert PAGE.read_text() == f"{page()}\n", "run `make rules`"


def test_each_permission_and_each_life_is_in_a_chapter() -> None:
    printed: list[Any] = [each for chapter in CHAPTERS for each in (*chapter.permissions, *chapter.lives)]
    printed += [row.permission for chapter in CHAPTERS for life in chapter.lives for row in life.rows.values()]
    left_out = [
        f"{module.name}.{name}"
        for module in modules("bot")
        for name, value in vars(module.loaded).items()
        if isinstance(value, Life | Permission) and value not in printed
    ]
    assert not left_out, "put it into a chapter of bot/rulebook/__init__.py, then run `make rules`"


def test_each_chapter_is_shown_in_slack_and_the_next_is_a_button_away(helvia: Helvia) -> None:
    message = helvia.desk("jonas").type("#general", "/social rules").message
    assert message is not None
    for number, chapter in enumerate(CHAPTERS, start=1):
        text = helvia.whispers("jonas", "#general")[-1]
        assert f"Page {number} of {len(CHAPTERS)}" in text
        for rule in chapter.lines():
            assert f"{rule.deed[1:]}*{f' · {rule.moves}' if rule.moves else ''}\n{rule.who}" in text
        if chapter != CHAPTERS[-1]:
            assert helvia.press("jonas", message, "social.rules.next").ok


@pytest.mark.parametrize("chapter", [each.name for each in CHAPTERS])
def test_a_chapter_is_found_by_its_name(helvia: Helvia, chapter: str) -> None:
    assert f"Who may do what: {chapter}" in helvia.desk("jonas").type("#general", f"/social rules {chapter}").text


def test_rules_about_nothing_are_refused_with_what_there_is(helvia: Helvia) -> None:
    refusal = helvia.desk("jonas").type("#general", "/social rules weather").text
    assert "There are no rules about “weather”. `/social rules` knows `accounts`" in refusal
