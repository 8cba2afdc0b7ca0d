"""How the house is built and tried: short modules, imports that lead downward, tests of each kind where they belong."""

import re

from tests.house import databases, figures, imports, numbers, views
from tests.house.forgotten import nothing
from tests.house.reading import ROOT


def test_modules_are_short_and_none_imports_what_stands_on_it() -> None:
    nothing(f"{module} is too long: make it two." for module in figures.too_long())
    nothing(f"{one} imports {other}, which stands no lower." for one, other in imports.upward())
    nothing(f"A circle of imports: {' → '.join(circle)}." for circle in imports.circles())
    assert figures.median_module() <= 60
    assert figures.median_function() <= 4


def test_the_sandbox_is_tested_nearly_line_for_line() -> None:
    assert figures.tested_sandbox() >= 0.9


def test_no_sentence_says_one_of_several() -> None:
    nothing(
        f"{place} may say “1 {words}”: ask `number_of` (bot/kernel/numbers.py) for the number and its word."
        for place, words in numbers.unfitting()
    )


def test_each_context_that_asks_people_something_is_tested_over_http_too() -> None:
    nothing(
        f"tests/{folder} is not run by `make http`: add it to the Makefile."
        for folder in {"handlers", *(context.removeprefix("bot.") for context in views.contexts())}
        if f"tests/{folder}" not in over_http()
    )


def test_whatever_make_test_runs_on_one_database_is_no_database_s_and_make_http_runs_it_on_both() -> None:
    marked = [*databases.of_any()]
    assert marked
    nothing(
        f"{path} is marked any_database, and no part of `make http`: add it there, or leave it on both."
        for path in marked
        if not any(map(path.is_relative_to, over_http()))
    )
    nothing(
        f"{path} is marked any_database, and is about what is stored, locked or raced ({word}): leave it on both."
        for path in marked
        for word in databases.about_databases(path)
    )


def over_http() -> list[str]:
    """The folders and modules of `make http`."""
    [command] = re.findall(r"^\tOVER=HTTP .*", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return re.findall(r"tests/\S+", command)
