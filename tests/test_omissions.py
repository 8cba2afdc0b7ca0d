"""Each thing that one may forget is forgotten once, in a copy of the code, and the house test says so."""

import re
import shutil
from collections.abc import Callable
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
COPIED = ("bot", "handlers", "sandbox", "benchmarks", "tests/house")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code with its house test, to be changed."""
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("static", "versions"))
    for file in ("tests/__init__.py", "tests/test_house.py", "pyproject.toml", "Makefile"):
        shutil.copy2(ROOT / file, tmp_path / file)
    return tmp_path


def run(copy: Path, chosen: str) -> forked.Ended:
    return forked.tests(copy, "-q", "--noconftest", "-p", "no:cacheprovider", chosen, patience_s=PATIENCE_S)


def complaint(copy: Path, test: Callable[[], None]) -> str:
    """What that test of the house says of the copy."""
    ended = run(copy, f"tests/test_house.py::{test.__name__}")
    assert ended.returncode == 1, ended
    return ended.stdout


def file_of(copy: Path, module: str) -> Path:
    [path] = [each.path for each in modules() if each.name == module]
    return copy / path.relative_to(ROOT)


def add(copy: Path, module: str, lines: str) -> None:
    with file_of(copy, module).open("a") as file:
        file.write(f"\n\n{lines}\n")


def test_who_forgets_nothing_is_told_nothing(copy: Path) -> None:
    ended = run(copy, "tests/test_house.py")
    assert ended.returncode == 0, ended


def test_a_button_without_a_handler_is_noticed(copy: Path) -> None:
    code = f"from {blocks.__name__} import button\n\n\ndef forgotten():\n    return button('Forget', 'posts.forgotten')"
    add(copy, f"{CONTEXT}.forms", code)
    noticed = complaint(copy, test_house.test_each_button_has_its_handler_and_each_handler_its_button)
    assert "The button “posts.forgotten” has no handler" in noticed


def test_a_handler_without_a_button_is_noticed(copy: Path) -> None:
    [answering, *_] = [
        each for each in modules("handlers") if views.is_about(each, CONTEXT) and "routes" in vars(each.loaded)
    ]
    add(
        copy,
        answering.name,
        "@routes.action('posts.forgotten')\ndef forgotten(gesture):\n    return None",
    )
    noticed = complaint(copy, test_house.test_each_button_has_its_handler_and_each_handler_its_button)
    assert "The handler of “posts.forgotten” has no button" in noticed


def test_a_fact_of_which_nobody_says_what_follows_is_noticed(copy: Path) -> None:
    [fact, *_] = subscriptions.FACTS
    add(copy, fact.__module__, f"from {Event.__module__} import Event\n\n\nclass Forgotten(Event):\n    pass")
    noticed = complaint(copy, test_house.test_each_fact_stands_on_the_page_of_what_follows)
    assert f"Forgotten ({fact.__module__}) is missing from FACTS" in noticed


def test_a_field_of_a_draft_that_no_form_asks_for_is_noticed(copy: Path) -> None:
    [draft] = views.drafts(CONTEXT)
    file = file_of(copy, draft.__module__)
    more = re.sub(r'(class Draft\b.*:\n( +""".*?"""\n)?)', r'\1\n    forgotten: str = ""\n', file.read_text())
    file.write_text(more)
    noticed = complaint(copy, test_house.test_each_field_of_a_draft_is_asked_for_and_each_question_read)
    assert "Draft has the field “forgotten”, and no form asks for it" in noticed


def test_a_kind_of_matter_that_the_watch_does_not_know_is_noticed(copy: Path) -> None:
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
    noticed = complaint(copy, test_house.test_each_kind_of_matter_that_asks_is_announced_and_watched)
    assert "“forgotten” is missing from UNASKED" in noticed


def test_a_folder_outside_the_layers_is_noticed(copy: Path) -> None:
    (copy / "bot/forgotten").mkdir()
    (copy / "bot/forgotten/__init__.py").touch()
    noticed = complaint(copy, test_house.test_each_room_stands_in_a_layer)
    assert "“forgotten” is missing from the layers of" in noticed


def test_a_variable_that_is_not_called_by_what_it_is_is_noticed(copy: Path) -> None:
    add(copy, f"{CONTEXT}.forms", "def forgotten(found, *, kept=''):\n    return [told for told in found] + [kept]")
    noticed = complaint(copy, test_house.test_each_variable_is_called_by_what_it_is)
    for word in ("found", "kept", "told"):
        assert f"calls something “{word}”: say what it is" in noticed
