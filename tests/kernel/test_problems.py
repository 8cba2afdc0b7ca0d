"""Problems of a form are collected, so that all of them are told at once."""

import pytest

from bot.kernel.errors import Invalid
from bot.kernel.problems import Problems


def sentences(problems: Problems) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        problems.refuse()
    return refused.value.problems


def test_a_draft_without_problems_is_not_refused() -> None:
    problems = Problems()
    problems.note("what", "")
    assert problems.needed("what", " a word ", "Say it.") == "a word"
    assert problems.read("days", lambda: int("3"), "No number.") == 3
    assert not problems
    problems.refuse()


def test_each_field_has_the_first_sentence_that_was_noted() -> None:
    problems = Problems()
    problems.note("url", "This is no link.")
    problems.note("url", "It is too long.")
    assert problems.needed("what", "  ", "Say it.") == ""
    assert problems
    assert sentences(problems) == {"url": "This is no link.", "what": "Say it."}


def test_a_field_may_have_several_sentences() -> None:
    problems = Problems()
    problems.also("text", "It is too long.")
    problems.also("text", "It has two links.")
    assert sentences(problems) == {"text": "It is too long. It has two links."}


def test_what_cannot_be_read_is_told_by_its_own_sentence_or_with_what_was_typed() -> None:
    class Odd(ValueError):
        sentence = "This is odd."

    def odd() -> int:
        raise Odd

    def unknown() -> int:
        raise ValueError("Atlantis")

    problems = Problems()
    assert problems.read("number", odd, "Not told.") is None
    assert problems.read("market", unknown, "I know no country called {}.") is None
    assert sentences(problems) == {"number": "This is odd.", "market": "I know no country called “Atlantis”."}
