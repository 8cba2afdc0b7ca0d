"""The registry as a table, in the page."""

from playwright.sync_api import expect

from tests.browser.newcomer import Newcomer


def test_the_accounts_are_sorted_by_whatever_head_is_pressed_and_stay_so(newcomer: Newcomer) -> None:
    newcomer.be("marta", in_="brand-cardiva").type("/account list")
    table = newcomer.card("Accounts").get_by_role("table", name="Accounts")
    kinds = table.locator("tbody td:nth-child(2)")
    expect(kinds.first).to_be_attached()
    before = kinds.all_text_contents()
    head = table.get_by_role("columnheader", name="Kind")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert kinds.all_text_contents() == sorted(before)
    newcomer.type("Thank you")
    expect(newcomer.card("Thank you")).to_be_visible()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert kinds.all_text_contents() == sorted(before, reverse=True)
    assert len(set(before)) > 1
