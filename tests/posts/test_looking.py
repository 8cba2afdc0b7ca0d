"""Looking at a post is not holding it, and it is read as it stood at one moment."""

import pytest

from tests.posts.steps import REVIEWS, cards, scheduled, submitted
from tests.statements import is_locking, statements
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def held(asked: list[str]) -> list[str]:
    """What locks a post."""
    return [each for each in asked if "FROM posts" in each and is_locking(each)]


@pytest.mark.parametrize("line", ["show 1", "list", "list mine", "edit 1", "withdraw 1", "published 1"])
def test_to_show_a_post_or_to_open_a_form_about_it_holds_nothing(helvia: Helvia, line: str) -> None:
    scheduled(helvia)
    with statements(helvia) as asked:
        assert helvia.desk("marta").type("#general", f"/post {line}").ok
    assert any("FROM posts" in each for each in asked)
    assert held(asked) == []


@pytest.mark.parametrize("button", ["posts.request_changes", "posts.reject"])
def test_to_ask_a_reviewer_for_a_reason_holds_nothing(helvia: Helvia, button: str) -> None:
    submitted(helvia)
    [card] = helvia.messages(REVIEWS)
    with statements(helvia) as asked:
        helvia.press("lucas", card, button)
        assert helvia.desk("lucas").modal is not None
    assert any("FROM posts" in each for each in asked)
    assert held(asked) == []


def test_to_decide_holds_the_post_and_its_review(helvia: Helvia) -> None:
    """One that only the post's lock waits for would show the stage from before."""
    submitted(helvia)
    card = cards(helvia, "lucas", "posts.approve")[-1]
    with statements(helvia) as asked:
        helvia.press("lucas", card, "posts.approve")
    assert bool(held(asked)) is not helvia.database.is_sqlite
    assert all("JOIN reviews" in each and "UPDATE OF" not in each for each in held(asked))


def test_a_post_is_looked_at_in_one_statement_so_that_an_edit_between_two_does_not_look_like_an_alteration(
    helvia: Helvia,
) -> None:
    post_id = submitted(helvia)
    with statements(helvia) as asked:
        assert "Every heart counts." in helvia.desk("hana").type("#general", f"/post show {post_id}").text
    [look] = [each for each in asked if "post_versions" in each or "decisions" in each]
    assert all(f"JOIN {table}" in look for table in ("post_versions", "decisions"))
