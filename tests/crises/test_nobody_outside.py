"""Of a confidential crisis nobody outside finds anything: not in what stands anywhere, nor by any gesture there is."""

import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from structlog.testing import capture_logs

from bot.audit.export import export
from tests.crises.outsiders import asked, stands
from tests.crises.secrets import MARK, card, raise_secretly
from tests.crises.steps import FREEZE, LEAD, ON_IT, RESOLVE, UPDATE, fill_and_submit
from tests.freezes import steps as freezes
from tests.steps import register_account
from tests.world import Helvia

OUTSIDERS = ("ines", "sofia", "lucas", "priya", "elena", "hana")
"""An administrator, whoever publishes on a frozen account, departments that have lines in a playbook."""
LABEL = re.compile(r"Crisis 1\b|crisis-1\b")
NOBODYS, NOBODYS_WORDS = 99, "Capybarago"
"""Of no crisis."""
ABOUT_CRISES = ("crises.", "/crisis", "/social audit crisis")

pytestmark = pytest.mark.any_database


def look(helvia: Helvia) -> None:
    for outsider in OUTSIDERS:
        clean(stands(helvia, outsider))


def ask(helvia: Helvia) -> None:
    """What answers about a crisis answers as if there were none; an administrator tries all else there is, too."""
    for outsider, about in (("ines", ("",)), ("sofia", ABOUT_CRISES)):
        answers = dict(asked(helvia, outsider, 1, MARK, about=about))
        clean(answer for gesture, answer in answers.items() if MARK not in gesture)
        for gesture, answer in asked(helvia, outsider, NOBODYS, NOBODYS_WORDS, about=ABOUT_CRISES):
            asked_of_it = _of_it(gesture)
            assert answers[asked_of_it].lower() == _of_it(answer).lower(), asked_of_it


def _of_it(text: str) -> str:
    text = text.replace(NOBODYS_WORDS.lower(), MARK.lower())
    return text.replace(str(NOBODYS), "1").replace(NOBODYS_WORDS, MARK)


def clean(texts: Iterable[str]) -> None:
    assert [each for each in texts if MARK in each or LABEL.search(each)] == []


def press(helvia: Helvia, handle: str, action: str, **answers: str) -> None:
    assert helvia.press(handle, card(helvia, handle), action).ok
    if answers:
        assert fill_and_submit(helvia, handle, **answers).ok


def test_nobody_outside_finds_a_word_of_it(helvia: Helvia, tmp_path: Path) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    with capture_logs() as lines:
        raise_secretly(
            helvia, accounts=[str(account)], kind="Counterfeit product", evidence=f"https://example.com/{MARK}"
        )
        press(helvia, "thomas", ON_IT)
        press(helvia, "thomas", LEAD)
        press(helvia, "thomas", UPDATE, update=f"{MARK} is known to the press")
        assert helvia.press("thomas", card(helvia), FREEZE).ok
        freezes.fill(helvia.desk("thomas"), reason=f"{MARK} is everywhere")
        assert helvia.desk("thomas").submit().ok
        look(helvia)
        ask(helvia)
        helvia.wait(timedelta(minutes=35))  # no update: it opens again
        press(helvia, "thomas", RESOLVE, outcome=f"{MARK} was never there", frozen="keep")
        look(helvia)
    clean(map(str, lines))
    clean([generate_latest(helvia.concord.metrics.registry).decode()])
    with helvia.session() as session:
        export(session, tmp_path / "trail")
    assert [file for file in tmp_path.rglob("*.*") if MARK in file.read_text()] == []
