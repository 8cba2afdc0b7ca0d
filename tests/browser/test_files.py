"""Files in the page: given in a form, and kept from a message."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.newcomer import Newcomer
from tests.command_line.process import CSV


def test_a_file_hangs_in_a_message(newcomer: Newcomer, tmp_path: Path) -> None:
    for name in ("list.csv", "plan.txt"):
        (tmp_path / name).write_text("a,b")
    newcomer.be("marta", in_="brand-cardiva")
    composer = newcomer.page.locator("main .composer")
    composer.get_by_label("Attach files").set_input_files([tmp_path / "list.csv", tmp_path / "plan.txt"])
    expect(composer.get_by_text("plan.txt")).to_be_visible()
    composer.locator("[data-file]").last.get_by_role("button", name="Remove").click()
    composer.get_by_role("button", name="Send").click()
    message = newcomer.page.locator("main .message").last
    with newcomer.page.expect_download() as download:
        message.get_by_role("link", name="list.csv").click()
    assert download.value.path().read_text() == "a,b"
    expect(message.get_by_role("link", name="plan.txt")).to_have_count(0)
    expect(composer.locator("[data-file]")).to_have_count(0)


def test_a_file_that_somebody_gives_is_taken_in(newcomer: Newcomer, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(CSV)
    newcomer.be("marta", in_="brand-cardiva").type("/account import")
    newcomer.form.locator("input[type=file]").set_input_files(tmp_path / "list.csv")
    expect(newcomer.form.get_by_text("list.csv, 0.3 KB")).to_be_visible()
    newcomer.send("Import")
    newcomer.hear()
    expect(newcomer.card("list.csv: 1 account imported")).to_contain_text("1 bad row left out")
    with newcomer.page.expect_download() as download:
        newcomer.card("Correct these rows").get_by_role("link", name="to-mend-list.csv").click()
    assert "Say what it is for." in download.value.path().read_text()
