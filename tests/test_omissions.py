"""Each thing that one may forget is forgotten once, several in one copy of the code, and the house test names each."""

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import subscriptions
from bot.kernel import escalation
from bot.kernel.events import Audited, Event
from bot.kernel.views import blocks
from tests import forked, test_house
from tests.house import views
from tests.house.reading import ROOT, modules
from tests.patience import PATIENCE_S

CONTEXT = "bot.posts"
COPIED = ("bot", "handlers", "sandbox", "benchmarks", "tests/house", "tests/views")


@dataclass(frozen=True)
class Noticed:
    """Which test of the house says what, once something was forgotten."""

    test: Callable[[], None]
    sentences: Sequence[str]


Forget = Callable[[Path], Noticed]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code with its house test, to be changed."""
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("static", "versions"))
    for file in ("tests/__init__.py", "tests/hostile.py", "tests/test_house.py", "pyproject.toml", "Makefile"):
        shutil.copy2(ROOT / file, tmp_path / file)
    return tmp_path


def run(copy: Path, *tests: Callable[[], None]) -> forked.Ended:
    chosen = [f"tests/test_house.py::{test.__name__}" for test in tests]
    return forked.tests(copy, "-q", "--noconftest", "-p", "no:cacheprovider", *chosen, patience_s=PATIENCE_S)


def file_of(copy: Path, module: str) -> Path:
    [path] = [each.path for each in modules() if each.name == module]
    return copy / path.relative_to(ROOT)


def add(copy: Path, module: str, lines: str) -> None:
    with file_of(copy, module).open("a") as file:
        file.write(f"\n\n{lines}\n")


def a_button_without_a_handler(copy: Path) -> Noticed:
    code = f"from {blocks.__name__} import button\n\n\ndef forgotten():\n    return button('Forget', 'posts.forgotten')"
    add(copy, f"{CONTEXT}.forms", code)
    test = test_house.test_each_button_has_its_handler_and_each_handler_its_button
    return Noticed(test, ["The button “posts.forgotten” has no handler"])


def a_handler_without_a_button(copy: Path) -> Noticed:
    [answering, *_] = [
        each for each in modules("handlers") if views.is_about(each, CONTEXT) and "routes" in vars(each.loaded)
    ]
    code = "@routes.action('posts.forgotten')\ndef forgotten(gesture):\n    return None"
    add(copy, answering.name, code)
    test = test_house.test_each_button_has_its_handler_and_each_handler_its_button
    return Noticed(test, ["The handler of “posts.forgotten” has no button"])


def a_fact_of_which_nobody_says_what_follows(copy: Path) -> Noticed:
    [fact, *_] = subscriptions.FACTS
    add(copy, fact.__module__, f"from {Event.__module__} import Event\n\n\nclass Forgotten(Event):\n    pass")
    test = test_house.test_each_fact_stands_on_the_page_of_what_follows
    return Noticed(test, [f"Forgotten ({fact.__module__}) is missing from FACTS"])


def a_field_of_a_draft_that_no_form_asks_for(copy: Path) -> Noticed:
    [draft] = views.drafts(CONTEXT)
    file = file_of(copy, draft.__module__)
    more = re.sub(r'(class Draft\b.*:\n( +""".*?"""\n)?)', r'\1\n    forgotten: str = ""\n', file.read_text())
    file.write_text(more)
    test = test_house.test_each_field_of_a_draft_is_asked_for_and_each_question_read
    return Noticed(test, ["Draft has the field “forgotten”, and no form asks for it"])


def a_kind_of_matter_that_the_watch_does_not_know(copy: Path) -> Noticed:
    matter = f"""
from {escalation.__name__} import start
from {Audited.__module__} import Audited


class Forgotten(Audited):
    @property
    def subject(self):
        return "forgotten:1"


def begin(session, matter: Forgotten, policy, at):
    start(session, subject=matter.subject, policy=policy, at=at)


FIRED["forgotten"] = begin
"""
    add(copy, subscriptions.__name__, matter)
    test = test_house.test_each_kind_of_matter_that_asks_is_announced_and_watched
    return Noticed(test, ["“forgotten” is missing from UNASKED"])


def a_folder_outside_the_layers(copy: Path) -> Noticed:
    (copy / "bot/forgotten").mkdir()
    (copy / "bot/forgotten/__init__.py").touch()
    return Noticed(test_house.test_each_room_stands_in_a_layer, ["“forgotten” is missing from the layers of"])


def a_variable_that_is_not_called_by_what_it_is(copy: Path) -> Noticed:
    add(copy, f"{CONTEXT}.forms", "def forgotten(found, *, kept=''):\n    return [told for told in found] + [kept]")
    sentences = [f"calls something “{word}”: say what it is" for word in ("found", "kept", "told")]
    return Noticed(test_house.test_each_variable_is_called_by_what_it_is, sentences)


def a_wait_without_an_end(copy: Path) -> Noticed:
    with (copy / "sandbox/story.py").open("a") as file:
        file.write("\n\ndef forgotten(thread):\n    thread.join()\n")
    return Noticed(test_house.test_no_wait_is_endless, ["waits for ever: say for how long"])


def test_who_forgets_nothing_is_told_nothing(copy: Path) -> None:
    ended = run(
        copy,
        test_house.test_each_button_has_its_handler_and_each_handler_its_button,
        test_house.test_each_fact_stands_on_the_page_of_what_follows,
        test_house.test_each_field_of_a_draft_is_asked_for_and_each_question_read,
        test_house.test_each_kind_of_matter_that_asks_is_announced_and_watched,
        test_house.test_each_room_stands_in_a_layer,
        test_house.test_each_variable_is_called_by_what_it_is,
        test_house.test_no_wait_is_endless,
    )
    assert ended.returncode == 0, ended


@pytest.mark.parametrize(
    "forgets",
    [
        [
            a_button_without_a_handler,
            a_fact_of_which_nobody_says_what_follows,
            a_kind_of_matter_that_the_watch_does_not_know,
            a_folder_outside_the_layers,
        ],
        [
            a_handler_without_a_button,
            a_field_of_a_draft_that_no_form_asks_for,
            a_variable_that_is_not_called_by_what_it_is,
            a_wait_without_an_end,
        ],
    ],
    ids=lambda forgets: forgets[0].__name__,
)
def test_each_thing_that_is_forgotten_is_noticed(copy: Path, forgets: Sequence[Forget]) -> None:
    forgotten = [forget(copy) for forget in forgets]
    ended = run(copy, *(each.test for each in forgotten))
    assert f"{len(forgets)} failed" in ended.stdout, ended
    assert [sentence for each in forgotten for sentence in each.sentences if sentence not in ended.stdout] == []
