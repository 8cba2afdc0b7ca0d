"""`python -m bot products …` as an operator types it."""

from pathlib import Path

from tests.command_line.process import AS, bot

SHEET = """Product;Other names;Countries;Rx;Statements
Respirol;レスピロール;CH, DE;yes;CH de: Lesen Sie die Packungsbeilage.
;;;;
Atlantol;;Atlantis;maybe;Read the leaflet.
"""


def test_products_are_imported_reported_and_exported_so_that_they_can_be_imported_again(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "products.csv").write_text(SHEET)
    first = bot(environment, tmp_path, "products", "import", "products.csv", *AS)
    assert (first.returncode, "1 product imported, 0 known already, 1 bad row left out." in first.stdout) == (1, True)
    assert "line 4, markets: “Atlantis” is no country." in first.stderr
    assert "line 4, prescription: “maybe” is neither yes nor no." in first.stderr
    assert "line 4, statements: Line 1: begin with a market" in first.stderr
    assert "holds 1 product" in bot(environment, tmp_path, "products", "export", "all.csv").stdout
    assert "exists already" in bot(environment, tmp_path, "products", "export", "all.csv").stderr
    again = bot(environment, tmp_path, "products", "import", "all.csv", *AS)
    assert (again.returncode, again.stderr) == (0, "")
    assert "0 products imported, 1 known already." in again.stdout


def test_products_are_imported_by_whoever_may_from_what_is_a_sheet_of_products(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "products.csv").write_text(SHEET)
    refused = bot(environment, tmp_path, "products", "import", "products.csv", "--as", "U0JONAS000")
    assert (refused.returncode, "can import products" in refused.stderr) == (1, True)
    (tmp_path / "nothing.csv").write_text("colour;size\n")
    assert "The first line has no name." in bot(environment, tmp_path, "products", "import", "nothing.csv", *AS).stderr
    assert "cannot be read" in bot(environment, tmp_path, "products", "import", "missing.csv", *AS).stderr
