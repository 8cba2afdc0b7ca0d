"""Somebody goes away and somebody stands in; guidelines are to be read: by those whose it is, in the page."""

import os
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.newcomer import Newcomer

LOOK = os.environ.get("LOOK", "")
"""A folder for pictures of each step, for whoever wants to look."""


def look(newcomer: Newcomer, name: str) -> None:
    if LOOK:
        newcomer.page.screenshot(path=Path(LOOK) / f"{name}.png", full_page=True)


def test_marta_is_away_hana_stands_in_and_is_asked_to_read_the_guidelines(newcomer: Newcomer) -> None:
    newcomer.be("marta", in_="general").type("/social away")
    expect(newcomer.form).to_be_visible()
    newcomer.choose("Who stands in for you? (optional)", "Hana Sato", typing="han")
    newcomer.write("Last day", newcomer.form.get_by_label("First day").input_value())
    newcomer.write("Why?", "Holidays")
    look(newcomer, "0-away")
    newcomer.send("Save")
    expect(newcomer.form).to_have_count(0)
    newcomer.be("hana").hear()
    expect(newcomer.card("You stand in for")).to_contain_text("Marta Keller")
    newcomer.be("ines", in_="general").type("/social roles")
    expect(newcomer.messages.last).to_contain_text("stands in for")
    look(newcomer, "1-roles")
    newcomer.press("Let an agency in…", on="stands in for")
    expect(newcomer.form).to_be_visible()
    look(newcomer, "2-agency")
    newcomer.send("Cancel")
    expect(newcomer.form).to_have_count(0)
    newcomer.ready().type("/social policy")
    newcomer.press("Add a document…", on="No document must be read")
    newcomer.choose("Who must read it?", "Brand")
    newcomer.write("What is it called?", "Guidelines")
    newcomer.write("Link", "https://helvia.example/guidelines")
    newcomer.write("SHA-256 of the file", "ab" * 32)
    look(newcomer, "3-document")
    newcomer.send("Add")
    expect(newcomer.form).to_have_count(0)
    newcomer.be("hana").hear()
    look(newcomer, "4-hana")
    newcomer.press("I have read it", on="Read Guidelines by")
    expect(newcomer.card("read version 1 of Guidelines")).to_contain_text("Hana Sato")
    look(newcomer, "5-read")
