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
from tests.house.reading import ROOT, Module, modules

COPIED = ("bot", "handlers", "sandbox", "tests/house")
PATIENCE_S = 60.0


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code with its house test, to be changed."""
    for folder in COPIED:
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("static", "contract", "versions")
        )
    for file in ("tests/__init__.py", "tests/test_house.py", "pyproject.toml", "Makefile"):
        shutil.copy2(ROOT / file, tmp_path / file)
    return tmp_path


def run(copy: Path, *named: str) -> forked.Ended:
    chosen = [f"tests/test_house.py::{name}" for name in named] or ["tests/test_house.py"]
    return forked.tests(copy, "-q", "--noconftest", "-p", "no:cacheprovider", *chosen, patience_s=PATIENCE_S)


def add(copy: Path, module: Module, lines: str) -> None:
    with (copy / module.path.relative_to(ROOT)).open("a") as file:
        file.write(f"\n\n{lines}\n")


def named(name: str) -> Module:
    return next(each for each in modules() if each.name == name)


def a_button(copy: Path) -> None:
    shown = (
        f"from {blocks.__name__} import button\n\n\ndef forgotten():\n    return button('Forget', 'posts.forgotten')"
    )
    add(copy, named("bot.posts.forms"), shown)


def a_handler(copy: Path) -> None:
    [first, *_] = [each for each in modules("handlers") if "routes" in vars(each.loaded) and each.name != "handlers"]
    add(copy, first, "@routes.action('posts.forgotten')\ndef forgotten(gesture):\n    raise NotImplementedError")


def a_fact(copy: Path) -> None:
    [fact, *_] = subscriptions.FACTS
    add(copy, named(fact.__module__), f"from {Event.__module__} import Event\n\n\nclass Forgotten(Event):\n    pass")


def a_field(copy: Path) -> None:
    [draft, *_] = views.drafts("bot.posts")
    file = copy / named(draft.__module__).path.relative_to(ROOT)
    text = re.sub(r'(class Draft\b.*:\n( +""".*?"""\n)?)', r'\1\n    forgotten: str = ""\n', file.read_text())
    file.write_text(text)


def a_matter(copy: Path) -> None:
    add(
        copy,
        named("bot.subscriptions"),
        f"""
from {escalation.__name__} import start
from {Audited.__module__} import Audited


class Forgotten(Audited):
    @property
    def subject(self):
        return "forgotten:1"


def begin(session, matter: Forgotten, policy, at):
    start(session, subject=matter.subject, policy=policy, at=at)


FIRED["forgotten"] = begin
""",
    )


def a_folder(copy: Path) -> None:
    (copy / "bot/forgotten").mkdir()
    (copy / "bot/forgotten/__init__.py").touch()


@pytest.mark.parametrize(
    ("forget", "test", "sentence"),
    [
        (
            a_button,
            test_house.test_each_button_has_its_handler_and_each_handler_its_button,
            "The button “posts.forgotten” has no handler",
        ),
        (
            a_handler,
            test_house.test_each_button_has_its_handler_and_each_handler_its_button,
            "The handler of “posts.forgotten” has no button",
        ),
        (a_fact, test_house.test_each_fact_stands_on_the_page_of_what_follows, "is missing from FACTS"),
        (
            a_field,
            test_house.test_each_field_of_a_draft_is_asked_for_and_each_question_read,
            "Draft has the field “forgotten”, and no form asks for it",
        ),
        (
            a_matter,
            test_house.test_each_kind_of_matter_that_asks_is_announced_and_watched,
            "“forgotten” is missing from UNASKED",
        ),
        (a_folder, test_house.test_each_room_stands_in_a_layer, "“forgotten” is missing from the layers"),
    ],
)
def test_whoever_forgets_a_part_is_told(
    copy: Path, forget: Callable[[Path], None], test: Callable[[], None], sentence: str
) -> None:
    forget(copy)
    ended = run(copy, test.__name__)
    assert (ended.returncode, sentence in ended.stdout) == (1, True), ended


def test_who_forgets_nothing_is_told_nothing(copy: Path) -> None:
    ended = run(copy)
    assert ended.returncode == 0, ended
