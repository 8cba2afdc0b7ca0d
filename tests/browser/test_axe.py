"""axe-core looks at the page for what keeps people from using it, and finds nothing serious."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.newcomer import HEIGHT, WIDTH, Newcomer

SERIOUS = ("serious", "critical")
AT_REST = """() => Promise.allSettled(
    document.getAnimations().filter(each => each.effect.getTiming().iterations < Infinity).map(each => each.finished)
).then(() => null)"""
"""What fades in has its colours only then."""


def check(newcomer: Newcomer) -> None:
    newcomer.page.evaluate(AT_REST)
    violations = Axe().run(newcomer.page).response["violations"]
    assert [(each["id"], each["nodes"]) for each in violations if each["impact"] in SERIOUS] == []


@contextmanager
def opened(newcomer: Newcomer, button: str) -> Iterator[None]:
    newcomer.page.locator(button).last.click()
    yield
    newcomer.page.keyboard.press("Escape")


@pytest.mark.parametrize(("width", "height", "scheme"), [(WIDTH, HEIGHT, "light"), (390, 844, "dark")])
def test_nothing_serious_stands_in_anybodys_way(
    newcomer: Newcomer, width: int, height: int, scheme: Literal["light", "dark"]
) -> None:
    newcomer.be("marta").at_home()
    newcomer.page.emulate_media(color_scheme=scheme)
    newcomer.page.set_viewport_size({"width": width, "height": height})
    check(newcomer)
    newcomer.page.goto("/as/priya/c/C0REVIEWS0")
    newcomer.ready()
    check(newcomer)
    for button in ("#who-button", "#faults-button", "main article.message [data-message-menu]"):
        with opened(newcomer, button):
            check(newcomer)
    newcomer.type("/account register @CardivaHCP_CH")
    newcomer.form.get_by_role("combobox").first.click()
    check(newcomer)
    newcomer.send("Propose")
    check(newcomer)
    newcomer.form.locator("[data-close-all]").click()
    newcomer.page.get_by_role("link", name="Reply in thread").first.click()
    check(newcomer.ready())
