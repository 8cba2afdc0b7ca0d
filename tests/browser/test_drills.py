"""A drill in the page, from `/crisis drill` to the score sheet, by those whose it is."""

import os
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.newcomer import Newcomer

LOOK = os.environ.get("LOOK", "")
"""A folder for pictures of each step, for whoever wants to look."""


def look(newcomer: Newcomer, name: str) -> None:
    if LOOK:
        newcomer.page.screenshot(path=Path(LOOK) / f"{name}.png", full_page=True)


def test_marta_rehearses_a_crisis_with_thomas_and_leadership_reads_how_it_went(newcomer: Newcomer) -> None:
    newcomer.be("marta", in_="general").type("/crisis drill")
    expect(newcomer.form).to_be_visible()
    look(newcomer, "0-form")
    newcomer.choose("Scenario (optional)", "Fake product on a marketplace")
    newcomer.choose("Who takes part?", "Thomas Brandt", typing="tho")
    newcomer.choose("Who watches and rates it?", "Ines Vogel", typing="ines")
    look(newcomer, "1-plan")
    newcomer.send("Plan it")
    expect(newcomer.form).to_have_count(0)
    newcomer.be("thomas").hear()
    newcomer.press("Also at any hour, and by other ways", on="You take part in a drill").agree(
        "Ring as in a real crisis?"
    )
    summons = newcomer.wait_for("DRILL 1 needs you")
    expect(summons).to_contain_text("This is an exercise. Nothing of it is real.")
    look(newcomer, "2-thomas")
    summons.get_by_role("button", name="I'm on it").click()
    newcomer.be("ines").hear()
    expect(newcomer.card("is running since")).to_contain_text("DRILL")
    look(newcomer, "3-observer")
    newcomer.press("End the drill…", on="is running since")
    look(newcomer, "4-end")
    newcomer.send("End it")
    newcomer.press("Rate it…", on="Score sheet")
    look(newcomer, "5-rate")
    for number in range(5):
        select = newcomer.form.get_by_role("combobox", name="How was it?").nth(number)
        select.click()
        newcomer.form.get_by_role("option", name="P · performed").first.click()
    newcomer.send("Rate it")
    expect(newcomer.card("Score sheet")).to_contain_text("P · performed")
    look(newcomer, "6-sheet")
    newcomer.be("david").hear()
    expect(newcomer.card("objectives met")).to_contain_text("Score sheet")
    look(newcomer, "7-report")
