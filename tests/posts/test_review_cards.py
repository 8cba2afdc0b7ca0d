"""What the cards of a review say, from the first question to the last decision."""

import re

import pytest

from sandbox.desk import readable, texts
from sandbox.workspace.fields import elements
from tests.posts.steps import (
    A_DAY,
    PRODUCT,
    REVIEWS,
    cards,
    details,
    directly,
    press,
    submitted,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database

TEXT = "Heart failure is more than being tired. Four people and their doctors say what helps them. #HeartWeek"
MOST_WORDS = 36
"""The confirmation's among them; once they were 166."""


def test_a_finished_review_takes_two_lines_in_the_room_so_that_those_that_wait_stand_out(helvia: Helvia) -> None:
    submitted(helvia)
    [waiting] = helvia.messages(REVIEWS)
    press(helvia, "lucas", "posts.approve")
    [finished] = helvia.messages(REVIEWS)
    assert finished.ts == waiting.ts
    assert [block["type"] for block in finished.blocks] == ["section", "context"]
    summary = readable(finished)
    assert ":white_check_mark: *#1 for @HelviaToday on X* · Approved. It needs a time." in summary
    assert "Version 1 · :white_check_mark: Lucas Martin" in summary
    assert "Version 1 by Jonas Weber" in details(helvia, "jonas")


def test_a_card_has_the_post_first_then_one_line_and_the_buttons(helvia: Helvia) -> None:
    submitted(helvia)
    [card] = cards(helvia, "lucas", "posts.approve")
    assert [block["type"] for block in card.blocks] == ["header", "rich_text", "section", "actions"]


def test_a_card_has_few_words_around_the_post_and_the_hash_stands_once_behind_it(helvia: Helvia) -> None:
    submitted(helvia, text=TEXT, planned_at=helvia.now + A_DAY, **PRODUCT)
    [card] = cards(helvia, "priya", "posts.approve")
    assert len(words(texts(card.blocks))) - len(words(TEXT)) <= MOST_WORDS
    everywhere = [*helvia.texts(REVIEWS), *(directly(helvia, handle) for handle in ("priya", "jonas"))]
    assert "SHA-256" not in "".join(everywhere)
    assert details(helvia, "priya").count("SHA-256") == 1


def words(text: str) -> list[str]:
    """A date is one; what stands in it depends on the reader."""
    return re.sub(r"<!date[^>]*>", "date", text).split()


def test_to_approve_asks_once_and_says_what_is_signed(helvia: Helvia) -> None:
    submitted(helvia)
    [card] = cards(helvia, "lucas", "posts.approve")
    [asks] = [each.element["confirm"] for each in elements(card.blocks) if each.action_id == "posts.approve"]
    assert asks["title"]["text"] == "Approve #1?"
    assert asks["text"]["text"] == "You sign: “I approve this post for publication”."


def test_where_any_one_reviewer_will_do_nobody_speaks_of_all_reviewers(helvia: Helvia) -> None:
    submitted(helvia, planned_at=helvia.now + A_DAY)
    press(helvia, "lucas", "posts.approve")
    words = [*helvia.texts(REVIEWS), *(directly(helvia, handle) for handle in ("jonas", "lucas", "marta"))]
    assert "all reviewers" not in "".join(words).lower()
